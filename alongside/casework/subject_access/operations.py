"""Deciding item by item, the second person, and giving the copy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor
from alongside.access.gates import Granted, NotHere
from alongside.access.subject_access import require_gathering
from alongside.casework.audit import record
from alongside.casework.subject_access.bundle import make_bundle
from alongside.casework.subject_access.gathering import Gathered, NoSuchItem, gather_all, gather_one
from alongside.casework.subject_access.loading import (
    DECISION_TABLE,
    TABLE,
    Decided,
    load_decisions,
    pair_up,
    seal_decision,
    seal_words,
)
from alongside.domain.subject_access import (
    Decision,
    GivenBy,
    Ground,
    RequestState,
    check_decision,
    check_reviewer,
    redact_text,
)
from alongside.ledger import Kind
from alongside.records.subject_access import AccessDecision, AccessRequest
from alongside.vault import open_keys

ROWS_AT_ONCE = 150


class NotNow(ValueError):
    """It is not at the place where this is done. The sentence says what comes first."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody decided about an item. marked is its text with [[ and ]] around what is to be taken out."""

    decision: Decision
    ground: Ground | None = None
    reason: str = ""
    marked: str = ""


def decide_item(*, request_id: UUID, source: str, row: str, said: Said, by: Actor, at: datetime) -> None:
    """Keep what is decided about one item, over what was decided before. The item itself is not changed.

    Raises NotHere, NotNow, GroundMissing, ReasonMissing, MarksBroken and TextChanged.
    """
    check_decision(said.decision, said.ground, said.reason)
    with transaction.atomic():
        request, granted = _load(request_id, by, at, RequestState.OPEN)
        item = _item(request, source, row)
        kept = redact_text(item.text, said.marked) if said.decision is Decision.REDACT else ""
        _keep(request, [item], said, kept, by, at)
        record(Kind.ALTERATION, "decided", granted, by=by, at=at, object_type=DECISION_TABLE, object_id=request.id)


def take_back_decision(*, request_id: UUID, source: str, row: str, by: Actor, at: datetime) -> None:
    """Leave an item undecided again. Safe to repeat. Raises NotHere and NotNow."""
    with transaction.atomic():
        request, granted = _load(request_id, by, at, RequestState.OPEN)
        taken, _ = AccessDecision.objects.filter(request=request, source=source, row=row).delete()
        if taken:
            record(
                Kind.ALTERATION, "taken_back", granted, by=by, at=at, object_type=DECISION_TABLE, object_id=request.id
            )


def give_all_of(*, request_id: UUID, source: str, by: Actor, at: datetime) -> int:
    """Decide to give what is undecided in one table and suggested to be given; return how many. 150 at most at once.

    Raises NotHere and NotNow.
    """
    with transaction.atomic():
        request, granted = _load(request_id, by, at, RequestState.OPEN)
        pairs = pair_up(gather_all(request.person_id), load_decisions(request, open_keys([request.person_id])))
        waiting = [
            item
            for item, decided in pairs
            if decided is None and item.source == source and item.suggestion is Decision.GIVE
        ][:ROWS_AT_ONCE]
        _keep(request, waiting, Said(Decision.GIVE), "", by, at)
        if waiting:
            record(Kind.ALTERATION, "decided", granted, by=by, at=at, object_type=DECISION_TABLE, object_id=request.id)
    return len(waiting)


def ask_for_a_second_look(*, request_id: UUID, by: Actor, at: datetime) -> None:
    """Say that everything is decided. Raises NotHere and NotNow."""
    with transaction.atomic():
        request, granted = _load(request_id, by, at, RequestState.OPEN)
        _all_decided(request)
        _move(request, RequestState.DECIDED)
        record(Kind.ALTERATION, "all_decided", granted, by=by, at=at, object_type=TABLE, object_id=request.id)


