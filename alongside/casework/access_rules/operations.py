"""Excluding a worker from a record, and restricting a record to a list."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, require
from alongside.access.standings import day_of
from alongside.casework.audit import record
from alongside.casework.people.sealing import seal_field
from alongside.casework.relationships import changing
from alongside.casework.relationships.operations import move_person
from alongside.ledger import Kind
from alongside.records.access_rules import Exclusion, Restriction, RestrictionMember
from alongside.records.identity import User
from alongside.vault import open_keys


class CannotBeSet(Exception):
    """What was asked for does not fit what is there."""


class NotYourself(CannotBeSet):
    """Whoever sets the rules of a record stays able to change them. Knowing the person is what a conflict is for."""


class SetAlready(CannotBeSet):
    """This worker is kept out already."""


class NobodyLikeThat(CannotBeSet):
    """There is no such member of staff."""


def exclude_worker(
    *, person_id: UUID, user_id: UUID, reason: str, hand_to: UUID | None = None, by: Actor, at: datetime
) -> bool:
    """Make a record absent for one member of staff. Nothing overrides it.

    When it is the practitioner the person is allocated to, hand_to moves the case in the same step. Returns whether the case
    still waits to be moved. Raises NotHere, CannotBeSet, or what move_person raises: then nothing is set.
    """
    with transaction.atomic():
        granted = _granted(person_id, by, at)
        if user_id == by.id:
            raise NotYourself
        _check_staff([user_id])
        if Exclusion.objects.filter(person=person_id, user=user_id, lifted_at__isnull=True).exists():
            raise SetAlready
        row = Exclusion(id=uuid4(), person_id=person_id, user_id=user_id, set_by_id=by.id, set_at=at)
        row.sealed_reason = _seal(person_id, "exclusion", row.id, reason)
        row.save(force_insert=True)
        record(Kind.ALTERATION, "excluded", granted, by=by, at=at, object_type="exclusion", object_id=row.id)
        allocated = changing.find_allocated(person_id, at)
        if allocated is None or allocated.practitioner_id != user_id:
            return False
        if hand_to is None:
            return True
        move_person(person_id=person_id, to=hand_to, on=day_of(at), reason=reason, by=by, at=at)
        return False


def restrict_record(*, person_id: UUID, user_ids: Iterable[UUID], reason: str, by: Actor, at: datetime) -> UUID:
    """Keep everybody out who is not on this list. A list that was there is replaced. Returns the restriction's id.

    Whoever sets it is on it, so that somebody can change it. Raises NotHere or NobodyLikeThat.
    """
    with transaction.atomic():
        granted = _granted(person_id, by, at)
        members = {*user_ids, by.id}
        _check_staff(members)
        Restriction.objects.filter(person=person_id, lifted_at__isnull=True).update(lifted_at=at, lifted_by=by.id)
        row = Restriction(id=uuid4(), person_id=person_id, set_by_id=by.id, set_at=at)
        row.sealed_reason = _seal(person_id, "restriction", row.id, reason)
        row.save(force_insert=True)
        RestrictionMember.objects.bulk_create(
            RestrictionMember(id=uuid4(), restriction=row, user_id=user_id) for user_id in sorted(members)
        )
        record(Kind.ALTERATION, "restricted", granted, by=by, at=at, object_type="restriction", object_id=row.id)
    return row.id


def _granted(person_id: UUID, by: Actor, at: datetime) -> Granted:
    return require(by, Action.SET_ACCESS, Item.ACCESS_RULES, person_id=person_id, at=at)


def _check_staff(user_ids: Iterable[UUID]) -> None:
    wanted = set(user_ids)
    if User.objects.filter(id__in=wanted, is_active=True).count() != len(wanted):
        raise NobodyLikeThat


def _seal(person_id: UUID, table: str, row: UUID, reason: str) -> bytes | None:
    return seal_field(open_keys([person_id]), person_id, table, row, "sealed_reason", reason)
