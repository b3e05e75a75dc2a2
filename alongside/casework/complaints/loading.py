"""Opens complaints and keeps what was done with them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from alongside.access import Actor
from alongside.casework.people.sealing import open_field, seal_field
from alongside.domain.complaints import ComplaintState, ComplaintStep, Receiver, follow
from alongside.records import complaints as records
from alongside.vault import KeyRing, open_keys

TABLE, STEP_TABLE = "complaint", "complaint_step"


@dataclass(frozen=True, slots=True)
class ComplaintStepLine:
    """One thing that was done. by is a name, which the person is not told."""

    kind: ComplaintStep
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """A complaint, opened, with everything that was done in order."""

    id: UUID
    person_id: UUID
    receiver: Receiver
    words: str
    sent_at: datetime
    acknowledge_on: date
    state: ComplaintState
    steps: Sequence[ComplaintStepLine]


def open_lines(rows: Iterable[records.Complaint], keys: KeyRing) -> list[ComplaintLine]:
    """Return these complaints, opened. One query for the steps of all of them."""
    found = list(rows)
    steps: dict[UUID, list[ComplaintStepLine]] = defaultdict(list)
    people = {row.id: row.person_id for row in found}
    of_them = records.ComplaintStep.objects.filter(complaint__in=list(people))
    for step in of_them.select_related("done_by").order_by("number"):
        words = open_field(keys, people[step.complaint_id], STEP_TABLE, step.id, "sealed_words", step.sealed_words)
        line = ComplaintStepLine(ComplaintStep(step.kind), words, step.done_by.name, step.done_at)
        steps[step.complaint_id].append(line)
    return [_line(row, steps[row.id], keys) for row in found]


def add_step(row: records.Complaint, kind: ComplaintStep, *, words: str = "", by: Actor, at: datetime) -> None:
    """Keep what was done and bring the complaint up to date. Call it with the complaint locked."""
    row.state = follow(ComplaintState(row.state), kind).value
    row.save(update_fields=["state"])
    step = records.ComplaintStep(
        id=uuid4(), complaint=row, number=records.ComplaintStep.objects.filter(complaint=row).count() + 1,
        kind=kind.value, done_by_id=by.id, done_at=at,
    )  # fmt: skip
    keys = open_keys([row.person_id])
    step.sealed_words = seal_field(keys, row.person_id, STEP_TABLE, step.id, "sealed_words", words)
    step.save(force_insert=True)


def _line(row: records.Complaint, steps: Sequence[ComplaintStepLine], keys: KeyRing) -> ComplaintLine:
    return ComplaintLine(
        id=row.id,
        person_id=row.person_id,
        receiver=Receiver(row.receiver),
        words=open_field(keys, row.person_id, TABLE, row.id, "sealed_words", row.sealed_words),
        sent_at=row.sent_at,
        acknowledge_on=row.acknowledge_on,
        state=ComplaintState(row.state),
        steps=steps,
    )
