"""The inbox of whoever receives complaints, and one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor
from alongside.access.gates import NotHere
from alongside.access.receivers import RECEIVER, complaints_received_by, require_receiver
from alongside.access.standings import day_of
from alongside.casework.audit import record_listed, record_opened
from alongside.casework.complaints.loading import TABLE, ComplaintLine, open_lines
from alongside.casework.people.sealing import PersonName, open_name
from alongside.domain.complaints import ComplaintState, is_late
from alongside.records.complaints import Complaint
from alongside.records.people import Person
from alongside.vault import KeyRing, open_keys

LATELY_ANSWERED = 20


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One complaint in the inbox, without its words."""

    id: UUID
    name: PersonName
    sent_at: datetime
    acknowledge_on: date
    is_late: bool
    state: ComplaintState


@dataclass(frozen=True)
class Inbox:
    """What has no answer yet, the oldest first, and the last that were answered."""

    open: Sequence[InboxRow]
    answered: Sequence[InboxRow]


@dataclass(frozen=True)
class OneComplaint:
    """One complaint with what was done with it."""

    row: InboxRow
    line: ComplaintLine


def list_complaints(*, viewer: Actor, at: datetime) -> Inbox:
    """Return the inbox of a supervisor or a privacy officer. One *listed* entry. Raises NotHere for anybody else."""
    with transaction.atomic():
        rows = complaints_received_by(viewer, at).select_related("person")
        still_open = list(rows.exclude(state="answered").order_by("sent_at", "id"))
        answered = list(rows.filter(state="answered").order_by("-sent_at", "id")[:LATELY_ANSWERED])
        shown = [*still_open, *answered]
        keys = open_keys([row.person_id for row in shown])
        pseudonyms = {row.person.pseudonym for row in shown}
        if pseudonyms:
            record_listed(pseudonyms, by=viewer, at=at, relation=RECEIVER, object_type=TABLE)
    return Inbox(
        open=[_row(row, row.person, keys, at) for row in still_open],
        answered=[_row(row, row.person, keys, at) for row in answered],
    )


def get_complaint(*, complaint_id: UUID, viewer: Actor, at: datetime) -> OneComplaint:
    """Return one complaint, and record that it was opened. Raises NotHere."""
    with transaction.atomic():
        row = Complaint.objects.select_related("person").filter(id=complaint_id).first()
        if row is None:
            raise NotHere
        granted = require_receiver(viewer, Action.READ, row, at=at)
        keys = open_keys([row.person_id])
        (line,) = open_lines([row], keys)
        record_opened(granted, by=viewer, at=at, object_type=TABLE, object_id=row.id)
        return OneComplaint(_row(row, row.person, keys, at), line)


def _row(row: Complaint, person: Person, keys: KeyRing, at: datetime) -> InboxRow:
    state = ComplaintState(row.state)
    return InboxRow(
        id=row.id,
        name=open_name(keys, person),
        sent_at=row.sent_at,
        acknowledge_on=row.acknowledge_on,
        is_late=is_late(state, acknowledge_on=row.acknowledge_on, today=day_of(at)),
        state=state,
    )
