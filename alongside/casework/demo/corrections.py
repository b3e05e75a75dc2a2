"""Turns what made-up people asked to be put right into rows."""

from datetime import datetime
from uuid import UUID, uuid4

from alongside.access.standings import day_of
from alongside.casework.people.sealing import seal_field
from alongside.domain.corrections import answer_due_on
from alongside.records.corrections import Correction, CorrectionStep
from alongside.vault import KeyRing


def make_request(person_id: UUID, about: str, wrong: str, should: str, *, keys: KeyRing, at: datetime) -> Correction:
    """Return a request that nobody has answered."""
    row = Correction(id=uuid4(), person_id=person_id, about=about, asked_at=at, due_on=answer_due_on(day_of(at)))
    row.sealed_wrong = seal_field(keys, person_id, "correction", row.id, "sealed_wrong", wrong)
    row.sealed_should = seal_field(keys, person_id, "correction", row.id, "sealed_should", should)
    return row


def make_step(
    row: Correction, number: int, kind: str, words: str, *, by: UUID | None, keys: KeyRing, at: datetime
) -> CorrectionStep:
    """Return something that happened to a request. by is None for the person themselves."""
    step = CorrectionStep(id=uuid4(), correction=row, number=number, kind=kind, done_by_id=by, done_at=at)
    step.sealed_words = seal_field(keys, row.person_id, "correction_step", step.id, "sealed_words", words)
    return step
