"""Opens holds and requests, with everything that was said about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.casework.people.sealing import open_field
from alongside.domain.retention import HoldGround, RequestState
from alongside.records.retention import ErasureRequest, LegalHold, LegalHoldStep
from alongside.vault import KeyRing


@dataclass(frozen=True, slots=True)
class HoldStepLine:
    """What was done about a hold: placed, reviewed or lifted, in words, by a name."""

    kind: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HoldLine:
    """A hold with its history, the first step first."""

    id: UUID
    person_id: UUID
    ground: HoldGround
    review_on: date
    lifted_at: datetime | None
    steps: Sequence[HoldStepLine]


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request to be erased in the person's words, and the answer. by is a name, empty while nobody answered.

    written_by names whoever wrote down what came by letter or was said, and is empty for what the person wrote here.
    """

    id: UUID
    person_id: UUID
    words: str
    asked_on: date
    written_by: str
    due_on: date
    state: RequestState
    answer: str
    by: str
    decided_at: datetime | None


def open_holds(rows: "QuerySet[LegalHold]", keys: KeyRing) -> list[HoldLine]:
    """Return these holds with their steps, those that hold first. Two queries."""
    found = list(rows.order_by("lifted_at", "-placed_at"))
    steps = LegalHoldStep.objects.filter(hold__in=found).select_related("done_by", "hold").order_by("number")
    opened = [(step.hold_id, _step(step, keys)) for step in steps]
    lines = [
        HoldLine(
            row.id, row.person_id, HoldGround(row.ground), row.review_on, row.lifted_at,
            [line for hold_id, line in opened if hold_id == row.id],
        )
        for row in found
    ]  # fmt: skip
    return sorted(lines, key=lambda line: line.lifted_at is not None)


def open_requests(rows: "QuerySet[ErasureRequest]", keys: KeyRing) -> list[RequestLine]:
    """Return these requests, the last first. One query."""
    return [_request(row, keys) for row in rows.select_related("decided_by", "written_by").order_by("-asked_at", "-id")]


def _step(step: LegalHoldStep, keys: KeyRing) -> HoldStepLine:
    words = open_field(keys, step.hold.person_id, "legal_hold_step", step.id, "sealed_words", step.sealed_words)
    return HoldStepLine(step.kind, words, step.done_by.name, step.done_at)


def _request(row: ErasureRequest, keys: KeyRing) -> RequestLine:
    return RequestLine(
        row.id, row.person_id,
        open_field(keys, row.person_id, "erasure_request", row.id, "sealed_words", row.sealed_words),
        row.asked_on, row.written_by.name if row.written_by else "", row.due_on, RequestState(row.state),
        open_field(keys, row.person_id, "erasure_request", row.id, "sealed_answer", row.sealed_answer),
        row.decided_by.name if row.decided_by else "", row.decided_at,
    )  # fmt: skip
