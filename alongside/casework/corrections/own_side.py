"""What the person does: ask, read what became of it, and say that they disagree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.actors import actor_for_capability
from alongside.access.gates import Granted, NotHere
from alongside.access.readers import Readers, find_readers
from alongside.casework.audit import record, record_opened
from alongside.casework.corrections.asking import Request, keep_request
from alongside.casework.corrections.loading import TABLE, CorrectionLine, add_step, open_lines
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.entering import enter
from alongside.domain.corrections import About, CorrectionStep
from alongside.ledger import Kind
from alongside.records.corrections import Correction
from alongside.vault import open_keys


@dataclass(frozen=True)
class OwnCorrections:
    """Everything the person asked for, the last first, and who can read it today."""

    corrections: Sequence[CorrectionLine]
    readers: Readers


def list_own_corrections(*, capability: OpenCapability, at: datetime) -> OwnCorrections:
    """Return what the person asked for, and record the look. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.READ, Item.CORRECTION, at=at)
        rows = Correction.objects.filter(person=granted.person_id).order_by("-asked_at", "-id")
        lines = open_lines(rows, open_keys([granted.person_id]))
        record_opened(granted, by=actor_for_capability(capability), at=at, object_type="corrections")
        return OwnCorrections(lines, find_readers(granted.person_id, at=at))


def ask_for_correction(
    *, capability: OpenCapability, about: About, wrong: str, should: str, by: Actor, at: datetime
) -> UUID:
    """Keep what the person asks to be put right. The same words that are open already are kept once. Raises NotHere."""
    with transaction.atomic():
        granted = _enter(capability, by, at)
        return keep_request(granted, Request(about, wrong, should), by=by, at=at)


def disagree(*, capability: OpenCapability, correction_id: UUID, words: str, by: Actor, at: datetime) -> None:
    """Keep the person's statement beside the record. The same words twice are kept once. Raises NotHere and NotNow."""
    with transaction.atomic():
        granted = _enter(capability, by, at)
        row = Correction.objects.select_for_update().filter(id=correction_id, person=granted.person_id).first()
        if row is None:
            raise NotHere
        (line,) = open_lines([row], open_keys([granted.person_id]))
        if any(said.words == words for said in line.disagreements):
            return
        add_step(row, CorrectionStep.DISAGREED, words=words, by=by, at=at)
        record(Kind.COLLECTION, "disagreed", granted, by=by, at=at, object_type=TABLE, object_id=row.id)


def _enter(capability: OpenCapability, by: Actor, at: datetime) -> Granted:
    granted = enter(capability, Action.ANSWER, Item.CORRECTION, at=at)
    if by.id != capability.id:
        raise NotHere
    return granted
