"""Asking to have something held apart, as the person reads it, and what a worker cannot tell of it."""

import pytest

from alongside.access.actors import actor_for
from alongside.casework.held_apart.deciding import decide_hold
from alongside.casework.people.what_matters import say_what_matters
from alongside.casework.sessions.notes.finishing import finish_note
from alongside.domain.held_apart import Answer
from alongside.records.models import CheckIn, HoldApart, Note, Pin, WhatMatters
from tests.access.browsers import nothing_stays
from tests.access.world import make_world
from tests.cast import START
from tests.meetings import answer, meet
from tests.noted import noted
from tests.pages.own_door import give_door, open_own
from tests.pages.test_held_apart import TOLD, text
from tests.pages.test_nobody_can_tell import screens

pytestmark = pytest.mark.django_db
MINE = "/mine/held-apart/"
ASK = {"do": "ask", "ground": "objection", "words": "The note of May."}


@pytest.fixture
def phone(cast):
    return open_own(give_door(cast))


@pytest.fixture
def petra(cast, sign_in):
    return sign_in(cast.privacy_officer)


def test_somebody_asks_once_and_reads_what_becomes_of_it(cast, phone, petra):
    ruth = actor_for(cast.practitioner)
    session = meet(cast.person_id, cast.practitioner, START.date())
    note = finish_note(session_id=session.id, typed=noted("They shouted."), by=ruth, at=START)
    say_what_matters(person_id=cast.person_id, words="My sister.", said_on=START.date(), by=ruth, at=START)
    for _ in range(2):
        sent = text(phone.post(MINE, ASK, follow=True))
    assert "It is sent." in sent
    assert "You get an answer by Thursday 4 June 2026" in sent
    asked = HoldApart.objects.get()
    page = f"/held-apart/{asked.id}/"
    assert "On their own page, 4 May 2026." in text(petra.get(page))
    chosen = [f"Note:{note}", f"WhatMatters:{WhatMatters.objects.get().id}"]
    petra.post(page, {"answer": "held", "chosen": chosen, "words": "While we think."})
    mine = text(phone.get(MINE))
    assert "It is held apart since Monday 4 May 2026" in mine
    assert "While we think." in mine
    assert "What matters to you, Monday 4 May 2026 My sister." in mine
    assert "A note of a meeting, Monday 4 May 2026" in mine
    assert "They shouted." not in mine
    assert "Petra" not in mine
    petra.post(page, TOLD | {"because": "We have thought."})
    mine = text(phone.get(MINE))
    assert "It is used again since Monday 4 May 2026. What they said, Monday 4 May 2026: We have thought." in mine
    assert "This is held apart" not in mine
    assert Note.objects.exists()


def test_what_a_worker_wrote_down_is_there_too_and_says_so(cast, phone, sign_in):
    sent = {"ground": "claim", "words": "The promise.", "came_by": "letter"}
    sign_in(cast.practitioner).post(f"/people/{cast.person_id}/held-apart/ask/", sent)
    assert "Somebody who works with you wrote this down for you, Monday 4 May 2026." in text(phone.get(MINE))


def test_welsh_says_it_too(phone):
    phone.post("/language/", {"language": "cy", "next": MINE})
    assert "Gofyn i ni beidio â defnyddio rhywbeth" in text(phone.get(MINE))


def test_nothing_and_too_much_are_said_at_the_field_and_stay(phone):
    page = text(phone.post(MINE, {"do": "ask"}))
    assert "Choose why you ask" in page
    assert "Say what it is about" in page
    page = text(phone.post(MINE, ASK | {"words": "x" * 2_001}))
    assert "Use fewer words." in page
    assert "x" * 2_001 in page
    phone.get(MINE)
    assert not HoldApart.objects.exists()


@pytest.mark.every_page
@pytest.mark.parametrize("audience", ["supervisor", "totals"])
def test_that_somebody_asked_and_what_was_held_changes_no_screen_of_a_worker(cast, audience):
    """The answers were never for the worker, so nothing tells them that there were any, or that they are held apart."""
    world = make_world(cast)
    for table in (HoldApart, Pin):
        table.objects.all().delete()
    phone = open_own(give_door(cast))
    given = answer(meet(cast.person_id, cast.practitioner, START.date(), clock=8), 2, audience=audience)
    with nothing_stays():
        world.ids["hold_apart_id"] = given.id
        before = dict(screens(world, "practitioner"))
    with nothing_stays():
        phone.post(MINE, ASK)
        asked = HoldApart.objects.get()
        world.ids["hold_apart_id"] = asked.id
        decide_hold(
            hold_id=asked.id, answer=Answer.HELD, chosen=[("CheckIn", given.id)], words="So it is.",
            by=actor_for(cast.privacy_officer), at=START,
        )  # fmt: skip
        assert not CheckIn.objects.filter(id=given.id).exists()
        after = dict(screens(world, "practitioner"))
    assert [page for page in after if after[page] != before[page]] == []
