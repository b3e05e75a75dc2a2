"""How a use of authority was explained, and the conversation that is offered after it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.overview.queries import get_overview
from alongside.casework.power_events.conversations import (
    NeedsADay,
    list_repair_conversations_due,
    record_conversation,
)
from alongside.casework.power_events.operations import (
    CorrectedAlready,
    Explanation,
    NotHappenedYet,
    explain_power_event,
    record_power_event,
)
from alongside.casework.power_events.queries import get_power_event, get_power_events
from alongside.domain.power_events import Outcome, Standing
from alongside.domain.strains import PowerEventKind
from alongside.ledger.models import Entry
from alongside.records.models import CaseloadState, Episode, PowerEvent, RepairConversation
from tests.cast import START, Cast, make_cast

pytestmark = pytest.mark.django_db
TODAY = START.date()
GIVEN = Explanation(TODAY, "You missed two meetings, so I had to", "Ask Marian to look at it again")


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def by(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def event_id(cast, by):
    return authority(cast, by)


def authority(cast, by, kind=PowerEventKind.WARNING, on=TODAY, line="CANARY line", at=START):
    return record_power_event(person_id=cast.person_id, kind=kind, happened_on=on, line=line, by=by, at=at)


def say(event_id, by, outcome, on=None, at=START, words=""):
    record_conversation(event_id=event_id, outcome=outcome, on=on, words=words, by=by, at=at)


def shown(event_id, by, at=START):
    return get_power_event(event_id=event_id, viewer=by, at=at).event


def due(user, at=START):
    return list_repair_conversations_due(viewer=actor_for(user), at=at)


def test_the_explanation_is_kept_in_its_words_sealed_with_its_day_and_how_to_challenge_it(event_id, by):
    explain_power_event(event_id=event_id, given=GIVEN, by=by, at=START)
    event = shown(event_id, by)
    assert (event.explained_on, event.words.explanation, event.words.challenge) == (TODAY, GIVEN.words, GIVEN.challenge)
    row = PowerEvent.objects.get()
    assert b"two meetings" not in bytes(row.sealed_explanation)
    assert b"Marian" not in bytes(row.sealed_challenge)


def test_an_explanation_that_changes_is_a_new_line_and_the_old_one_is_kept(event_id, by):
    explain_power_event(event_id=event_id, given=GIVEN, by=by, at=START)
    assert explain_power_event(event_id=event_id, given=GIVEN, by=by, at=START) == event_id
    other = Explanation(TODAY, "Put better", GIVEN.challenge)
    newer = explain_power_event(event_id=event_id, given=other, by=by, at=START)
    assert newer != event_id
    assert PowerEvent.objects.count() == 2
    assert shown(event_id, by).words.explanation == "Put better"
    with pytest.raises(CorrectedAlready):
        explain_power_event(event_id=event_id, given=GIVEN, by=by, at=START)


def test_a_corrected_line_keeps_its_explanation_and_its_conversation(cast, event_id, by):
    explain_power_event(event_id=event_id, given=GIVEN, by=by, at=START)
    say(event_id, by, Outcome.DONE, words="It felt unfair")
    newer = record_power_event(
        person_id=cast.person_id, kind=PowerEventKind.BREACH, happened_on=TODAY, line="It was a breach",
        replaces=event_id, by=by, at=START,
    )  # fmt: skip
    event = shown(newer, by)
    assert (event.words.explanation, event.said[0].words) == (GIVEN.words, "It felt unfair")
    assert event.conversation.standing is Standing.SETTLED


def test_an_explanation_of_tomorrow_has_not_been_given(event_id, by):
    tomorrow = Explanation(TODAY + timedelta(days=1), "x", "")
    with pytest.raises(NotHappenedYet):
        explain_power_event(event_id=event_id, given=tomorrow, by=by, at=START)


def test_a_conversation_is_due_until_something_is_said_about_it(cast, event_id, by):
    (row,) = due(cast.practitioner)
    assert (row.event_id, row.due_on, row.is_past, row.is_explained) == (event_id, date(2026, 5, 18), False, False)
    assert due(cast.practitioner, START + timedelta(days=15))[0].is_past
    say(event_id, by, Outcome.NOT_NOW, on=date(2026, 6, 1))
    assert due(cast.practitioner) == []
    assert due(cast.practitioner, START + timedelta(days=28))[0].due_on == date(2026, 6, 1)
    say(event_id, by, Outcome.NOT_WANTED, at=START + timedelta(days=28))
    assert due(cast.practitioner, START + timedelta(days=60)) == []
    assert RepairConversation.objects.count() == 2


def test_after_a_recall_it_is_due_when_contact_is_possible(cast, by):
    recall = authority(cast, by, PowerEventKind.RECALL)
    assert due(cast.practitioner, START + timedelta(days=30)) == []
    given = Explanation(TODAY, "x", "y", contact_possible_from=date(2026, 7, 1))
    explain_power_event(event_id=recall, given=given, by=by, at=START)
    assert due(cast.practitioner, START + timedelta(days=30)) == []
    (row,) = due(cast.practitioner, START + timedelta(days=58))
    assert row.due_on == date(2026, 7, 15)


def test_not_now_needs_a_day_to_come_and_a_talk_lies_behind(event_id, by):
    for day in (None, TODAY):
        with pytest.raises(NeedsADay):
            say(event_id, by, Outcome.NOT_NOW, on=day)
    with pytest.raises(NotHappenedYet):
        say(event_id, by, Outcome.DONE, on=TODAY + timedelta(days=1))
    say(event_id, by, Outcome.DONE)
    assert shown(event_id, by).said[0].on == TODAY


@pytest.mark.parametrize("who", ["supervisor", "colleague", "excluded", "stranger", "evaluator", "administrator"])
def test_nobody_else_explains_talks_or_is_told(cast, event_id, who):
    other = actor_for(getattr(cast, who))
    with pytest.raises(NotHere):
        explain_power_event(event_id=event_id, given=GIVEN, by=other, at=START)
    with pytest.raises(NotHere):
        say(event_id, other, Outcome.DONE)
    with pytest.raises(NotHere):
        shown(event_id, other)
    assert due(getattr(cast, who)) == []
    assert not RepairConversation.objects.exists()


def test_the_list_is_one_entry_of_the_ledger_and_none_when_it_is_empty(cast, event_id, by):
    due(cast.practitioner)
    assert Entry.objects.filter(object_type="conversations due", action="listed").count() == 1
    say(event_id, by, Outcome.DONE)
    due(cast.practitioner)
    assert Entry.objects.filter(object_type="conversations due").count() == 1


def test_the_queries_of_the_list_do_not_grow(cast, by):
    def count():
        with CaptureQueriesContext(connection) as caught:
            due(cast.practitioner)
        return len(caught)

    authority(cast, by, line="one")
    few = count()
    for number in range(8):
        say(authority(cast, by, line=f"more {number}"), by, Outcome.NOT_NOW, on=TODAY + timedelta(days=1))
        authority(cast, by, line=f"open {number}")
    assert count() == few


def test_the_overview_shows_what_is_still_to_come(cast, event_id, by):
    def left():
        return [e.id for e in get_overview(person_id=cast.person_id, viewer=by, at=START).after_authority]

    assert left() == [event_id]
    say(event_id, by, Outcome.DONE)
    assert left() == []
    assert len(get_power_events(person_id=cast.person_id, viewer=by, at=START).events) == 1


def test_it_opens_no_strain_and_moves_no_row(event_id, by):
    before = list(CaseloadState.objects.values())
    explain_power_event(event_id=event_id, given=GIVEN, by=by, at=START)
    say(event_id, by, Outcome.NOT_WANTED)
    assert list(CaseloadState.objects.values()) == before
    assert not Episode.objects.exists()


def test_without_the_ledger_nothing_is_written(event_id, by, monkeypatch):
    def refuse(**entry: object) -> None:
        raise RuntimeError("the ledger is not there")

    monkeypatch.setattr("alongside.casework.audit.record_entry", refuse)
    with pytest.raises(RuntimeError):
        explain_power_event(event_id=event_id, given=GIVEN, by=by, at=START)
    with pytest.raises(RuntimeError):
        say(event_id, by, Outcome.DONE)
    assert PowerEvent.objects.get().explained_on is None
    assert not RepairConversation.objects.exists()
