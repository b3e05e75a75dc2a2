"""What matters to the person, written by themselves on their own side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.actors import actor_for_capability
from alongside.access.gates import NotHere
from alongside.access.readers import Readers, find_readers
from alongside.access.standings import day_of
from alongside.casework.audit import record, record_opened
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.entering import enter
from alongside.casework.people.sealing import seal_field
from alongside.casework.people.what_matters import FIELD, TABLE, WordsThatMatter, load_words
from alongside.ledger import Kind
from alongside.records.people import WhatMatters
from alongside.vault import open_keys


@dataclass(frozen=True)
class OwnWords:
    """Everything the person has said matters to them, the last first, and who can read it today."""

    words: Sequence[WordsThatMatter]
    readers: Readers


def get_own_words(*, capability: OpenCapability, at: datetime) -> OwnWords:
    """Return what the person has said matters, and record the look. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.READ, Item.IDENTITY, at=at)
        words = load_words(granted.person_id, open_keys([granted.person_id]))
        record_opened(granted, by=actor_for_capability(capability), at=at, object_type=TABLE)
        return OwnWords(words, find_readers(granted.person_id, at=at))


def say_what_matters_to_me(*, capability: OpenCapability, words: str, by: Actor, at: datetime) -> UUID:
    """Keep what the person wrote themselves. Earlier words stay, and the same words twice in a row are kept once.

    Nobody on the staff wrote it, so it names no writer. Raises NotHere.
    """
    with transaction.atomic():
        granted = enter(capability, Action.ANSWER, Item.IDENTITY, at=at)
        if by.id != capability.id:
            raise NotHere
        person_id, keys = granted.person_id, open_keys([granted.person_id])
        for last in load_words(person_id, keys, limit=1):
            if last.words == words and not last.written_by:
                return last.id
        row = WhatMatters(id=uuid4(), person_id=person_id, said_on=day_of(at), written_at=at)
        row.sealed_words = seal_field(keys, person_id, TABLE, row.id, FIELD, words)
        row.save(force_insert=True)
        record(Kind.COLLECTION, "added", granted, by=by, at=at, object_type=TABLE, object_id=row.id)
    return row.id
