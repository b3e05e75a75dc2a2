"""Keeping that somebody asks to have something held apart: on their own page, or told to somebody who writes it down."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.access.standings import day_of
from alongside.casework.audit import record
from alongside.casework.held_apart.loading import TABLE, open_words, seal_words
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.entering import enter
from alongside.domain.held_apart import CameBy, Ground, answer_due_on
from alongside.ledger import Kind
from alongside.records.corrections import Correction
from alongside.records.held_apart import HoldApart
from alongside.records.people import Person
from alongside.vault import open_keys


class NothingSaid(ValueError):
    """Somebody has to be able to tell what it is about."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks. words say what it is about; correction_id is what they asked to be put right about the same."""

    ground: Ground
    words: str
    came_by: CameBy = CameBy.OWN_SIDE
    correction_id: UUID | None = None


def ask_on_behalf(*, person_id: UUID, asked: Asked, by: Actor, at: datetime) -> UUID:
    """Write down what the person asked in a meeting or in writing, for a privacy officer. The same twice is kept once.

    Whoever may put something right may ask. Raises NotHere and NothingSaid.
    """
    if not asked.words.strip():
        raise NothingSaid
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.CORRECTION, person_id=person_id, at=at)
        return _keep(granted, asked, by=by, at=at)


def ask_myself(*, capability: OpenCapability, asked: Asked, by: Actor, at: datetime) -> UUID:
    """Keep what the person asks on their own page. The same twice is kept once. Raises NotHere and NothingSaid."""
    if not asked.words.strip():
        raise NothingSaid
    with transaction.atomic():
        granted = enter(capability, Action.ANSWER, Item.CORRECTION, at=at)
        if by.id != capability.id:
            raise NotHere
        return _keep(granted, asked, by=by, at=at)


def _keep(granted: Granted, asked: Asked, *, by: Actor, at: datetime) -> UUID:
    # Two taps wait for each other here, and the second finds what the first kept.
    Person.objects.select_for_update().get(id=granted.person_id)
    keys, words = open_keys([granted.person_id]), asked.words.strip()
    for waiting in HoldApart.objects.filter(person=granted.person_id, state="asked", ground=asked.ground.value):
        if open_words(keys, waiting, "sealed_words") == words:
            return waiting.id
    row = HoldApart(
        id=uuid4(), person_id=granted.person_id, ground=asked.ground.value, came_by=asked.came_by.value, asked_at=at,
        due_on=answer_due_on(day_of(at)), asked_by_id=None if by.is_person else by.id,
        correction=_find_correction(granted, asked.correction_id),
    )  # fmt: skip
    seal_words(keys, row, "sealed_words", words)
    row.save(force_insert=True)
    record(Kind.COLLECTION, "asked", granted, by=by, at=at, object_type=TABLE, object_id=row.id)
    return row.id


def _find_correction(granted: Granted, correction_id: UUID | None) -> Correction | None:
    if correction_id is None:
        return None
    found = Correction.objects.filter(id=correction_id, person=granted.person_id).first()
    if found is None:
        raise NotHere
    return found
