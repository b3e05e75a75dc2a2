"""Explaining a use of authority and talking about it, as it is used at the desk."""

import pytest
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.casework.power_events.operations import record_power_event
from alongside.domain.strains import PowerEventKind
from alongside.records.models import PowerEvent, RepairConversation
from tests.cast import START

pytestmark = pytest.mark.django_db
EXPLAINED = {
    "on_day": "4", "on_month": "5", "on_year": "2026", "words": "CANARY two missed meetings",
    "challenge": "CANARY ask Marian",
}  # fmt: skip


@pytest.fixture
def ruth(cast, sign_in):
    return sign_in(cast.practitioner)


@pytest.fixture
def event_id(cast):
    return record_power_event(
        person_id=cast.person_id, kind=PowerEventKind.WARNING, happened_on=START.date(), line="CANARY letter",
        by=actor_for(cast.practitioner), at=START,
    )  # fmt: skip


def person(cast, client):
    return client.get(reverse("person", args=[cast.person_id])).content.decode()


def test_writing_one_down_leads_to_explaining_it(cast, ruth):
    form = {"kind": "warning", "on_day": "4", "on_month": "5", "on_year": "2026", "line": "Letter"}
    answer = ruth.post(reverse("add_power_event", args=[cast.person_id]), form)
    assert answer.headers["Location"] == reverse("explain_power_event", args=[PowerEvent.objects.get().id])


def test_the_explanation_is_shown_on_the_person_page_until_it_was_talked_about(cast, ruth, event_id):
    assert "Not explained yet." in person(cast, ruth)
    ruth.post(reverse("explain_power_event", args=[event_id]), EXPLAINED)
    page = person(cast, ruth)
    for words in ("CANARY two missed meetings", "CANARY ask Marian", "Explained on 4 May 2026", "by 18 May 2026"):
        assert words in page
    ruth.post(reverse("repair_conversation", args=[event_id]), {"outcome": "done"})
    assert "After a use of authority" not in person(cast, ruth)


def test_words_without_their_day_are_asked_for_it_and_stay(ruth, event_id):
    page = ruth.post(reverse("explain_power_event", args=[event_id]), {"words": "CANARY reason"}).content.decode()
    assert "Enter the day on which it was explained" in page
    assert "CANARY reason" in page


def test_not_now_asks_for_a_day(ruth, event_id):
    address = reverse("repair_conversation", args=[event_id])
    page = ruth.post(address, {"outcome": "not_now", "words": "CANARY tired"}).content.decode()
    assert "Enter a day to come" in page
    assert "CANARY tired" in page
    assert not RepairConversation.objects.exists()


def test_no_is_an_answer_of_the_same_size_and_needs_no_reason(ruth, event_id):
    address = reverse("repair_conversation", args=[event_id])
    page = ruth.post(address, {"outcome": "not_wanted"}, follow=True).content.decode()
    assert "They do not want to talk about it." in page


def test_the_address_of_a_line_that_was_corrected_shows_the_newer_one(ruth, event_id):
    address = reverse("explain_power_event", args=[event_id])
    ruth.post(address, EXPLAINED)
    ruth.post(address, EXPLAINED | {"words": "CANARY put better"})
    assert "CANARY put better" in ruth.get(address).content.decode()


def test_words_about_a_line_that_was_corrected_meanwhile_stay_and_go_to_the_newer_one(cast, ruth, event_id):
    newer = record_power_event(
        person_id=cast.person_id, kind=PowerEventKind.BREACH, happened_on=START.date(), line="CANARY put right",
        replaces=event_id, by=actor_for(cast.practitioner), at=START,
    )  # fmt: skip
    page = ruth.post(reverse("explain_power_event", args=[event_id]), EXPLAINED).content.decode()
    assert "This line was corrected while you wrote" in page
    assert "CANARY two missed meetings" in page
    assert "CANARY put right" in page
    assert f'action="{reverse("explain_power_event", args=[newer])}"' in page
    ruth.post(reverse("explain_power_event", args=[newer]), EXPLAINED)
    assert "CANARY two missed meetings" in person(cast, ruth)


@pytest.mark.parametrize("who", ["supervisor", "colleague", "excluded", "stranger", "evaluator"])
def test_others_get_no_word_of_it(cast, sign_in, event_id, who):
    client = sign_in(getattr(cast, who))
    for name in ("explain_power_event", "repair_conversation"):
        for answer in (
            client.get(reverse(name, args=[event_id])),
            client.post(reverse(name, args=[event_id]), EXPLAINED | {"outcome": "done"}),
        ):
            assert answer.status_code == 404
            assert b"CANARY" not in answer.content
