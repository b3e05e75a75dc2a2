"""Something is put right: the person writes, checks and sends, staff answer, and both read the same."""

import re

import pytest
from django.conf import settings

from alongside.records.models import Correction
from tests.pages.own_door import give_door, open_own

pytestmark = pytest.mark.django_db
MINE = "/mine/correction/"
SAID = {"about": "meeting", "wrong": "It says I was late.", "should": "The bus was late."}


def words_of(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


@pytest.fixture
def phone(cast):
    return open_own(give_door(cast))


@pytest.fixture
def asked(phone) -> Correction:
    phone.post(MINE, SAID | {"do": "send"})
    return Correction.objects.get()


def answer(client, row, outcome="not_changed", words="The log says ten past."):
    return client.post(f"/corrections/{row.id}/", {"outcome": outcome, "words": words})


def test_it_is_checked_before_it_is_sent_and_can_be_changed(phone):
    check = words_of(phone.post(MINE, SAID | {"do": "check"}))
    assert "Nothing is sent yet" in check
    assert "It says I was late." in check
    assert not Correction.objects.exists()
    again = words_of(phone.post(MINE, SAID | {"do": "change"}))
    assert "It says I was late.</textarea>" in again
    assert re.search(r'value="meeting"[^>]* checked', again)
    sent = phone.post(MINE, SAID | {"do": "send"}, follow=True)
    assert "It is sent." in words_of(sent)
    assert "You get an answer by Thursday 4 June 2026" in words_of(sent)
    assert Correction.objects.count() == 1


def test_what_is_missing_is_said_at_its_place_and_what_was_typed_stays(phone):
    page = words_of(phone.post(MINE, {"should": "The bus was late.", "do": "check"}))
    assert "Choose what it is about." in page
    assert "Say what is not right." in page
    assert "The bus was late.</textarea>" in page
    long = words_of(phone.post(MINE, SAID | {"wrong": "x" * 2001, "do": "send"}))
    assert "Use fewer words." in long
    assert not Correction.objects.exists()


def test_staff_find_it_on_today_and_on_the_person_and_answer_it(cast, phone, asked, sign_in):
    ruth = sign_in(cast.practitioner)
    link = f'href="/corrections/{asked.id}/"'
    assert link in words_of(ruth.get("/today/"))
    person = words_of(ruth.get(f"/people/{cast.person_id}/"))
    assert "Tomos asked for something to be put right in this record, and is to have an answer by" in person
    assert link in words_of(ruth.get(f"/people/{cast.person_id}/corrections/"))
    page = words_of(ruth.get(f"/corrections/{asked.id}/"))
    assert "It says I was late." in page
    assert "The bus was late." in page
    assert "Say what was put right, or why it stays as it is" in words_of(answer(ruth, asked, words=""))
    ruth.post(f"/corrections/{asked.id}/look/")
    assert "Somebody is looking into it." in words_of(phone.get(MINE))
    assert answer(ruth, asked).headers["Location"] == f"/corrections/{asked.id}/"
    assert link not in words_of(ruth.get("/today/"))
    mine = words_of(phone.get(MINE))
    assert "It stays as it is." in mine
    assert "The log says ten past." in mine


def test_a_disagreement_stands_beside_the_answer_for_everybody_who_reads_it(cast, phone, asked, sign_in):
    ruth = sign_in(cast.practitioner)
    sent = {"do": "disagree", "correction": asked.id, "words": "The clock was wrong."}
    assert phone.post(MINE, sent).status_code == 404, "there is no answer to disagree with"
    answer(ruth, asked)
    empty = words_of(phone.post(MINE, sent | {"words": " "}))
    assert "Say why you do not agree." in empty
    assert '<details class="govuk-details" open>' in empty
    assert "Your words are kept next to it." in words_of(phone.post(MINE, sent, follow=True))
    for who in (cast.practitioner, cast.supervisor, cast.cover):
        assert "The clock was wrong." in words_of(sign_in(who).get(f"/corrections/{asked.id}/"))
        assert "Tomos does not agree with an answer." in words_of(sign_in(who).get(f"/people/{cast.person_id}/"))
    answer(ruth, asked, "changed", "I took the line out.")
    assert "The clock was wrong." in words_of(ruth.get(f"/corrections/{asked.id}/"))


def test_whoever_may_only_read_gets_no_form(cast, asked, sign_in):
    for who in (cast.cover, cast.supervisor):
        client = sign_in(who)
        assert "Send the answer" not in words_of(client.get(f"/corrections/{asked.id}/"))
        assert answer(client, asked).status_code == 404
        assert client.post(f"/corrections/{asked.id}/look/").status_code == 404
    assert f"/corrections/{asked.id}/" not in words_of(sign_in(cast.cover).get("/today/")), "they could not answer it"


def test_nothing_asked_is_said_with_what_would_come_here(cast, sign_in):
    assert "Nothing was asked" in words_of(sign_in(cast.practitioner).get(f"/people/{cast.person_id}/corrections/"))


def test_in_welsh_everything_is_in_welsh(phone, asked):
    phone.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    page = words_of(phone.get(MINE))
    assert "Byddwch yn cael ateb erbyn Dydd Iau 4 Mehefin 2026" in page
    assert "You get an answer" not in page


def test_a_page_takes_the_same_queries_for_one_and_for_many(cast, phone, asked, sign_in, django_assert_max_num_queries):
    ruth = sign_in(cast.practitioner)
    for number in range(6):
        phone.post(MINE, SAID | {"wrong": f"Thing {number}", "do": "send"})
    for row in Correction.objects.all():
        answer(ruth, row)
    for client, path in (
        (phone, MINE),
        (ruth, f"/people/{cast.person_id}/corrections/"),
        (ruth, f"/corrections/{asked.id}/"),
    ):
        client.get(path)
        with django_assert_max_num_queries(18):
            assert client.get(path).status_code == 200
