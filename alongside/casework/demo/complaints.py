"""Turns what a made-up person said is wrong into rows."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import Model

from alongside.access.standings import day_of
from alongside.casework.people.sealing import seal_field
from alongside.domain.complaints import acknowledge_by
from alongside.records.complaints import Complaint, ComplaintStep
from alongside.vault import KeyRing

SENT_BEFORE, ANSWERED_BEFORE = timedelta(days=21), timedelta(days=15)


def make_complaint(person_id: UUID, said: str, answer: str, *, by: UUID, keys: KeyRing, at: datetime) -> list[Model]:
    """Return a complaint for the supervisor of three weeks ago with the answer that came within the week."""
    sent_at = at - SENT_BEFORE
    row = Complaint(
        id=uuid4(), person_id=person_id, receiver="supervisor", sent_at=sent_at, state="answered",
        acknowledge_on=acknowledge_by(day_of(sent_at)),
    )  # fmt: skip
    row.sealed_words = seal_field(keys, person_id, "complaint", row.id, "sealed_words", said)
    step = ComplaintStep(
        id=uuid4(), complaint=row, number=1, kind="answered", done_by_id=by, done_at=at - ANSWERED_BEFORE
    )
    step.sealed_words = seal_field(keys, person_id, "complaint_step", step.id, "sealed_words", answer)
    return [row, step]