def send_back(*, request_id: UUID, because: str, by: Actor, at: datetime) -> None:
    """Let the first person decide again, with the reason why. Raises NotHere and NotNow."""
    with transaction.atomic():
        request, granted = _load(request_id, by, at, RequestState.DECIDED, RequestState.AGREED)
        seal_words(request, open_keys([request.person_id]), "sealed_sent_back", because.strip())
        request.sealed_bundle = request.agreed_by = request.agreed_at = None
        _move(request, RequestState.OPEN)
        record(Kind.ALTERATION, "sent_back", granted, by=by, at=at, object_type=TABLE, object_id=request.id)


def agree_to_the_copy(*, request_id: UUID, by: Actor, at: datetime) -> None:
    """Agree as the second person, which makes the copy. Raises NotHere, NotNow, and SamePerson for who decided any of it."""
    with transaction.atomic():
        request, granted = _load(request_id, by, at, RequestState.DECIDED)
        if not request.identity:
            raise NotNow("First say how it is known that it is they who ask.")
        decided = _all_decided(request)
        check_reviewer(by.id, {said.decided_by for _, said in decided})
        seal_words(request, open_keys([request.person_id]), "sealed_bundle", make_bundle(decided).pack())
        request.agreed_by_id, request.agreed_at = by.id, at
        _move(request, RequestState.AGREED)
        record(Kind.ALTERATION, "agreed", granted, by=by, at=at, object_type=TABLE, object_id=request.id)


def give_the_copy(*, request_id: UUID, given_by: GivenBy, on: date, by: Actor, at: datetime) -> None:
    """Say how and when the person was given it. From then on nobody reads their record for this. Raises NotHere, NotNow."""
    with transaction.atomic():
        request, granted = _load(request_id, by, at, RequestState.AGREED)
        request.given_by, request.given_on = given_by.value, on
        request.closed_by_id, request.closed_at = by.id, at
        _move(request, RequestState.GIVEN)
        record(Kind.DISCLOSURE, "given", granted, by=by, at=at, object_type=TABLE, object_id=request.id)


def _load(request_id: UUID, by: Actor, at: datetime, *states: RequestState) -> tuple[AccessRequest, Granted]:
    request = AccessRequest.objects.select_for_update().filter(id=request_id).first()
    if request is None:
        raise NotHere
    granted = require_gathering(by, Action.WRITE, request, at=at)
    if RequestState(request.state) not in states:
        raise NotNow(f"This is not done while a request is here: {RequestState(request.state).label.lower()}.")
    return request, granted


def _item(request: AccessRequest, source: str, row: str) -> Gathered:
    try:
        return gather_one(request.person_id, source, row)
    except NoSuchItem:
        raise NotHere from None


def _keep(request: AccessRequest, items: Sequence[Gathered], said: Said, kept: str, by: Actor, at: datetime) -> None:
    keys, rows = open_keys([request.person_id]), []
    for item in items:
        AccessDecision.objects.filter(request=request, source=item.source, row=item.row).delete()
        row = AccessDecision(
            id=uuid4(), person_id=request.person_id, request=request, source=item.source, row=item.row,
            decision=said.decision.value, ground=_ground(said), decided_by_id=by.id, decided_at=at,
        )  # fmt: skip
        seal_decision(row, keys, reason=said.reason.strip(), kept=kept, fingerprint=item.fingerprint)
        rows.append(row)
    AccessDecision.objects.bulk_create(rows)


def _ground(said: Said) -> str:
    return said.ground.value if said.ground and said.decision is not Decision.GIVE else ""


def _all_decided(request: AccessRequest) -> list[tuple[Gathered, Decided]]:
    pairs = pair_up(gather_all(request.person_id), load_decisions(request, open_keys([request.person_id])))
    decided = [(item, said) for item, said in pairs if said is not None]
    if len(decided) < len(pairs):
        raise NotNow(f"{len(pairs) - len(decided)} of {len(pairs)} are not decided, or have changed since they were.")
    return decided


def _move(request: AccessRequest, to: RequestState) -> None:
    request.state = to.value
    request.save()
