"""Placing, reviewing and lifting a legal hold, each with words that stay."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.access.standings import day_of
from alongside.casework.audit import record
from alongside.casework.people.sealing import seal_field
from alongside.domain.retention import HoldGround
from alongside.ledger import Kind
from alongside.records.people import Person
from alongside.records.retention import Erasure, LegalHold, LegalHoldStep
from alongside.vault import open_keys

TABLE, STEP_TABLE = "legal_hold", "legal_hold_step"


class NothingSaid(ValueError):
    """A hold is placed, kept and lifted with words, because somebody will ask why."""


class ReviewInThePast(ValueError):
    """Somebody looks at a hold again on a day to come."""


class TooLate(Exception):
    """Two people have confirmed the erasure already, and it is being carried out."""


def place_hold(*, person_id: UUID, ground: HoldGround, words: str, review_on: date, by: Actor, at: datetime) -> UUID:
    """Keep a record from being erased until somebody lifts this. The same sent twice is kept once.

    A proposal that waits for its second person waits on. Raises NotHere, NothingSaid, ReviewInThePast and TooLate.
    """
    said = _check(words, review_on, at)
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.RETENTION, person_id=person_id, at=at)
        # Whoever confirms an erasure holds the same row: one of the two is first, and the other sees it.
        Person.objects.select_for_update().get(id=person_id)
        if Erasure.objects.filter(person=person_id, confirmed_at__isnull=False).exists():
            raise TooLate
        sent = LegalHold.objects.filter(person=person_id, ground=ground.value, placed_at=at).first()
        if sent:
            return sent.id
        row = LegalHold(id=uuid4(), person_id=person_id, ground=ground.value, review_on=review_on, placed_at=at)
        row.save(force_insert=True)
        _add_step(row, "placed", said, by=by, at=at)
        record(Kind.COLLECTION, "held", granted, by=by, at=at, object_type=TABLE, object_id=row.id)
    return row.id


def review_hold(*, hold_id: UUID, words: str, review_on: date, by: Actor, at: datetime) -> None:
    """Keep a hold after somebody looked at it again, until another review. Raises NotHere and as place_hold does."""
    said = _check(words, review_on, at)
    with transaction.atomic():
        row, granted = _load(hold_id, by, at)
        row.review_on = review_on
        row.save(update_fields=["review_on"])
        _add_step(row, "reviewed", said, by=by, at=at)
        record(Kind.ALTERATION, "reviewed", granted, by=by, at=at, object_type=TABLE, object_id=row.id)


def lift_hold(*, hold_id: UUID, words: str, by: Actor, at: datetime) -> None:
    """End a hold, in words. It stays in the history of the record. Raises NotHere and NothingSaid."""
    if not words.strip():
        raise NothingSaid
    with transaction.atomic():
        row, granted = _load(hold_id, by, at)
        row.lifted_at = at
        row.save(update_fields=["lifted_at"])
        _add_step(row, "lifted", words.strip(), by=by, at=at)
        record(Kind.ALTERATION, "lifted", granted, by=by, at=at, object_type=TABLE, object_id=row.id)


def _check(words: str, review_on: date, at: datetime) -> str:
    if not words.strip():
        raise NothingSaid
    if review_on <= day_of(at):
        raise ReviewInThePast
    return words.strip()


def _load(hold_id: UUID, by: Actor, at: datetime) -> tuple[LegalHold, Granted]:
    """Return a hold that holds, locked, with leave to change it."""
    row = LegalHold.objects.select_for_update().filter(id=hold_id).first()
    if row is None:
        raise NotHere
    granted = require(by, Action.WRITE, Item.RETENTION, person_id=row.person_id, at=at)
    if row.lifted_at is not None:
        raise NotHere
    return row, granted


def _add_step(row: LegalHold, kind: str, words: str, *, by: Actor, at: datetime) -> None:
    number = LegalHoldStep.objects.filter(hold=row).count() + 1
    step = LegalHoldStep(id=uuid4(), hold=row, number=number, kind=kind, done_by_id=by.id, done_at=at)
    keys = open_keys([row.person_id])
    step.sealed_words = seal_field(keys, row.person_id, STEP_TABLE, step.id, "sealed_words", words)
    step.save(force_insert=True)
