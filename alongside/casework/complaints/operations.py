"""Saying that a complaint was read, and answering it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor
from alongside.access.gates import Granted, NotHere
from alongside.access.receivers import require_receiver
from alongside.casework.audit import record
from alongside.casework.complaints.loading import TABLE, add_step, open_lines
from alongside.domain.complaints import ComplaintState, ComplaintStep
from alongside.ledger import Kind
from alongside.records.complaints import Complaint
from alongside.vault import open_keys


class NothingSaid(ValueError):
    """An answer without words tells the person nothing."""


def acknowledge_complaint(*, complaint_id: UUID, by: Actor, at: datetime) -> None:
    """Let the person see that somebody has read it. Safe to repeat. Raises NotHere."""
    with transaction.atomic():
        row, granted = _load(complaint_id, by, at)
        if row.state == ComplaintState.SENT:
            add_step(row, ComplaintStep.ACKNOWLEDGED, by=by, at=at)
            record(Kind.ALTERATION, "taken_up", granted, by=by, at=at, object_type=TABLE, object_id=row.id)


def answer_complaint(*, complaint_id: UUID, words: str, by: Actor, at: datetime) -> None:
    """Answer the person in words. More may follow later, and each stays. The same twice is kept once.

    Raises NotHere and NothingSaid.
    """
    said = words.strip()
    if not said:
        raise NothingSaid
    with transaction.atomic():
        row, granted = _load(complaint_id, by, at)
        (line,) = open_lines([row], open_keys([row.person_id]))
        if line.steps and line.steps[-1].words == said:
            return
        add_step(row, ComplaintStep.ANSWERED, words=said, by=by, at=at)
        record(Kind.ALTERATION, "answered", granted, by=by, at=at, object_type=TABLE, object_id=row.id)


def _load(complaint_id: UUID, by: Actor, at: datetime) -> tuple[Complaint, Granted]:
    row = Complaint.objects.select_for_update().filter(id=complaint_id).first()
    if row is None:
        raise NotHere
    return row, require_receiver(by, Action.WRITE, row, at=at)
