"""Promises from the person's side: both sides to read, their own to answer for, and nothing else."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from alongside.access.actors import actor_for, actor_for_capability
from alongside.access.gates import NotHere
from alongside.casework.people.operations import PersonFacts, add_person
from alongside.casework.people.sealing import PersonName
from alongside.casework.promises.errors import SettledAlready, TooLate
from alongside.casework.promises.operations import make_promise, settle_promise
from alongside.casework.promises.own_side import (
    list_promises_for_person,
    say_own_is_done,
    say_own_why_not,
    undo_own_done,
)
from alongside.casework.promises.queries import get_promise
from alongside.domain.people.kinds import Jurisdiction
from alongside.domain.promises import NeedsAWord, Outcome, Side
from alongside.ledger.models import Entry
from alongside.records.models import Capability, Promise
from tests.cast import START, Cast, make_cast

pytestmark = pytest.mark.django_db
TODAY, WEEK = START.date(), timedelta(days=7)


@dataclass(frozen=True)
class Door:
    """What a capability is known by."""

    id: UUID
    person_id: UUID
    scopes: tuple[str, ...]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


def open_door(cast, *scopes, person_id=None):
    door = Door(uuid4(), person_id or cast.person_id, scopes)
    Capability.objects.create(
        id=door.id, person_id=door.person_id, kind="device", secret_hash=door.id.bytes, scopes=list(scopes),
        started_by=cast.practitioner, started_at=START, expires_at=START + 3 * WEEK,
    )  # fmt: skip
    return door


@pytest.fixture
def door(cast):
    return open_door(cast, "promises")


@pytest.fixture
def own(cast, ruth):
    return make_promise(
        person_id=cast.person_id, side=Side.PERSON, words="Bring the receipt", due_on=TODAY, by=ruth, at=START
    )


@pytest.fixture
def theirs(cast, ruth):
    return make_promise(
        person_id=cast.person_id, side=Side.PRACTITIONER, words="Ring housing", due_on=TODAY, by=ruth, at=START
    )


def done(door, promise, at=START, **more):
    return say_own_is_done(capability=door, promise_id=promise, by=actor_for_capability(door), at=at, **more)


def why_not(door, promise, words="The bus did not come", at=START):
    say_own_why_not(capability=door, promise_id=promise, words=words, by=actor_for_capability(door), at=at)


def test_the_person_sees_both_sides_in_the_same_words(door, own, theirs):
    later = START + timedelta(days=6)
    seen = list_promises_for_person(capability=door, at=later)
    assert {(line.who, line.words, line.when) for line in seen.open} == {
        ("", "Bring the receipt", "Six days late"),
        ("Ruth", "Ring housing", "Six days late"),
    }
    assert Entry.objects.filter(role="person", action="opened", object_type="promises").count() == 1


@pytest.mark.parametrize(("at", "outcome"), [(START, Outcome.KEPT), (START + WEEK, Outcome.LATE)])
def test_they_say_that_their_own_is_done_and_after_its_day_it_is_kept_late(door, ruth, own, at, outcome):
    assert done(door, own, at) is done(door, own, at) is outcome
    assert Promise.objects.get(id=own).outcome == outcome.value
    assert get_promise(promise_id=own, viewer=ruth, at=at).history[0].by_person
    undo_own_done(capability=door, promise_id=own, by=actor_for_capability(door), at=at + timedelta(minutes=10))
    assert Promise.objects.get(id=own).outcome == ""


def test_saying_why_not_keeps_it_open_to_be_talked_about(door, ruth, own):
    why_not(door, own)
    why_not(door, own)
    line = get_promise(promise_id=own, viewer=ruth, at=START).line
    assert (line.is_open, line.word, line.word_by_person) == (True, "The bus did not come", True)
    with pytest.raises(NeedsAWord):
        why_not(door, own, " ")


def test_what_the_practitioner_settled_is_not_settled_again_or_undone_from_here(door, ruth, own):
    settle_promise(promise_id=own, outcome=Outcome.BROKEN, by=ruth, at=START)
    with pytest.raises(SettledAlready):
        done(door, own)
    with pytest.raises(SettledAlready):
        why_not(door, own)
    with pytest.raises(TooLate):
        undo_own_done(capability=door, promise_id=own, by=actor_for_capability(door), at=START)


def test_they_answer_for_nobody_but_themselves(cast, door, theirs):
    for attempt in (done, why_not):
        with pytest.raises(NotHere):
            attempt(door, theirs)


def test_another_persons_door_opens_none_of_this(cast, own):
    other = open_door(cast, "promises", person_id=another_person(cast))
    for attempt in (done, why_not):
        with pytest.raises(NotHere):
            attempt(other, own)
    assert list_promises_for_person(capability=other, at=START).open == []


def another_person(cast):
    facts = PersonFacts(PersonName("Ann", "Hill"), None, Jurisdiction.SCOTLAND)
    return add_person(facts=facts, by=actor_for(cast.practitioner), at=START)


@pytest.mark.parametrize("scope", ["check_in", "help_answer"])
def test_a_door_without_the_scope_shows_and_does_nothing(cast, own, scope):
    device = open_door(cast, scope)
    for attempt in (lambda: list_promises_for_person(capability=device, at=START), lambda: done(device, own)):
        with pytest.raises(NotHere):
            attempt()


def test_a_door_that_was_closed_meanwhile_is_closed_whatever_the_device_remembers(door, own):
    Capability.objects.update(ended_at=START)
    for attempt in (
        lambda: list_promises_for_person(capability=door, at=START),
        lambda: done(door, own),
        lambda: why_not(door, own),
    ):
        with pytest.raises(NotHere):
            attempt()


def test_without_the_ledger_nothing_is_said_and_nothing_is_shown(door, own, monkeypatch):
    def refuse(**entry: object) -> None:
        raise RuntimeError("the ledger is not there")

    monkeypatch.setattr("alongside.casework.audit.record_entry", refuse)
    for attempt in (
        lambda: list_promises_for_person(capability=door, at=START),
        lambda: done(door, own),
        lambda: why_not(door, own),
    ):
        with pytest.raises(RuntimeError):
            attempt()
    assert Promise.objects.get(id=own).outcome == ""
