"""Planning a session, holding it, and saying what became of it."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q

from alongside.access import Action, Actor, Item, Relation
from alongside.access.gates import Granted, NotHere, require
from alongside.access.standings import day_of, live_covers, live_relationships
from alongside.casework.audit import record
from alongside.casework.caseload.state import refresh_state
from alongside.casework.sessions.sealing import seal_absence, seal_agenda, seal_place
from alongside.domain.sessions import Agenda, Attendance, check_plan
from alongside.ledger import Kind
from alongside.records.relationships import Relationship
from alongside.records.sessions import Session
from alongside.vault import open_keys


class NobodyAllocated(Exception):
    """The person has no allocated practitioner today, so a session would belong to no relationship."""


class NotPlannedAnyMore(Exception):
    """The session was held, missed or cancelled, so its plan can no longer be changed."""


@dataclass(frozen=True)
class Plan:
    """When and where a session is to be, and what each side brings."""

    planned_at: datetime
    minutes: int = 45
    place: str = ""
    agenda: Agenda = field(default_factory=Agenda)


def plan_session(*, person_id: UUID, plan: Plan, by: Actor, at: datetime) -> UUID:
    """Plan a session and return its id. Planning the same time again returns the session that is there.

    Raises NotHere, NobodyAllocated, and NotPlannable for a time more than a year away.
    """
    check_plan(plan.planned_at, plan.minutes, now=at)
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.SESSION, person_id=person_id, at=at)
        session = _add(granted, plan, by, at)
        refresh_state(person_id, at=at)
    return session.id


def change_session(*, session_id: UUID, plan: Plan, by: Actor, at: datetime) -> None:
    """Move a planned session or change what it is about. Raises NotHere, NotPlannedAnyMore and NotPlannable."""
    check_plan(plan.planned_at, plan.minutes, now=at)
    with transaction.atomic():
        session, granted = load_for_writing(session_id, by, at)
        if session.attendance != Attendance.PLANNED:
            raise NotPlannedAnyMore
        _write_plan(session, plan)
        session.save(update_fields=["planned_at", "minutes", "sealed_place", "sealed_agenda"])
        refresh_state(session.person_id, at=at)
        record(Kind.ALTERATION, "changed", granted, by=by, at=at, object_type="session", object_id=session.id)


def cancel_session(*, session_id: UUID, words: str, by: Actor, at: datetime) -> None:
    """Cancel a planned session, with what was said about it. Safe to repeat. Raises NotHere and NotPlannedAnyMore."""
    with transaction.atomic():
        session, granted = load_for_writing(session_id, by, at)
        if session.attendance == Attendance.CANCELLED:
            return
        if session.attendance != Attendance.PLANNED:
            raise NotPlannedAnyMore
        _settle(session, Attendance.CANCELLED, words, at)
        refresh_state(session.person_id, at=at)
        record(Kind.ALTERATION, "cancelled", granted, by=by, at=at, object_type="session", object_id=session.id)


def start_session(*, session_id: UUID, by: Actor, at: datetime) -> None:
    """Begin a planned session: whoever begins it holds it. Safe to repeat. Raises NotHere and NotPlannedAnyMore."""
    with transaction.atomic():
        session, granted = load_for_writing(session_id, by, at)
        if session.started_at is not None:
            return
        if session.attendance != Attendance.PLANNED:
            raise NotPlannedAnyMore
        _take_up(session, by, at)
        session.started_at = at
        session.save(update_fields=["started_at", "practitioner", "relationship"])
        refresh_state(session.person_id, at=at)
        record(Kind.ALTERATION, "started", granted, by=by, at=at, object_type="session", object_id=session.id)


def record_attendance(
    *,
    session_id: UUID,
    attendance: Attendance,
    words: str = "",
    declined: bool = False,
    next_plan: Plan | None = None,
    by: Actor,
    at: datetime,
) -> UUID | None:
    """Say what became of a session, and plan the next one in the same step. Returns the next session's id, or None.

    words are what was said about a session that did not happen. declined: the practitioner offered the check-in and heard
    *not today*. It can be corrected by saying it again. Raises NotHere,
    NobodyAllocated, ValueError for *planned*, and NotPlannable.
    """
    if not attendance.is_settled:
        raise ValueError("planned is not what became of a session")
    if next_plan:
        check_plan(next_plan.planned_at, next_plan.minutes, now=at)
    with transaction.atomic():
        session, granted = load_for_writing(session_id, by, at)
        action = "recorded" if session.attendance == Attendance.PLANNED else "corrected"
        if action == "recorded" and attendance is Attendance.ATTENDED and granted.relation == Relation.COVER:
            _take_up(session, by, at)
        session.declined = declined and attendance is Attendance.ATTENDED
        _settle(session, attendance, "" if attendance is Attendance.ATTENDED else words, at)
        following = _add(granted, next_plan, by, at).id if next_plan else None
        refresh_state(session.person_id, at=at)
        record(Kind.ALTERATION, action, granted, by=by, at=at, object_type="session", object_id=session.id)
    return following


def load_for_writing(session_id: UUID, by: Actor, at: datetime) -> tuple[Session, Granted]:
    """Return a session, locked, with leave to write to it. Raises NotHere."""
    session = Session.objects.select_for_update().filter(id=session_id).first()
    if session is None:
        raise NotHere
    return session, require(by, Action.WRITE, Item.SESSION, person_id=session.person_id, at=at)


def _add(granted: Granted, plan: Plan, by: Actor, at: datetime) -> Session:
    same = Session.objects.filter(person=granted.person_id, planned_at=plan.planned_at, attendance="planned").first()
    if same:
        return same
    relationship = _current(granted.person_id, at)
    session = Session(
        id=uuid4(),
        person_id=granted.person_id,
        relationship=relationship,
        practitioner_id=_holder(granted, relationship, plan, by),
        created_at=at,
        created_by_id=by.id,
    )
    _write_plan(session, plan)
    session.save(force_insert=True)
    record(Kind.COLLECTION, "planned", granted, by=by, at=at, object_type="session", object_id=session.id)
    return session


def _current(person_id: UUID, at: datetime) -> Relationship:
    found = live_relationships(at).filter(person=person_id, kind="allocated").first()
    if found is None:
        raise NobodyAllocated
    return found


def _holder(granted: Granted, relationship: Relationship, plan: Plan, by: Actor) -> UUID:
    """Return who is to hold it: a cover only on the days of the cover, else whoever plans it."""
    if granted.relation != Relation.COVER:
        return by.id
    for_them = Q(person=granted.person_id) | Q(person__isnull=True, practitioner=relationship.practitioner_id)
    covers_then = live_covers(by, plan.planned_at).filter(for_them).exists()
    return by.id if covers_then else relationship.practitioner_id


def _write_plan(session: Session, plan: Plan) -> None:
    keys = open_keys([session.person_id])
    session.planned_at, session.minutes = plan.planned_at, plan.minutes
    session.sealed_place = seal_place(keys, session, plan.place)
    session.sealed_agenda = seal_agenda(keys, session, plan.agenda)


def _take_up(session: Session, by: Actor, at: datetime) -> None:
    """Give a session to whoever holds it, in the relationship of its day."""
    session.practitioner_id = by.id
    planned, day = session.relationship, day_of(session.planned_at)
    if planned.ends_on is not None and planned.ends_on < day:
        session.relationship = _current(session.person_id, at)


def _settle(session: Session, attendance: Attendance, words: str, at: datetime) -> None:
    session.attendance = attendance.value
    session.sealed_absence = seal_absence(open_keys([session.person_id]), session, words)
    session.finished_at = session.finished_at or at
    session.save()
