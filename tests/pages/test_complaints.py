"""Saying that something is wrong: who reads it comes before the words, and no worker's screen changes by a byte."""

import re

import pytest
from django.conf import settings

from alongside.records.models import Complaint, User
from tests.access.browsers import nothing_stays
from tests.access.world import make_world
from tests.pages.own_door import give_door, open_own
from tests.pages.test_nobody_can_tell import VIEWERS, screens

pytestmark = pytest.mark.django_db
MINE, WORDS = "/mine/wrong/", "My letters are read out in the waiting room."


def words_of(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


@pytest.fixture
def phone(cast):
    return open_own(give_door(cast))


def send(phone, receiver="supervisor", words=WORDS):
    return phone.post(MINE, {"receiver": receiver, "words": words, "do": "send"}, follow=True)


def test_who_reads_it_is_chosen_first_then_it_is_written_checked_and_sent(cast, phone):
    page = words_of(phone.get(MINE))
    assert "<textarea" not in page
    assert "The supervisor, Marian" in page
    assert "Somebody outside the team, Petra" in page
    assert "Choose who should read it." in words_of(phone.post(MINE, {"do": "choose"}))
    writing = words_of(phone.post(MINE, {"receiver": "supervisor", "do": "choose"}))
    assert "It goes to Marian, and to nobody else." in writing
    assert "Say what is wrong." not in writing
    assert "Say what is wrong." in words_of(phone.post(MINE, {"receiver": "supervisor", "do": "check"}))
    check = words_of(phone.post(MINE, {"receiver": "supervisor", "words": WORDS, "do": "check"}))
    assert "Nothing is sent yet." in check
    assert WORDS in check
    assert not Complaint.objects.exists()
    again = words_of(phone.post(MINE, {"receiver": "supervisor", "words": WORDS, "do": "change"}))
    assert f"{WORDS}</textarea>" in again
    sent = words_of(send(phone))
    assert "It is sent." in sent
    assert "You hear by Wednesday 3 June 2026" in sent
    assert Complaint.objects.get().receiver == "supervisor"


def test_a_receiver_who_could_not_read_it_is_neither_offered_nor_taken(cast, phone):
    User.objects.filter(id=cast.privacy_officer.id).update(is_active=False)
    assert "Somebody outside" not in words_of(phone.get(MINE)).split("<form")[1]
    send(phone, "privacy_officer")
    assert not Complaint.objects.exists()
    User.objects.filter(id=cast.practitioner.id).update(supervisor=None)
    page = words_of(phone.get(MINE))
    assert "Nobody here can read it today." in page
    assert 'name="receiver"' not in page


def test_the_supervisor_reads_acknowledges_and_answers_and_the_person_reads_that(cast, phone, sign_in):
    send(phone)
    row, marian = Complaint.objects.get(), sign_in(cast.supervisor)
    assert f'href="/complaints/{row.id}/"' in words_of(marian.get("/complaints/"))
    page = words_of(marian.get(f"/complaints/{row.id}/"))
    assert WORDS in page
    marian.post(f"/complaints/{row.id}/read/")
    assert "Somebody has read it and looks into it." in words_of(phone.get(MINE))
    assert "Write what you found" in words_of(marian.post(f"/complaints/{row.id}/", {"words": ""}))
    marian.post(f"/complaints/{row.id}/", {"words": "We moved the room."})
    mine = words_of(phone.get(MINE))
    assert "We moved the room." in mine
    assert "Marian" not in mine.split('id="said"')[1].split("</section>")[0]


@pytest.mark.every_page
@pytest.mark.parametrize("viewer", VIEWERS)
def test_every_screen_of_a_worker_is_the_same_to_the_byte_whatever_was_said_and_answered(cast, viewer, sign_in):
    world = make_world(cast)
    door = give_door(cast)

    def see(*, said: bool) -> dict[str, tuple[int, bytes]]:
        with nothing_stays():
            phone = open_own(door)
            phone.get(MINE)
            if said:
                for receiver, reader in (("supervisor", cast.supervisor), ("privacy_officer", cast.privacy_officer)):
                    send(phone, receiver)
                    row = Complaint.objects.get(receiver=receiver, sealed_words__isnull=False)
                    client = sign_in(reader)
                    client.get("/complaints/")
                    client.get(f"/complaints/{row.id}/")
                    client.post(f"/complaints/{row.id}/", {"words": "We moved the room."})
            phone.post("/check-in/exit/")
            return dict(screens(world, viewer))

    silent, spoken = see(said=False), see(said=True)
    assert [name for name in silent if silent[name] != spoken[name]] == []


def test_in_welsh_everything_is_in_welsh(phone):
    phone.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    send(phone)
    page = words_of(phone.get(MINE))
    assert "Byddwch yn clywed erbyn Dydd Mercher 3 Mehefin 2026" in page
    assert not re.search("You hear|Somebody outside", page)


def test_pages_take_the_same_queries_for_one_and_for_many(cast, phone, sign_in, django_assert_max_num_queries):
    marian = sign_in(cast.supervisor)
    for number in range(6):
        send(phone, words=f"Thing {number}")
    row = Complaint.objects.first()
    for client, path, most in ((phone, MINE, 24), (marian, "/complaints/", 12), (marian, f"/complaints/{row.id}/", 14)):
        client.get(path)
        with django_assert_max_num_queries(most):
            assert client.get(path).status_code == 200
