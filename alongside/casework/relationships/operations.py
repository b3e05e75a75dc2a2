"""Handing a case on, and working with somebody together."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, require
from alongside.access.standings import day_of
from alongside.casework.audit import record
from alongside.casework.caseload.state import refresh_state
from alongside.casework.relationships import changing
from alongside.casework.relationships.errors import AlreadyPlanned, SameWorker, WrongDates
from alongside.casework.sessions.notes.drafts import move_drafts
from alongside.ledger import Kind
from alongside.records.relationships import Relationship
from alongside.records.sessions import Session


def move_person(*, person_id: UUID, to: UUID, on: date, reason: str, by: Actor, at: datetime) -> UUID:
    """Hand a person to another practitioner from a day on. Returns the id of the new relationship.

    Notes stay with the case and drafts go with it, sealed as they are: when the move begins, the drafts of the old
    practitioner become the new one's and say who began them. Sessions planned for that day or later go to the new
    practitioner, and covers arranged for the old one end. The baseline begins afresh by itself, because the rules read
    the relationships.
    Raises NotHere, CannotTakeThis, SameWorker, WrongDates or AlreadyPlanned.
    """
    with transaction.atomic():
        granted = require(by, Action.MOVE, Item.IDENTITY, person_id=person_id, at=at)
        changing.lock_person(person_id)
        worker = changing.find_who_may_take(person_id, to)
        changing.check_begins(on, at)
        current = changing.find_allocated(person_id, at)
        if current and current.practitioner_id == worker.id:
            raise SameWorker
        if changing.find_planned_move(person_id, at):
            raise AlreadyPlanned
        for row in _works_with(person_id, worker.id, on) + ([current] if current else []):
            changing.end_before(row, on, at)
        if current:
            changing.end_covers_of(person_id, current.practitioner_id, on, at)
        new = changing.begin(person_id, worker, "allocated", on=on, until=None, reason=reason, at=at)
        changing.take_sessions(_session_ids(person=person_id), new, on, at)
        if current and on <= day_of(at):
            move_drafts(person_id=person_id, from_id=current.practitioner_id, to_id=worker.id, at=at)
        refresh_state(person_id, at=at)
        record(Kind.ALTERATION, "moved", granted, by=by, at=at, object_type="relationship", object_id=new.id)
    return new.id


def call_off_move(*, person_id: UUID, by: Actor, at: datetime) -> None:
    """Take back a move that has not begun: the practitioner of today stays. Raises NotHere."""
    with transaction.atomic():
        granted = require(by, Action.MOVE, Item.IDENTITY, person_id=person_id, at=at)
        changing.lock_person(person_id)
        planned, current = changing.find_planned_move(person_id, at), changing.find_allocated(person_id, at)
        if planned is None or current is None:
            raise NotHere
        theirs = Session.objects.filter(relationship=planned)
        theirs.update(relationship=current, practitioner_id=current.practitioner_id)
        record(Kind.ALTERATION, "called_off", granted, by=by, at=at, object_type="relationship", object_id=planned.id)
        planned.delete()
        Relationship.objects.filter(id=current.id).update(ends_on=None)
        refresh_state(person_id, at=at)


def add_co_worker(
    *, person_id: UUID, practitioner_id: UUID, on: date, until: date | None, reason: str, by: Actor, at: datetime
) -> UUID:
    """Let another practitioner work with a person beside the allocated one. Returns the relationship's id.

    until is the last day, None while it is open. Raises NotHere, CannotTakeThis, SameWorker or WrongDates.
    """
    with transaction.atomic():
        granted = require(by, Action.MOVE, Item.IDENTITY, person_id=person_id, at=at)
        changing.lock_person(person_id)
        worker = changing.find_who_may_take(person_id, practitioner_id)
        changing.check_begins(on, at)
        if until and until < on:
            raise WrongDates
        if _works_with(person_id, worker.id, on):
            raise SameWorker
        new = changing.begin(person_id, worker, "co_worker", on=on, until=until, reason=reason, at=at)
        record(Kind.ALTERATION, "co_working", granted, by=by, at=at, object_type="relationship", object_id=new.id)
    return new.id


def end_co_working(*, person_id: UUID, relationship_id: UUID, by: Actor, at: datetime) -> None:
    """End co-working at once, or before it begins. Sessions it had planned go to the allocated. Raises NotHere."""
    with transaction.atomic():
        granted = require(by, Action.MOVE, Item.IDENTITY, person_id=person_id, at=at)
        theirs = Relationship.objects.filter(id=relationship_id, person=person_id, kind="co_worker")
        row = theirs.filter(ended_at__isnull=True).first()
        if row is None:
            raise NotHere
        changing.end_before(row, day_of(at), at)
        current = changing.find_allocated(person_id, at)
        if current:
            changing.take_sessions(_session_ids(relationship=row), current, day_of(at), at)
        refresh_state(person_id, at=at)
        record(Kind.ALTERATION, "co_working_ended", granted, by=by, at=at, object_type="relationship", object_id=row.id)


def _works_with(person_id: UUID, practitioner_id: UUID, on: date) -> list[Relationship]:
    rows = Relationship.objects.filter(person=person_id, practitioner=practitioner_id, ended_at__isnull=True)
    return list(rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)))


def _session_ids(**which: object) -> list[UUID]:
    return list(Session.objects.filter(attendance="planned", **which).values_list("id", flat=True))
