"""What those who work with somebody do with referrals."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, require
from alongside.access.standings import day_of
from alongside.casework.audit import record
from alongside.casework.people.sealing import open_field, seal_field
from alongside.domain.assessment import Area
from alongside.domain.referrals import InTheFuture, NeedsWords, Step, Taken, check_step
from alongside.ledger import Kind
from alongside.records.people import Person
from alongside.records.referrals import Referral, ReferralStep
from alongside.vault import KeyRing, open_keys

TABLE, STEP_TABLE = "referral", "referral_step"


class ChangedMeanwhile(Exception):
    """Somebody wrote down another step since the page was looked at."""


def agree_referral(*, person_id: UUID, area: Area, to: str, need: str, on: date, by: Actor, at: datetime) -> UUID:
    """Write down that both agreed to ask another service. Returns its id. The same on the same day sent twice is one.

    Raises NotHere, NeedsWords without a service or without what it is for, or InTheFuture.
    """
    if not to.strip() or not need.strip():
        raise NeedsWords
    if on > day_of(at):
        raise InTheFuture
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.REFERRAL, person_id=person_id, at=at)
        Person.objects.select_for_update().get(id=person_id)
        keys = open_keys([person_id])
        same = _find_same(keys, person_id, area, to, need, on)
        if same:
            return same
        row = Referral(id=uuid4(), person_id=person_id, area=area.value, made_by_id=by.id, made_at=at)
        row.sealed_to = seal_field(keys, person_id, TABLE, row.id, "sealed_to", to)
        row.sealed_need = seal_field(keys, person_id, TABLE, row.id, "sealed_need", need)
        row.save(force_insert=True)
        _add(row, 1, Step.AGREED, on, "", keys, by, at)
        record(Kind.COLLECTION, "agreed", granted, by=by, at=at, object_type="referral", object_id=row.id)
    return row.id


def take_step(*, referral_id: UUID, step: Step, on: date, words: str = "", seen: int, by: Actor, at: datetime) -> None:
    """Write down what happened to a referral. seen is the number of the last step on the screen. The same again changes nothing.

    Raises NotHere, ChangedMeanwhile, CannotFollow, InTheFuture, BeforeTheLastStep or NeedsWords.
    """
    with transaction.atomic():
        row = Referral.objects.select_for_update().filter(id=referral_id).first()
        if row is None:
            raise NotHere
        granted = require(by, Action.WRITE, Item.REFERRAL, person_id=row.person_id, at=at)
        keys = open_keys([row.person_id])
        steps = list(ReferralStep.objects.filter(referral=row).order_by("number"))
        if _is_the_same(steps[-1], step, on, words, seen, row, keys):
            return
        if steps[-1].number != seen:
            raise ChangedMeanwhile
        check_step([Taken(Step(s.kind), s.on) for s in steps], step, on, words=words, today=day_of(at))
        _add(row, seen + 1, step, on, words, keys, by, at)
        record(Kind.ALTERATION, step.value, granted, by=by, at=at, object_type="referral", object_id=row.id)


def _add(row: Referral, number: int, step: Step, on: date, words: str, keys: KeyRing, by: Actor, at: datetime) -> None:
    made = ReferralStep(id=uuid4(), referral=row, number=number, kind=step.value, on=on, done_by_id=by.id, done_at=at)
    made.sealed_words = seal_field(keys, row.person_id, STEP_TABLE, made.id, "sealed_words", words.strip())
    made.save(force_insert=True)


def _is_the_same(last: ReferralStep, step: Step, on: date, words: str, seen: int, row: Referral, keys: KeyRing) -> bool:
    if (last.kind, last.on, last.number) != (step.value, on, seen + 1):
        return False
    return open_field(keys, row.person_id, STEP_TABLE, last.id, "sealed_words", last.sealed_words) == words.strip()


def _find_same(keys: KeyRing, person_id: UUID, area: Area, to: str, need: str, on: date) -> UUID | None:
    rows = Referral.objects.filter(person=person_id, area=area.value, steps__number=1, steps__on=on)
    for row in rows:
        said = [open_field(keys, person_id, TABLE, row.id, f, getattr(row, f)) for f in ("sealed_to", "sealed_need")]
        if said == [to, need]:
            return row.id
    return None
