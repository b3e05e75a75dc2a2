"""Opens a request, reads what was decided, and seals what is said beside both."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.casework.people.sealing import open_field, seal_field
from alongside.casework.subject_access.gathering import Gathered
from alongside.domain.subject_access import (
    CameBy,
    Decision,
    GivenBy,
    Ground,
    Identity,
    Law,
    RequestState,
    answer_by,
    is_late,
    start_of_clock,
)
from alongside.records.subject_access import AccessDecision, AccessRequest
from alongside.vault import KeyRing

TABLE, DECISION_TABLE = "access_request", "access_decision"


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request, opened, with its clock on the day it is looked at. due_on is None while it is not known who asks."""

    id: UUID
    person_id: UUID
    scope: str
    law: Law
    came_by: CameBy
    asked_on: date
    identity: Identity | None
    due_on: date | None
    is_late: bool
    extended_on: date | None
    extended_because: str
    sent_back_because: str
    state: RequestState
    given_by: GivenBy | None
    given_on: date | None


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided about one item. kept is the text that is left of it when parts are taken out."""

    decision: Decision
    ground: Ground | None
    reason: str
    kept: str
    fingerprint: str
    decided_by: UUID
    decided_by_name: str

    def still_fits(self, item: Gathered) -> bool:
        """Return whether the item says what it said when it was decided on."""
        return self.fingerprint == item.fingerprint


def open_request(row: AccessRequest, keys: KeyRing, *, today: date) -> RequestLine:
    """Return a request as it stands today."""
    starts_on = start_of_clock(row.asked_on, row.identity_on)
    due_on = starts_on and answer_by(starts_on, extended=row.extended_on is not None)
    state = RequestState(row.state)
    return RequestLine(
        id=row.id,
        person_id=row.person_id,
        scope=_open(row, keys, "sealed_scope"),
        law=Law(row.law),
        came_by=CameBy(row.came_by),
        asked_on=row.asked_on,
        identity=Identity(row.identity) if row.identity else None,
        due_on=due_on,
        is_late=state.is_open and is_late(due_on, today=today),
        extended_on=row.extended_on,
        extended_because=_open(row, keys, "sealed_extended"),
        sent_back_because=_open(row, keys, "sealed_sent_back"),
        state=state,
        given_by=GivenBy(row.given_by) if row.given_by else None,
        given_on=row.given_on,
    )


def seal_words(row: AccessRequest, keys: KeyRing, field: str, words: str) -> None:
    """Seal words into a column of a request."""
    setattr(row, field, seal_field(keys, row.person_id, TABLE, row.id, field, words))


def seal_decision(row: AccessDecision, keys: KeyRing, *, reason: str, kept: str, fingerprint: str) -> None:
    """Seal what was said with a decision into its row."""
    said = json.dumps({"reason": reason, "kept": kept, "was": fingerprint}, ensure_ascii=False)
    row.sealed_body = seal_field(keys, row.person_id, DECISION_TABLE, row.id, "sealed_body", said)


def load_decisions(request: AccessRequest, keys: KeyRing) -> dict[tuple[str, str], Decided]:
    """Return what was decided so far, by table and row. One query."""
    rows = AccessDecision.objects.filter(request=request).select_related("decided_by")
    return {(row.source, row.row): _decided(row, keys) for row in rows}


def pair_up(
    items: Sequence[Gathered], decided: dict[tuple[str, str], Decided]
) -> list[tuple[Gathered, Decided | None]]:
    """Return each item with its decision, without those that were made about something it no longer says."""
    found = [(item, decided.get((item.source, item.row))) for item in items]
    return [(item, said if said and said.still_fits(item) else None) for item, said in found]


def _decided(row: AccessDecision, keys: KeyRing) -> Decided:
    body = json.loads(open_field(keys, row.person_id, DECISION_TABLE, row.id, "sealed_body", row.sealed_body))
    return Decided(
        decision=Decision(row.decision),
        ground=Ground(row.ground) if row.ground else None,
        reason=body["reason"],
        kept=body["kept"],
        fingerprint=body["was"],
        decided_by=row.decided_by_id,
        decided_by_name=row.decided_by.name,
    )


def _open(row: AccessRequest, keys: KeyRing, field: str) -> str:
    return open_field(keys, row.person_id, TABLE, row.id, field, getattr(row, field))
