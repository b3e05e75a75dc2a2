"""Writing down what was passed on, and what came after."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, require
from alongside.access.standings import day_of
from alongside.casework.agreements.loading import find_agreement
from alongside.casework.audit import record
from alongside.casework.passing_on.loading import TABLE, What, add_step, open_passed, seal_what
from alongside.domain.agreements import Matter
from alongside.domain.passing_on import Ground, NeedsWords, Step, Taken, check_ground, check_step, check_telling
from alongside.ledger import Kind
from alongside.records.passing_on import PassedOn
from alongside.records.people import Person
from alongside.vault import KeyRing, open_keys


class ChangedMeanwhile(Exception):
    """Somebody wrote down something else since the page was looked at."""


@dataclass(frozen=True, slots=True)
class Passing:
    """What somebody writes down. agreement_id: the yes it rests on. Without told_on it says why not, and until when."""

    what: What
    on: date
    ground: Ground
    agreement_id: UUID | None = None
    told_on: date | None = None
    why_not: str = ""
    review_on: date | None = None


def write_passed_on(*, person_id: UUID, passing: Passing, by: Actor, at: datetime) -> UUID:
    """Write down what was passed on. Returns its id. The same by the same hand on the same day is kept once.

    Raises NotHere, NeedsWords without what or to whom, what check_ground raises, and what check_telling raises.
    """
    what = passing.what
    if not what.what.strip() or not what.agency.strip():
        raise NeedsWords
    check_telling(
        told_on=passing.told_on, why_not=passing.why_not, review_on=passing.review_on, on=passing.on, today=day_of(at)
    )
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.PASSED_ON, person_id=person_id, at=at)
        Person.objects.select_for_update().get(id=person_id)
        keys = open_keys([person_id])
        _check_ground(person_id, passing, keys, at)
        same = _find_same(person_id, passing, keys, by, at)
        if same:
            return same
        row = PassedOn(
            id=uuid4(), person_id=person_id, on=passing.on, ground=passing.ground.value, told_on=passing.told_on,
            review_on=None if passing.told_on else passing.review_on, made_by_id=by.id, made_at=at,
            agreement_id=passing.agreement_id if passing.ground is Ground.AGREEMENT else None,
        )  # fmt: skip
        row.sealed_body = seal_what(keys, row, what)
        row.save(force_insert=True)
        add_step(row, _first_step(passing, day_of(at)), passing.why_not, 1, keys, by=by, at=at)
        record(
            Kind.DISCLOSURE, "passed_on", granted, by=by, at=at, object_type=TABLE, object_id=row.id,
            reason_code=passing.ground.value,
        )  # fmt: skip
    return row.id


def follow_passed_on(*, passed_id: UUID, taken: Taken, words: str = "", seen: int, by: Actor, at: datetime) -> None:
    """Write down what happened after. seen is the number of the last step on the screen. The same again changes nothing.

    Raises NotHere, ChangedMeanwhile, and what check_step raises.
    """
    with transaction.atomic():
        row = PassedOn.objects.select_for_update(of=("self",)).select_related("made_by").filter(id=passed_id).first()
        if row is None:
            raise NotHere
        granted = require(by, Action.WRITE, Item.PASSED_ON, person_id=row.person_id, at=at)
        keys = open_keys([row.person_id])
        (line,) = open_passed([row], keys, at=at)
        last = line.steps[-1]
        if (Taken(last.step, last.on, last.review_on), last.words) == (taken, words.strip()):
            return
        if line.number != seen:
            raise ChangedMeanwhile
        check_step(
            line.telling, taken.step, on=taken.on, words=words, review_on=taken.review_on, passed_on=row.on,
            today=day_of(at),
        )  # fmt: skip
        add_step(row, taken, words, seen + 1, keys, by=by, at=at)
        record(Kind.ALTERATION, taken.step.value, granted, by=by, at=at, object_type=TABLE, object_id=row.id)


def _check_ground(person_id: UUID, passing: Passing, keys: KeyRing, at: datetime) -> None:
    agreement = find_agreement(passing.agreement_id, person_id, keys, at=at)
    rests = agreement if agreement and agreement.matter is Matter.SHARING else None
    check_ground(
        passing.ground,
        on=passing.on,
        to=passing.what.agency,
        law=passing.what.law,
        given=[one.answered.given for one in rests.answers] if rests else (),
        agreed_to=rests.about if rests else "",
    )


def _first_step(passing: Passing, today: date) -> Taken:
    if passing.told_on:
        return Taken(Step.TOLD, passing.told_on)
    return Taken(Step.KEPT_BACK, today, passing.review_on)


def _find_same(person_id: UUID, passing: Passing, keys: KeyRing, by: Actor, at: datetime) -> UUID | None:
    rows = PassedOn.objects.filter(
        person=person_id, on=passing.on, ground=passing.ground.value, made_by=by.id, made_at__date=at.date()
    )
    lines = open_passed(rows.select_related("made_by"), keys, at=at)
    return next((line.id for line in lines if line.said == passing.what), None)
