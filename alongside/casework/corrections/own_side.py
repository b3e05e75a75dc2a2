"""What the person does: ask, read what became of it, and say that they disagree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.actors import actor_for_capability
from alongside.access.gates import Granted, NotHere
from alongside.access.readers import Readers, find_readers
from alongside.access.standings import day_of
from alongside.casework.audit import record, record_opened
from alongside.casework.corrections.loading import TABLE, CorrectionLine, add_step, open_lines
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.entering import enter
from alongside.casework.people.sealing import seal_field
from alongside.domain.corrections import About, CorrectionStep, answer_due_on
from alongside.ledger import Kind
from alongside.records.corrections import Correction
from alongside.records.people import Person
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
        # Two taps wait for each other here, and the second finds what the first kept.
        Person.objects.select_for_update().get(id=granted.person_id)
        keys = open_keys([granted.person_id])
        waiting = Correction.objects.filter(person=granted.person_id, about=about.value, state="asked")
        for line in open_lines(waiting, keys):
            if (line.wrong, line.should) == (wrong, should):
                return line.id
        row = Correction(
            id=uuid4(), person_id=granted.person_id, about=about.value, asked_at=at, due_on=answer_due_on(day_of(at))
        )
        row.sealed_wrong = seal_field(keys, row.person_id, TABLE, row.id, "sealed_wrong", wrong)
        row.sealed_should = seal_field(keys, row.person_id, TABLE, row.id, "sealed_should", should)
        row.save(force_insert=True)
        record(Kind.COLLECTION, "asked", granted, by=by, at=at, object_type=TABLE, object_id=row.id)
    return row.id


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
