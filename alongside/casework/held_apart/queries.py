"""What a privacy officer reads of what is asked and held apart, and what whoever works with the person does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, require
from alongside.access.retention import people_kept_by
from alongside.access.standings import day_of
from alongside.casework.audit import record_listed, record_opened
from alongside.casework.corrections.loading import CorrectionLine, open_lines
from alongside.casework.held_apart.loading import OPENING_TABLE, TABLE, HoldLine, open_holds
from alongside.casework.held_apart.marking import Place
from alongside.casework.held_apart.tables import CHOSEN
from alongside.casework.people.sealing import PersonName, open_field, open_name
from alongside.casework.subject_access.gathering import Gathered, gather_some
from alongside.domain.held_apart import HoldState, Purpose
from alongside.records.corrections import Correction
from alongside.records.held_apart import HeldItem, HoldApart, HoldOpening
from alongside.vault import KeyRing, open_keys

OFFICER = "privacy_officer"
LATELY = 20
PEOPLE = ("asked_by", "decided_by", "lifted_by")


@dataclass(frozen=True, slots=True)
class HoldRow:
    """One request in a list."""

    line: HoldLine
    name: PersonName
    is_late: bool


@dataclass(frozen=True)
class HoldsPage:
    """What waits, the soonest due first; what is held apart, the longest first; and the last that ended."""

    waiting: Sequence[HoldRow]
    held: Sequence[HoldRow]
    ended: Sequence[HoldRow]


@dataclass(frozen=True, slots=True)
class HeldThing:
    """Something that can be held apart, or is: what it is and its day, and nothing of what it says."""

    source: str
    row: UUID
    label: str
    day: date | None
    is_held: bool

    @property
    def place(self) -> Place:
        """Return where it is."""
        return self.source, self.row


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """That somebody opened a thing: what, what for, why, who and when."""

    label: str
    purpose: Purpose
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class OneHold:
    """A request with what it could be about while it waits, or what it holds.

    correction is what the person asked to be put right about the same thing. along: how many rows go with what was chosen.
    """

    name: PersonName
    line: HoldLine
    is_late: bool
    things: Sequence[HeldThing]
    along: int
    correction: CorrectionLine | None
    openings: Sequence[OpeningLine]


def list_holds(*, viewer: Actor, at: datetime) -> HoldsPage:
    """Return every request an officer may see. One *listed* entry. Raises NotHere for anybody else."""
    with transaction.atomic():
        rows = _rows().filter(person__in=people_kept_by(viewer, at)).select_related("person")
        waiting = list(rows.filter(state="asked").order_by("due_on", "id"))
        held = list(rows.filter(state="held").order_by("decided_at", "id"))
        ended = list(rows.filter(state__in=["refused", "lifted"]).order_by("-decided_at", "id")[:LATELY])
        shown = [*waiting, *held, *ended]
        if shown:
            pseudonyms = {row.person.pseudonym for row in shown}
            record_listed(pseudonyms, by=viewer, at=at, relation=OFFICER, object_type=TABLE)
        keys = open_keys({row.person_id for row in shown})
        return HoldsPage(*([_row(row, keys, at) for row in part] for part in (waiting, held, ended)))


def get_hold_apart(*, hold_id: UUID, viewer: Actor, at: datetime) -> OneHold:
    """Return one request with what it is about, and record the look. Raises NotHere."""
    with transaction.atomic():
        row = _rows().select_related("person", "correction").filter(id=hold_id).first()
        if row is None:
            raise NotHere
        granted = require(viewer, Action.READ, Item.RETENTION, person_id=row.person_id, at=at)
        keys, today = open_keys([row.person_id]), day_of(at)
        record_opened(granted, by=viewer, at=at, object_type=TABLE, object_id=row.id)
        (line,) = open_holds([row], keys)
        chosen, items = list(HeldItem.objects.filter(hold=row)), gather_some(row.person_id, CHOSEN)
        corrections = (
            Correction.objects.filter(id=row.correction_id) if row.correction_id else Correction.objects.none()
        )
        return OneHold(
            name=open_name(keys, row.person),
            line=line,
            is_late=line.is_late(today),
            things=_things(row, items, {(one.source, one.row) for one in chosen if not one.along}),
            along=sum(one.along for one in chosen),
            correction=next(iter(open_lines(corrections, keys)), None),
            openings=_openings(row, items, keys),
        )


def _rows() -> QuerySet[HoldApart]:
    return HoldApart.objects.select_related(*PEOPLE)


def _row(row: HoldApart, keys: KeyRing, at: datetime) -> HoldRow:
    (line,) = open_holds([row], keys)
    return HoldRow(line, open_name(keys, row.person), line.is_late(day_of(at)))


def _things(row: HoldApart, items: Sequence[Gathered], chosen: set[Place]) -> list[HeldThing]:
    """Return what can be chosen while the request waits, the last first, and afterwards what was chosen."""
    everything = [_thing(item) for item in items]
    found = everything if row.state == HoldState.ASKED else [thing for thing in everything if thing.place in chosen]
    return sorted(found, key=lambda thing: (thing.day or date.min, thing.label), reverse=True)


def _thing(item: Gathered) -> HeldThing:
    return HeldThing(item.source, UUID(item.row), CHOSEN[item.source], item.day, item.is_held_apart)


def _openings(row: HoldApart, items: Sequence[Gathered], keys: KeyRing) -> list[OpeningLine]:
    labels = {(item.source, item.row): CHOSEN[item.source] for item in items}
    rows = HoldOpening.objects.filter(hold=row).select_related("opened_by").order_by("-opened_at", "id")
    return [
        OpeningLine(
            labels.get((one.source, str(one.row)), "What went with it"), Purpose(one.purpose),
            open_field(keys, row.person_id, OPENING_TABLE, one.id, "sealed_reason", one.sealed_reason),
            one.opened_by.name, one.opened_at,
        )
        for one in rows
    ]  # fmt: skip
