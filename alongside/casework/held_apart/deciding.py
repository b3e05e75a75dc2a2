"""A privacy officer decides, opens what has to be opened, and ends it once the person was told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.access.standings import day_of
from alongside.casework.audit import record
from alongside.casework.held_apart.asking import NothingSaid
from alongside.casework.held_apart.loading import OPENING_TABLE, TABLE, seal_words
from alongside.casework.held_apart.marking import Place, hold_rows, lift_rows
from alongside.casework.held_apart.tables import CHOSEN
from alongside.casework.people.sealing import seal_field
from alongside.casework.subject_access.gathering import Gathered, NoSuchItem, gather_one
from alongside.domain.held_apart import Answer, HoldState, Purpose, Told, check_told, follow
from alongside.ledger import Kind
from alongside.records.held_apart import HoldApart, HoldOpening
from alongside.records.people import Person
from alongside.vault import open_keys


class InTheWay(Exception):
    """Something new stands where this was, such as a strain that is open now. That comes first."""


class NothingChosen(ValueError):
    """Holding apart is about something."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How and when the person was told, and why it ends."""

    told_how: Told
    told_on: date
    because: str


def decide_hold(
    *, hold_id: UUID, answer: Answer, chosen: Collection[Place], words: str, by: Actor, at: datetime
) -> None:
    """Answer a request in words that the person reads. What is chosen is out of use from here on, with what goes with it.

    Raises NotHere, NothingSaid, NothingChosen and NotNow.
    """
    if not words.strip():
        raise NothingSaid
    with transaction.atomic():
        row, granted = _load(hold_id, by, at)
        row.state = follow(HoldState(row.state), HoldState(answer.value)).value
        keys = open_keys([row.person_id])
        seal_words(keys, row, "sealed_answer", words.strip())
        row.decided_by_id, row.decided_at = by.id, at
        row.save(update_fields=["state", "sealed_answer", "decided_by", "decided_at"])
        if answer is Answer.HELD:
            hold_rows(row, _check_chosen(row.person_id, chosen), at=at)
        record(Kind.ALTERATION, answer.value, granted, by=by, at=at, object_type=TABLE, object_id=row.id)


def lift_hold(*, hold_id: UUID, ending: Ending, by: Actor, at: datetime) -> None:
    """Put everything back into use as it was. The person was told before, and it says how and when.

    Raises NotHere, NothingSaid, ToldFirst, NotNow and InTheWay.
    """
    if not ending.because.strip():
        raise NothingSaid
    with transaction.atomic():
        row, granted = _load(hold_id, by, at)
        row.state = follow(HoldState(row.state), HoldState.LIFTED).value
        check_told(ending.told_on, held_on=day_of(row.decided_at or at), today=day_of(at))
        _take_up(row, at)
        seal_words(open_keys([row.person_id]), row, "sealed_lifted", ending.because.strip())
        row.told_how, row.told_on = ending.told_how.value, ending.told_on
        row.lifted_by_id, row.lifted_at = by.id, at
        row.save(update_fields=["state", "sealed_lifted", "told_how", "told_on", "lifted_by", "lifted_at"])
        record(Kind.ALTERATION, "lifted", granted, by=by, at=at, object_type=TABLE, object_id=row.id)


def open_item(*, hold_id: UUID, place: Place, purpose: Purpose, reason: str, by: Actor, at: datetime) -> Gathered:
    """Return one thing in full, and keep who opened it, what for and why. Raises NotHere and NothingSaid.

    While a request waits, anything it may be about can be opened to decide on it. Once it is answered, only what it holds.
    """
    if not reason.strip():
        raise NothingSaid
    with transaction.atomic():
        row, granted = _load(hold_id, by, at)
        if not _may_be_opened(row, place):
            raise NotHere
        try:
            item = gather_one(row.person_id, place[0], str(place[1]))
        except NoSuchItem:
            raise NotHere from None
        opening = HoldOpening(id=uuid4(), hold=row, source=place[0], row=place[1], purpose=purpose.value, opened_at=at)
        opening.opened_by_id = by.id
        keys = open_keys([row.person_id])
        opening.sealed_reason = seal_field(
            keys, row.person_id, OPENING_TABLE, opening.id, "sealed_reason", reason.strip()
        )
        opening.save(force_insert=True)
        record(
            Kind.CONSULTATION, "opened", granted, by=by, at=at, object_type=TABLE, object_id=place[1],
            reason_code=purpose.value,
        )  # fmt: skip
        return item


def _take_up(row: HoldApart, at: datetime) -> None:
    try:
        with transaction.atomic():
            lift_rows(row, at=at)
    except IntegrityError:
        raise InTheWay from None


def _may_be_opened(row: HoldApart, place: Place) -> bool:
    if HoldState(row.state) is HoldState.ASKED:
        return place[0] in CHOSEN
    return HoldState(row.state) is HoldState.HELD and row.items.filter(source=place[0], row=place[1]).exists()


def _check_chosen(person_id: UUID, chosen: Collection[Place]) -> Collection[Place]:
    """Return what was chosen, each of which is of this person and can be held apart. Raises NothingChosen and NotHere."""
    if not chosen:
        raise NothingChosen
    for source, row in chosen:
        if source not in CHOSEN:
            raise NotHere
        try:
            gather_one(person_id, source, str(row))
        except NoSuchItem:
            raise NotHere from None
    return chosen


def _load(hold_id: UUID, by: Actor, at: datetime) -> tuple[HoldApart, Granted]:
    """Return a request, locked, with leave to decide it: who looks after how long records are kept decides this too."""
    person_id = HoldApart.objects.filter(id=hold_id).values_list("person", flat=True).first()
    if person_id is None:
        raise NotHere
    granted = require(by, Action.WRITE, Item.RETENTION, person_id=person_id, at=at)
    # Whoever confirms an erasure holds the same row: one of the two is first, and the other sees it.
    Person.objects.select_for_update().get(id=person_id)
    return HoldApart.objects.select_for_update().get(id=hold_id), granted
