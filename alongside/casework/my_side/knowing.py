"""What the person knows about themselves: written, changed and taken away by them, and read by nobody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.actors import actor_for_capability
from alongside.access.gates import Granted, NotHere
from alongside.access.standings import day_of
from alongside.casework.audit import record, record_opened
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.entering import enter
from alongside.domain.self_knowledge import MOST, Insight, pack, unpack
from alongside.ledger import Kind
from alongside.records.self_knowledge import SelfKnowledge
from alongside.vault import KeyRing, open_keys

TABLE, FIELD = "self_knowledge", "sealed_body"


class PageIsFull(ValueError):
    """There is no room for one more until one is taken away."""


@dataclass(frozen=True)
class Known:
    """One insight as it is kept."""

    id: UUID
    insight: Insight
    written_on: date


def list_what_i_know(*, capability: OpenCapability, at: datetime) -> Sequence[Known]:
    """Return what the person wrote down, the last first, and record the look. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.READ, Item.SELF_KNOWLEDGE, at=at)
        record_opened(granted, by=actor_for_capability(capability), at=at, object_type=TABLE)
        return _load(granted.person_id, open_keys([granted.person_id]))


def write_down(*, capability: OpenCapability, insight: Insight, by: Actor, at: datetime) -> None:
    """Keep one more. The same twice in a row is kept once, so a page sent again does no harm.

    Raises NotHere, and PageIsFull.
    """
    with transaction.atomic():
        granted = _enter_to_write(capability, by, at)
        keys = open_keys([granted.person_id])
        there = _load(granted.person_id, keys)
        if there and there[0].insight == insight:
            return
        if len(there) >= MOST:
            raise PageIsFull
        row = SelfKnowledge(id=uuid4(), person_id=granted.person_id, written_at=at)
        _seal(row, insight, keys)
        row.save(force_insert=True)
        record(Kind.COLLECTION, "added", granted, by=by, at=at, object_type=TABLE, object_id=row.id)


def write_over(*, capability: OpenCapability, known_id: UUID, insight: Insight, by: Actor, at: datetime) -> None:
    """Put this in the place of what was there. What it said before is gone: it is theirs. Raises NotHere."""
    with transaction.atomic():
        granted = _enter_to_write(capability, by, at)
        row = _find(granted, known_id)
        _seal(row, insight, open_keys([granted.person_id]))
        row.save(update_fields=[FIELD])
        record(Kind.ALTERATION, "changed", granted, by=by, at=at, object_type=TABLE, object_id=row.id)


def take_away(*, capability: OpenCapability, known_id: UUID, by: Actor, at: datetime) -> None:
    """Take one away, so that no row is left of it. Raises NotHere."""
    with transaction.atomic():
        granted = _enter_to_write(capability, by, at)
        _find(granted, known_id).delete()
        record(Kind.ERASURE, "taken_back", granted, by=by, at=at, object_type=TABLE, object_id=known_id)


def _enter_to_write(capability: OpenCapability, by: Actor, at: datetime) -> Granted:
    granted = enter(capability, Action.ANSWER, Item.SELF_KNOWLEDGE, at=at)
    if by.id != capability.id:
        raise NotHere
    return granted


def _find(granted: Granted, known_id: UUID) -> SelfKnowledge:
    row = SelfKnowledge.objects.filter(person=granted.person_id, id=known_id).first()
    if row is None:
        raise NotHere
    return row


def _load(person_id: UUID, keys: KeyRing) -> list[Known]:
    rows = SelfKnowledge.objects.filter(person=person_id).order_by("-written_at", "-id")
    return [Known(row.id, _open(row, keys), day_of(row.written_at)) for row in rows]


def _seal(row: SelfKnowledge, insight: Insight, keys: KeyRing) -> None:
    row.sealed_body = keys.seal_json(dict(pack(insight)), subject=row.person_id, table=TABLE, row=row.id, field=FIELD)


def _open(row: SelfKnowledge, keys: KeyRing) -> Insight:
    envelope = bytes(row.sealed_body or b"")
    return unpack(keys.open_json(envelope, subject=row.person_id, table=TABLE, row=row.id, field=FIELD))
