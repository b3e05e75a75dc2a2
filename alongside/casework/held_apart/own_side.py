"""What the person reads of what is held apart: what they asked, what became of it, and what is theirs in their own words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Item
from alongside.access.actors import actor_for_capability
from alongside.access.standings import day_of
from alongside.casework.audit import record_opened
from alongside.casework.check_ins.words import open_words as open_answer
from alongside.casework.held_apart.loading import TABLE, HoldLine, open_holds
from alongside.casework.held_apart.tables import table_of
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.entering import enter
from alongside.casework.people.sealing import open_field
from alongside.casework.subject_access.sources import SOURCES
from alongside.records.held_apart import HeldItem, HoldApart
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True, slots=True)
class OwnThing:
    """Something that is held apart. source is its table. words are the person's own or a promise, empty for anything else."""

    source: str
    day: date | None
    words: str


@dataclass(frozen=True, slots=True)
class OwnHold:
    """One request with what is held apart by it today."""

    line: HoldLine
    things: Sequence[OwnThing]


def list_own_holds(*, capability: OpenCapability, at: datetime) -> list[OwnHold]:
    """Return what the person asked, or somebody for them, the last first, and record the look. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.READ, Item.CORRECTION, at=at)
        keys = open_keys([granted.person_id])
        rows = HoldApart.objects.filter(person=granted.person_id).select_related("asked_by", "decided_by", "lifted_by")
        record_opened(granted, by=actor_for_capability(capability), at=at, object_type=TABLE)
        return [_own(line, keys) for line in open_holds(rows.order_by("-asked_at", "-id"), keys)]


def _own(line: HoldLine, keys: KeyRing) -> OwnHold:
    return OwnHold(line, list(_things(line.id, keys)) if line.state == "held" else [])


def _things(hold_id: UUID, keys: KeyRing) -> Iterator[OwnThing]:
    for place in HeldItem.objects.filter(hold=hold_id, along=False).order_by("source", "id"):
        row = table_of(place.source).everything.filter(id=place.row).first()
        if row is not None:
            day: Any = getattr(row, SOURCES[place.source].day)
            yield OwnThing(
                place.source, day_of(day) if isinstance(day, datetime) else day, _words(place.source, row, keys)
            )


def _words(source: str, row: Any, keys: KeyRing) -> str:
    """Return what the person wrote or heard when it was agreed. What staff wrote is read in a copy of the record."""
    if source == "CheckIn":
        return open_answer(keys, row)
    if source == "WhatMatters":
        return open_field(keys, row.person_id, "what_matters", row.id, "sealed_words", row.sealed_words)
    if source == "Promise":
        return open_field(keys, row.person_id, "promise", row.id, "sealed_words", row.sealed_words)
    return ""
