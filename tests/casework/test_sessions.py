"""Planning, holding and settling a session, through the operations only."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.caseload.queries import list_caseload
from alongside.casework.sessions.operations import (
    NobodyAllocated,
    NotPlannedAnyMore,
    Plan,
    cancel_session,
    change_session,
    plan_session,
    record_attendance,
    start_session,
)
from alongside.casework.sessions.queries import get_planning, get_session
from alongside.domain.sessions import Agenda, Attendance, NotPlannable, london_moment
from alongside.ledger.models import Entry
from alongside.records.models import Relationship, Session
from tests.cast import START, Cast, make_cast

pytestmark = pytest.mark.django_db
TOMORROW = START + timedelta(days=1)
AGENDA = Agenda(person=("The damp",), practitioner=("The letter",))
PLAN = Plan(TOMORROW, 45, "Room 2", AGENDA)
MAY_NOT_WRITE = [
    "supervisor", "colleague", "excluded", "stranger", "privacy_officer", "safeguarding_lead", "evaluator", "administrator",
]  # fmt: skip
MAY_NOT_READ = [name for name in MAY_NOT_WRITE if name != "supervisor"]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def planned(cast, ruth):
    return plan_session(person_id=cast.person_id, plan=PLAN, by=ruth, at=START)


def test_a_planned_session_is_shown_as_it_was_planned(cast, ruth, planned):
    page = get_session(session_id=planned, viewer=ruth, at=START)
    assert (page.planned_at, page.minutes, page.place, page.agenda) == (TOMORROW, 45, "Room 2", AGENDA)
    assert (page.attendance, page.number, page.is_yours, page.may_write) == (Attendance.PLANNED, 1, True, True)


def test_a_planned_session_is_next_on_the_caseload(cast, ruth, planned):
    (row,) = list_caseload(viewer=ruth, at=START)
    assert (row.next_session_id, row.next_session_at) == (planned, TOMORROW)


def test_what_is_said_about_a_session_is_nowhere_in_the_clear(planned):
    row = Session.objects.values().get(id=planned)
    assert not [value for value in row.values() if "Room" in str(value) or "damp" in str(value)]
    assert b"damp" not in bytes(row["sealed_agenda"])


def test_planning_the_same_time_twice_gives_one_session(cast, ruth, planned):
    assert plan_session(person_id=cast.person_id, plan=PLAN, by=ruth, at=START) == planned
    assert Session.objects.count() == 1


def test_a_year_that_cannot_be_meant_is_refused(cast, ruth):
    with pytest.raises(NotPlannable):
        plan_session(person_id=cast.person_id, plan=Plan(START.replace(year=2036)), by=ruth, at=START)


@pytest.mark.parametrize("who", MAY_NOT_WRITE)
def test_nobody_else_plans_changes_starts_settles_or_cancels(cast, planned, who):
    actor = actor_for(getattr(cast, who))
    before = list(Session.objects.values())
    for attempt in (
        lambda: plan_session(person_id=cast.person_id, plan=PLAN, by=actor, at=START),
        lambda: change_session(session_id=planned, plan=PLAN, by=actor, at=START),
        lambda: start_session(session_id=planned, by=actor, at=START),
        lambda: cancel_session(session_id=planned, words="", by=actor, at=START),
        lambda: record_attendance(session_id=planned, attendance=Attendance.MISSED, by=actor, at=START),
        lambda: get_planning(person_id=cast.person_id, viewer=actor, at=START),
        lambda: get_session(session_id=planned, viewer=actor, at=START, to_write=True),
    ):
        with pytest.raises(NotHere):
            attempt()
    assert list(Session.objects.values()) == before


@pytest.mark.parametrize("who", MAY_NOT_READ)
def test_a_session_is_not_there_for_anybody_outside_the_relationship(cast, planned, who):
    with pytest.raises(NotHere):
        get_session(session_id=planned, viewer=actor_for(getattr(cast, who)), at=START)


def test_a_session_that_does_not_exist_is_refused_in_the_same_way(cast, ruth):
    with pytest.raises(NotHere):
        get_session(session_id=uuid4(), viewer=ruth, at=START)


def test_a_supervisor_reads_the_session_and_writes_nothing(cast, planned):
    assert get_session(session_id=planned, viewer=actor_for(cast.supervisor), at=START).may_write is False


def test_reading_is_one_opened_entry(cast, ruth, planned):
    before = set(Entry.objects.values_list("id", flat=True))
    get_session(session_id=planned, viewer=ruth, at=START)
    new = Entry.objects.exclude(id__in=before).values_list("action", "object_type", "object_id")
    assert list(new) == [("opened", "session", planned)]


def refuse(**entry: object) -> None:
    raise RuntimeError("the ledger is not there")


def test_without_the_ledger_nothing_is_planned_started_settled_or_shown(cast, ruth, planned, monkeypatch):
    before = list(Session.objects.values())
    monkeypatch.setattr("alongside.casework.audit.record_entry", refuse)
    later = Plan(TOMORROW + timedelta(days=7))
    for attempt in (
        lambda: plan_session(person_id=cast.person_id, plan=later, by=ruth, at=START),
        lambda: change_session(session_id=planned, plan=later, by=ruth, at=START),
        lambda: start_session(session_id=planned, by=ruth, at=START),
        lambda: cancel_session(session_id=planned, words="", by=ruth, at=START),
        lambda: record_attendance(session_id=planned, attendance=Attendance.MISSED, by=ruth, at=START),
        lambda: get_session(session_id=planned, viewer=ruth, at=START),
    ):
        with pytest.raises(RuntimeError):
            attempt()
    assert list(Session.objects.values()) == before


def test_a_session_is_settled_and_the_next_one_planned_in_one_step(cast, ruth, planned):
    following = Plan(TOMORROW + timedelta(days=7), 30)
    next_id = record_attendance(
        session_id=planned, attendance=Attendance.ATTENDED, next_plan=following, by=ruth, at=TOMORROW
    )
    (row,) = list_caseload(viewer=ruth, at=TOMORROW)
    assert (row.sessions_together, row.last_session_at, row.next_session_id) == (1, TOMORROW, next_id)


def test_a_next_date_that_cannot_be_meant_settles_nothing(cast, ruth, planned):
    with pytest.raises(NotPlannable):
        record_attendance(
            session_id=planned,
            attendance=Attendance.ATTENDED,
            next_plan=Plan(START.replace(year=2036)),
            by=ruth,
            at=START,
        )
    assert Session.objects.get().attendance == "planned"


def test_what_became_of_a_session_can_be_put_right(cast, ruth, planned):
    record_attendance(session_id=planned, attendance=Attendance.MISSED, words="Bus did not come", by=ruth, at=TOMORROW)
    assert get_session(session_id=planned, viewer=ruth, at=TOMORROW).absence == "Bus did not come"
    record_attendance(session_id=planned, attendance=Attendance.ATTENDED, by=ruth, at=TOMORROW)
    page = get_session(session_id=planned, viewer=ruth, at=TOMORROW)
    assert (page.attendance, page.absence) == (Attendance.ATTENDED, "")
    (row,) = list_caseload(viewer=ruth, at=TOMORROW)
    assert row.sessions_together == 1


def test_only_a_planned_session_is_changed_started_or_cancelled(cast, ruth, planned):
    record_attendance(session_id=planned, attendance=Attendance.MISSED, by=ruth, at=TOMORROW)
    with pytest.raises(NotPlannedAnyMore):
        change_session(session_id=planned, plan=PLAN, by=ruth, at=TOMORROW)
    with pytest.raises(NotPlannedAnyMore):
        start_session(session_id=planned, by=ruth, at=TOMORROW)
    with pytest.raises(NotPlannedAnyMore):
        cancel_session(session_id=planned, words="", by=ruth, at=TOMORROW)


def test_starting_and_cancelling_twice_is_as_good_as_once(cast, ruth, planned):
    start_session(session_id=planned, by=ruth, at=TOMORROW)
    start_session(session_id=planned, by=ruth, at=TOMORROW + timedelta(minutes=5))
    assert Session.objects.get().started_at == TOMORROW
    cancel_session(session_id=planned, words="Ruth is ill", by=ruth, at=TOMORROW)
    cancel_session(session_id=planned, words="", by=ruth, at=TOMORROW)
    assert get_session(session_id=planned, viewer=ruth, at=TOMORROW).absence == "Ruth is ill"
    (row,) = list_caseload(viewer=ruth, at=START)
    assert row.next_session_id is None


def test_whoever_starts_a_session_holds_it(cast, planned):
    start_session(session_id=planned, by=actor_for(cast.cover), at=TOMORROW)
    assert Session.objects.get().practitioner_id == cast.cover.id


def test_a_cover_plans_beyond_the_cover_for_the_allocated_practitioner(cast):
    by = actor_for(cast.cover)
    within = plan_session(person_id=cast.person_id, plan=Plan(TOMORROW), by=by, at=START)
    beyond = plan_session(person_id=cast.person_id, plan=Plan(START + timedelta(days=20)), by=by, at=START)
    assert Session.objects.get(id=within).practitioner_id == cast.cover.id
    assert Session.objects.get(id=beyond).practitioner_id == cast.practitioner.id


def test_a_session_needs_somebody_allocated(cast):
    Relationship.objects.update(ends_on=START.date(), ended_at=START)
    with pytest.raises(NobodyAllocated):
        plan_session(person_id=cast.person_id, plan=PLAN, by=actor_for(cast.cover), at=START)


def test_a_session_started_after_a_change_of_worker_belongs_to_the_new_relationship(cast, ruth, planned):
    Relationship.objects.update(ends_on=START.date(), ended_at=START)
    new = Relationship.objects.create(
        person_id=cast.person_id,
        practitioner=cast.colleague,
        kind="allocated",
        starts_on=date(2026, 5, 5),
        created_at=START,
    )
    start_session(session_id=planned, by=actor_for(cast.colleague), at=TOMORROW)
    session = Session.objects.get()
    assert (session.relationship_id, session.practitioner_id) == (new.id, cast.colleague.id)


def test_half_past_ten_in_summer_is_half_past_nine_in_greenwich():
    assert london_moment(date(2026, 7, 1), time(10, 30)) == datetime.fromisoformat("2026-07-01T09:30:00+00:00")
