"""The safeguarding lead's inbox, one disclosure, and what the person is told before they send one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.disclosures import (
    find_safeguarding_leads,
    people_of_safeguarding_lead,
    people_without_a_lead,
    supervised_by,
)
from alongside.access.gates import NotHere, require
from alongside.access.readers import Readers, find_readers
from alongside.access.standings import live_relationships
from alongside.casework.audit import record_listed, record_opened
from alongside.casework.disclosures.sealing import open_done, open_text
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.queries import load_progress
from alongside.casework.people.contact import Route, load_routes
from alongside.casework.people.sealing import PersonName, open_name
from alongside.domain.disclosures import due_at, is_late
from alongside.records.disclosures import Disclosure
from alongside.vault import open_keys

LATELY_CLOSED = 20
RELATION = "safeguarding_lead"


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One disclosure in the inbox. taken_up_by is empty while it waits."""

    id: UUID
    name: PersonName
    told_at: datetime
    due_at: datetime
    is_late: bool
    taken_up_by: str
    closed_at: datetime | None


@dataclass(frozen=True)
class Inbox:
    """What waits and what is being dealt with, the oldest first, and the last that were closed."""

    open: Sequence[InboxRow]
    closed: Sequence[InboxRow]


@dataclass(frozen=True)
class OneDisclosure:
    """What the disclosure names: who, how to reach them, what they wrote, who works with them. Nothing else.

    written_on and typed_by are of the sheet, when it came on paper.
    """

    row: InboxRow
    text: str
    routes: Sequence[Route]
    workers: Sequence[str]
    taken_up_at: datetime | None
    done: str
    closed_by: str
    written_on: date | None = None
    typed_by: str = ""


@dataclass(frozen=True)
class BeforeTelling:
    """What the person is told first. leads are first names, none when nobody could read it today."""

    practitioner: str
    readers: Readers
    leads: tuple[str, ...]
    words: str
    was_told: bool

    @property
    def somebody_works(self) -> bool:
        """Return whether there is anybody of whom to say that they are not told."""
        return bool(self.practitioner or self.readers.workers)


def list_disclosures(*, viewer: Actor, at: datetime) -> Inbox:
    """Return the inbox of a safeguarding lead, without people a rule keeps them apart from or whom they work with. One *listed* entry.

    Raises NotHere for anybody else.
    """
    people = people_of_safeguarding_lead(viewer, at)
    with transaction.atomic():
        rows = Disclosure.objects.filter(person__in=people).select_related("person", "taken_up_by", "closed_by")
        still_open = list(rows.filter(closed_at__isnull=True).order_by("told_at", "id"))
        closed = list(rows.filter(closed_at__isnull=False).order_by("-closed_at", "id")[:LATELY_CLOSED])
        shown = [*still_open, *closed]
        keys = open_keys([row.person_id for row in shown])
        names = {row.id: open_name(keys, row.person) for row in shown}
        record_listed(
            {row.person.pseudonym for row in shown}, by=viewer, at=at, relation=RELATION, object_type="disclosure"
        )
    return Inbox(
        open=[_row(row, names[row.id], at) for row in still_open],
        closed=[_row(row, names[row.id], at) for row in closed],
    )


def get_disclosure(*, disclosure_id: UUID, viewer: Actor, at: datetime) -> OneDisclosure:
    """Return one disclosure, and record that it was opened. Raises NotHere."""
    with transaction.atomic():
        found = Disclosure.objects.select_related("person", "taken_up_by", "closed_by", "typed_sheet__typed_by")
        row = found.filter(id=disclosure_id).first()
        if row is None:
            raise NotHere
        granted = require(viewer, Action.READ, Item.DISCLOSURE, person_id=row.person_id, at=at)
        keys = open_keys([row.person_id])
        record_opened(granted, by=viewer, at=at, object_type="disclosure", object_id=row.id)
        return OneDisclosure(
            row=_row(row, open_name(keys, row.person), at),
            text=open_text(keys, row),
            routes=[route for route in load_routes(row.person_id, keys, at=at) if route.ended_on is None],
            workers=_workers(row.person_id, at),
            taken_up_at=row.taken_up_at,
            done=open_done(keys, row),
            closed_by=row.closed_by.name if row.closed_by else "",
            written_on=row.typed_sheet.written_on if row.typed_sheet else None,
            typed_by=row.typed_sheet.typed_by.name if row.typed_sheet else "",
        )


def get_before_telling(*, capability: OpenCapability, at: datetime) -> BeforeTelling:
    """Return what the person is told before and after they send something to the safeguarding lead."""
    progress = load_progress(capability)
    return BeforeTelling(
        practitioner=capability.practitioner,
        readers=find_readers(capability.person_id, at=at),
        leads=find_safeguarding_leads(capability.person_id, at=at),
        words=progress.words,
        was_told=bool(progress.told),
    )


def waits_for_a_lead(*, viewer: Actor, at: datetime) -> bool:
    """Return whether something waits that nobody could read, about anybody whose practitioner the viewer supervises.

    The supervisor learns that, and neither about whom nor what it says: they can see to it that somebody has the role.
    """
    waiting = Disclosure.objects.filter(taken_up_at__isnull=True, person__in=supervised_by(viewer, at))
    return bool(people_without_a_lead(waiting.values_list("person_id", flat=True), at=at))


def _row(row: Disclosure, name: PersonName, at: datetime) -> InboxRow:
    return InboxRow(
        id=row.id,
        name=name,
        told_at=row.told_at,
        due_at=due_at(row.told_at),
        is_late=is_late(row.told_at, row.taken_up_at, now=at),
        taken_up_by=row.taken_up_by.name if row.taken_up_by else "",
        closed_at=row.closed_at,
    )


def _workers(person_id: UUID, at: datetime) -> list[str]:
    rows = live_relationships(at).filter(person=person_id).select_related("practitioner__team")
    found = sorted(rows, key=lambda row: (row.kind != "allocated", row.practitioner.name))
    return [
        f"{r.practitioner.name}, {r.practitioner.team}" if r.practitioner.team else r.practitioner.name for r in found
    ]
