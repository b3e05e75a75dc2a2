"""Looking into a request, and answering it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.casework.audit import record
from alongside.casework.corrections.loading import TABLE, add_step, open_lines
from alongside.domain.corrections import CorrectionState, CorrectionStep
from alongside.ledger import Kind
from alongside.records.corrections import Correction
from alongside.vault import open_keys


class NothingSaid(ValueError):
    """An answer without words is none: the person would not learn what was changed, or why not."""


def look_into_correction(*, correction_id: UUID, by: Actor, at: datetime) -> UUID:
    """Let the person see that somebody looks into it, and return whose request it is. Safe to repeat. Raises NotHere."""
    with transaction.atomic():
        row, granted = _load(correction_id, by, at)
        if row.state == CorrectionState.ASKED:
            add_step(row, CorrectionStep.LOOKING, by=by, at=at)
            record(Kind.ALTERATION, "taken_up", granted, by=by, at=at, object_type=TABLE, object_id=row.id)
    return granted.person_id


def answer_correction(*, correction_id: UUID, changed: bool, words: str, by: Actor, at: datetime) -> UUID:
    """Answer the person: what was changed, or why it was not. An earlier answer stays in its place in the history.

    Returns whose request it is. The same answer twice is kept once. Raises NotHere and NothingSaid.
    """
    said = words.strip()
    if not said:
        raise NothingSaid
    kind = CorrectionStep.CHANGED if changed else CorrectionStep.NOT_CHANGED
    with transaction.atomic():
        row, granted = _load(correction_id, by, at)
        (line,) = open_lines([row], open_keys([row.person_id]))
        last = line.steps[-1] if line.steps else None
        if last is None or (last.kind, last.words) != (kind, said):
            add_step(row, kind, words=said, by=by, at=at)
            record(Kind.ALTERATION, "answered", granted, by=by, at=at, object_type=TABLE, object_id=row.id)
    return granted.person_id


def _load(correction_id: UUID, by: Actor, at: datetime) -> tuple[Correction, Granted]:
    row = Correction.objects.select_for_update().filter(id=correction_id).first()
    if row is None:
        raise NotHere
    return row, require(by, Action.WRITE, Item.CORRECTION, person_id=row.person_id, at=at)
