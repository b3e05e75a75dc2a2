"""Looking into an absence: every word is kept, worried comes first, and nobody decides but a practitioner."""

from datetime import date, timedelta

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.absences.operations import (
    NeedsAReason,
    NotAbsent,
    NotSafe,
    Written,
    say_worried,
    write_about_absence,
)
from alongside.casework.absences.queries import get_absence
from alongside.casework.people.contact import RouteFacts, add_contact_route
from alongside.casework.people.timeline import EventKind, get_timeline
from alongside.casework.sessions.operations import Plan, plan_session, record_attendance
from alongside.domain.absences import Decision, Step
from alongside.domain.people.contact import RouteKind, Safe
from alongside.domain.sessions import Attendance
from alongside.ledger.models import Entry
from alongside.records.models import Absence, AbsenceStep, CaseloadState, Episode, PowerEvent
from tests.cast import START, Cast, make_cast

pytestmark = pytest.mark.django_db
LATER = START + timedelta(hours=2)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def by(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def missed(cast, by):
    session_id = plan_session(person_id=cast.person_id, plan=Plan(START), by=by, at=START)
    record_attendance(session_id=session_id, attendance=Attendance.MISSED, by=by, at=START)
    return session_id


@pytest.fixture
def phone(cast, by):
    facts = RouteFacts(RouteKind.PHONE, "07700 900123", {Safe.RING}, is_confirmed_now=True)
    return add_contact_route(person_id=cast.person_id, facts=facts, by=by, at=START)


def write(session_id, by, at=LATER, **written):
    write_about_absence(session_id=session_id, written=Written(**written), by=by, at=at)


def page(session_id, by, at=LATER):
    return get_absence(session_id=session_id, viewer=by, at=at)


def test_what_is_written_is_kept_sealed_and_can_be_gone_on_with(missed, by):
    write(missed, by, sought="The bus did not come")
    write(missed, by, sought="The bus did not come", hard="I dread the waiting room", next="Ring on Friday")
    said = {step: words.words for step, words in page(missed, by).said.items()}
    assert said == {
        Step.SOUGHT: "The bus did not come", Step.HARD: "I dread the waiting room", Step.NEXT: "Ring on Friday",
    }  # fmt: skip
    assert AbsenceStep.objects.count() == 3
    assert not any(b"waiting room" in bytes(row.sealed_body) for row in AbsenceStep.objects.all())


def test_every_word_that_was_ever_posted_can_still_be_read(missed, by, cast):
    write(missed, by, sought="Overslept")
    write(missed, actor_for(cast.cover), sought="At the hospital with a child")
    found = page(missed, by)
    assert found.said[Step.SOUGHT].words == "At the hospital with a child"
    assert [(words.said.words, words.written_by) for words in found.earlier] == [("Overslept", "Ruth Adeyemi")]


def test_an_empty_page_takes_nothing_away(missed, by):
    write(missed, by, sought="The bus", deadline_on=date(2026, 5, 8), decision=Decision.EXCUSED, why="No bus")
    write(missed, by)
    found = page(missed, by)
    assert (found.said[Step.SOUGHT].words, found.deadline_on) == ("The bus", date(2026, 5, 8))
    assert (found.decision, found.why, found.decided_by) == (Decision.EXCUSED, "No bus", "Ruth Adeyemi")


def test_worried_needs_nothing_else_and_every_press_is_kept(missed, by, cast):
    say_worried(session_id=missed, by=by, at=LATER)
    say_worried(session_id=missed, by=actor_for(cast.cover), at=LATER + timedelta(minutes=5))
    found = page(missed, by)
    assert (found.worried_by, found.worried_at) == ("Ruth Adeyemi", LATER)
    presses = AbsenceStep.objects.filter(kind="worried").values_list("written_by__name", flat=True)
    assert sorted(presses) == ["Callum Price", "Ruth Adeyemi"]
    assert Entry.objects.filter(object_type="absence", action="worried").count() == 2


def test_worried_can_be_said_before_anybody_has_marked_the_session(cast, by):
    planned = plan_session(person_id=cast.person_id, plan=Plan(START), by=by, at=START)
    say_worried(session_id=planned, by=by, at=LATER)
    assert page(planned, by).worried_at == LATER


def test_only_safe_and_confirmed_ways_are_offered_and_taken(cast, missed, by, phone):
    unsafe = RouteFacts(RouteKind.PHONE, "07700 900999", {Safe.RING})
    add_contact_route(person_id=cast.person_id, facts=unsafe, by=by, at=START)
    offered = [(way.way, way.value) for way in page(missed, by).safe_ways]
    assert offered == [("ring", "07700 900123"), ("in_person", ""), ("other_worker", "")]
    write(missed, by, ways=[f"ring:{phone}", "in_person"], tried="No answer, then met at the door")
    for not_safe in (f"text:{phone}", "ring:somebody", "letter"):
        with pytest.raises(NotSafe):
            write(missed, by, ways=[not_safe], tried="CANARY")
    assert page(missed, by).said[Step.TRIED].words == "No answer, then met at the door"


def test_a_way_that_has_stopped_being_safe_is_not_offered_again_and_what_was_tried_stays(missed, by, phone):
    write(missed, by, ways=[f"ring:{phone}"], tried="No answer")
    in_a_year = START + timedelta(days=200)
    write(missed, by, at=in_a_year, ways=[f"ring:{phone}"], tried="No answer", next="Write")
    assert [way.way for way in page(missed, by, in_a_year).safe_ways] == ["in_person", "other_worker"]


def test_a_decision_needs_a_word_why_and_is_never_made_by_itself(missed, by):
    with pytest.raises(NeedsAReason):
        write(missed, by, sought="The bus", decision=Decision.NOT_EXCUSED)
    assert not Absence.objects.exists()
    write(missed, by, sought="The bus")
    assert page(missed, by).decision is None


def test_the_deadline_is_moved_by_a_person_only_and_the_earlier_day_is_kept(missed, by):
    write(missed, by, deadline_on=date(2026, 5, 8))
    write(missed, by, decision=Decision.EXCUSED, why="No bus")
    assert page(missed, by, START + timedelta(days=60)).deadline_on == date(2026, 5, 8)
    write(missed, by, deadline_on=date(2026, 5, 11))
    (before,) = page(missed, by).earlier
    assert (before.step, before.said.words) == (Step.DEADLINE, "2026-05-08")


def test_somebody_who_came_has_no_absence(cast, by):
    session_id = plan_session(person_id=cast.person_id, plan=Plan(START), by=by, at=START)
    record_attendance(session_id=session_id, attendance=Attendance.ATTENDED, by=by, at=START)
    with pytest.raises(NotAbsent):
        write(session_id, by, sought="CANARY")
    with pytest.raises(NotAbsent):
        say_worried(session_id=session_id, by=by, at=LATER)


@pytest.mark.parametrize("who", ["supervisor", "colleague", "excluded", "stranger", "privacy_officer", "evaluator"])
def test_nobody_else_writes_about_it(cast, missed, who):
    other = actor_for(getattr(cast, who))
    with pytest.raises(NotHere):
        write(missed, other, sought="CANARY")
    with pytest.raises(NotHere):
        say_worried(session_id=missed, by=other, at=LATER)
    if who != "supervisor":
        with pytest.raises(NotHere):
            page(missed, other)
    assert not Absence.objects.exists()


def test_it_is_one_entry_of_the_timeline_without_any_words(cast, missed, by):
    write(missed, by, sought="CANARY reason", decision=Decision.EXCUSED, why="CANARY why")
    found = get_timeline(person_id=cast.person_id, viewer=by, page=1, at=LATER).events
    (entry,) = [event for event in found if event.kind is EventKind.MISSED]
    assert entry.absence is not None
    assert (entry.absence.sought, entry.absence.decision) == (True, Decision.EXCUSED)
    assert "CANARY" not in repr(entry)


def test_it_uses_no_authority_opens_no_strain_and_moves_no_row(missed, by):
    before = list(CaseloadState.objects.values())
    write(missed, by, sought="x", decision=Decision.NOT_EXCUSED, why="y")
    say_worried(session_id=missed, by=by, at=LATER)
    assert list(CaseloadState.objects.values()) == before
    assert not PowerEvent.objects.exists()
    assert not Episode.objects.exists()


def test_without_the_ledger_nothing_is_written(missed, by, monkeypatch):
    def refuse(**entry: object) -> None:
        raise RuntimeError("the ledger is not there")

    monkeypatch.setattr("alongside.casework.audit.record_entry", refuse)
    for write_it in (lambda: write(missed, by, sought="x"), lambda: say_worried(session_id=missed, by=by, at=LATER)):
        with pytest.raises(RuntimeError):
            write_it()
    assert not Absence.objects.exists()
