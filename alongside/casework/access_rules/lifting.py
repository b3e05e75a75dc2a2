"""Lifting what keeps somebody out, with the reason, and confirming what a worker said of themselves."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.casework.audit import record
from alongside.casework.people.sealing import seal_field
from alongside.ledger import Kind
from alongside.records.access_rules import Conflict, Exclusion, Restriction
from alongside.vault import open_keys


def lift_exclusion(*, person_id: UUID, exclusion_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Let somebody back in as far as their relations go. Raises NotHere."""
    with transaction.atomic():
        granted = _granted(person_id, by, at)
        row = Exclusion.objects.select_for_update().filter(id=exclusion_id, person=person_id).first()
        _lift(row, "exclusion", granted, reason, by, at)


def lift_restriction(*, person_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Open the record again to everybody whose relation opens it. Raises NotHere."""
    with transaction.atomic():
        granted = _granted(person_id, by, at)
        row = Restriction.objects.select_for_update().filter(person=person_id, lifted_at__isnull=True).first()
        _lift(row, "restriction", granted, reason, by, at)


def lift_conflict(*, person_id: UUID, conflict_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Say that a worker who declared to know this person may work with them after all. Raises NotHere."""
    with transaction.atomic():
        granted = _granted(person_id, by, at)
        row = Conflict.objects.select_for_update().filter(id=conflict_id, person=person_id).first()
        _lift(row, "conflict", granted, reason, by, at)


def confirm_conflict(*, person_id: UUID, conflict_id: UUID, by: Actor, at: datetime) -> None:
    """Record that the supervisor has seen that a worker knows this person, and leaves it so. Raises NotHere.

    Safe to repeat: the first confirmation stays.
    """
    with transaction.atomic():
        granted = _granted(person_id, by, at)
        live = Conflict.objects.filter(id=conflict_id, person=person_id, lifted_at__isnull=True)
        if not live.exists():
            raise NotHere
        if live.filter(confirmed_at__isnull=True).update(confirmed_at=at, confirmed_by=by.id):
            record(Kind.ALTERATION, "confirmed", granted, by=by, at=at, object_type="conflict", object_id=conflict_id)


def _granted(person_id: UUID, by: Actor, at: datetime) -> Granted:
    return require(by, Action.SET_ACCESS, Item.ACCESS_RULES, person_id=person_id, at=at)


def _lift(
    row: Exclusion | Restriction | Conflict | None, table: str, granted: Granted, reason: str, by: Actor, at: datetime
) -> None:
    if row is None or row.lifted_at is not None:
        raise NotHere
    keys = open_keys([granted.person_id])
    row.sealed_lift_reason = seal_field(keys, granted.person_id, table, row.id, "sealed_lift_reason", reason)
    row.lifted_at, row.lifted_by_id = at, by.id
    row.save(update_fields=["sealed_lift_reason", "lifted_at", "lifted_by"])
    record(Kind.ALTERATION, "lifted", granted, by=by, at=at, object_type=table, object_id=row.id)
