"""What matters to the person, in their words. Words are added and never changed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, require
from alongside.access.standings import day_of
from alongside.casework.audit import record
from alongside.casework.people.sealing import open_field, seal_field
from alongside.ledger import Kind
from alongside.records.people import WhatMatters
from alongside.vault import KeyRing, open_keys

TABLE, FIELD = "what_matters", "sealed_words"


@dataclass(frozen=True, slots=True)
class WordsThatMatter:
    """What mattered to the person when they said it, and when it was last read back."""

    id: UUID
    words: str
    said_on: date
    read_back_on: date | None
    written_by: str


def say_what_matters(*, person_id: UUID, words: str, said_on: date, by: Actor, at: datetime) -> UUID:
    """Keep what matters to the person in their words. Earlier words stay. Raises NotHere."""
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.IDENTITY, person_id=person_id, at=at)
        row = WhatMatters(id=uuid4(), person_id=person_id, said_on=said_on, written_by_id=by.id, written_at=at)
        row.sealed_words = seal_field(open_keys([person_id]), person_id, TABLE, row.id, FIELD, words)
        row.save(force_insert=True)
        record(Kind.COLLECTION, "added", granted, by=by, at=at, object_type=TABLE, object_id=row.id)
    return row.id


def read_back_what_matters(*, person_id: UUID, what_matters_id: UUID, by: Actor, at: datetime) -> None:
    """Record that the words were read back to the person and kept the same. Raises NotHere."""
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.IDENTITY, person_id=person_id, at=at)
        rows = WhatMatters.objects.filter(id=what_matters_id, person=person_id)
        if not rows.update(read_back_on=day_of(at)):
            raise NotHere
        record(Kind.ALTERATION, "read_back", granted, by=by, at=at, object_type=TABLE, object_id=what_matters_id)


def load_words(person_id: UUID, keys: KeyRing, *, limit: int | None = None) -> list[WordsThatMatter]:
    """Return everything the person has said matters, the last first. The caller has passed the gate."""
    rows = WhatMatters.objects.filter(person=person_id).select_related("written_by")
    return [_open(row, keys) for row in rows.order_by("-said_on", "-written_at")[:limit]]


def _open(row: WhatMatters, keys: KeyRing) -> WordsThatMatter:
    words = open_field(keys, row.person_id, TABLE, row.id, FIELD, row.sealed_words)
    writer = row.written_by.name if row.written_by else ""
    return WordsThatMatter(row.id, words, row.said_on, row.read_back_on, writer)
