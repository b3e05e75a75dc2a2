"""The list of requests with their clocks, one of them with everything gathered, one item, and the copy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor
from alongside.access.gates import NotHere
from alongside.access.standings import day_of
from alongside.access.subject_access import (
    ANSWERING,
    access_requests_answered_by,
    may_be_gathered,
    require_answering,
    require_gathering,
)
from alongside.casework.audit import record_listed, record_opened
from alongside.casework.people.sealing import PersonName, open_field, open_name
from alongside.casework.subject_access.bundle import Bundle, unpack_bundle
from alongside.casework.subject_access.gathering import Gathered, gather_all
from alongside.casework.subject_access.loading import (
    TABLE,
    Decided,
    RequestLine,
    load_decisions,
    open_request,
    pair_up,
)
from alongside.domain.subject_access import RequestState
from alongside.records.subject_access import AccessRequest
from alongside.vault import open_keys

LATELY_GIVEN = 20
Pair = tuple[Gathered, Decided | None]


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request in the list."""

    line: RequestLine
    name: PersonName


@dataclass(frozen=True)
class Requests:
    """Those somebody waits for, the oldest first, and the last that were given."""

    open: Sequence[RequestRow]
    given: Sequence[RequestRow]


@dataclass(frozen=True, slots=True)
class Group:
    """One kind of item: how many there are and how many are decided. can_give is how many are suggested to be given."""

    source: str
    label: str
    total: int
    decided: int
    can_give: int


@dataclass(frozen=True)
class OneRequest:
    """A request with everything gathered for it. Without pairs it is given, or waits for a second officer to say they asked."""

    row: RequestRow
    pairs: Sequence[Pair]
    decided_here: bool
    waits_to_be_seen: bool = False
    logged_here: bool = False

    @property
    def decided(self) -> int:
        """Return how many items are decided."""
        return sum(said is not None for _, said in self.pairs)

    @property
    def groups(self) -> list[Group]:
        """Return the kinds of item there are, in the order they are gathered."""
        return [_group(self.pairs, source) for source in dict.fromkeys(item.source for item, _ in self.pairs)]


@dataclass(frozen=True)
class OneItem:
    """One item with its decision, its place among all and the next that waits."""

    request: OneRequest
    item: Gathered
    decided: Decided | None
    number: int
    next_waiting: Gathered | None


def list_requests(*, viewer: Actor, at: datetime) -> Requests:
    """Return who asked for a copy. One *listed* entry. Raises NotHere for anybody but a privacy officer."""
    with transaction.atomic():
        rows = access_requests_answered_by(viewer, at).select_related("person")
        still_open = list(rows.exclude(state="given").order_by("asked_on", "logged_at", "id"))
        given = list(rows.filter(state="given").order_by("-given_on", "id")[:LATELY_GIVEN])
        shown = [*still_open, *given]
        if shown:
            pseudonyms = {row.person.pseudonym for row in shown}
            record_listed(pseudonyms, by=viewer, at=at, relation=ANSWERING, object_type=TABLE)
        return Requests([_row(row, at) for row in still_open], [_row(row, at) for row in given])


def check_may_log(*, viewer: Actor, at: datetime) -> None:
    """Raise NotHere for anybody who writes no requests down. Nobody is named, so nothing is recorded."""
    access_requests_answered_by(viewer, at)


def get_request(*, request_id: UUID, viewer: Actor, at: datetime) -> OneRequest:
    """Return a request with everything that is gathered while the person waits, and record the look. Raises NotHere."""
    with transaction.atomic():
        return _open(request_id, viewer, at)


def get_item(*, request_id: UUID, source: str, row: str, viewer: Actor, at: datetime) -> OneItem:
    """Return one item of an open request, and record the look. Raises NotHere."""
    with transaction.atomic():
        found = _open(request_id, viewer, at)
        places = {(item.source, item.row): number for number, (item, _) in enumerate(found.pairs)}
        number = places.get((source, row))
        if number is None:
            raise NotHere
        item, decided = found.pairs[number]
        following = [*found.pairs[number + 1 :], *found.pairs[:number]]
        return OneItem(found, item, decided, number + 1, _first(following, lambda said: said is None))


def get_bundle(*, request_id: UUID, viewer: Actor, at: datetime) -> tuple[RequestRow, Bundle]:
    """Return the copy two people agreed on, while it waits to be given, and record the look. Raises NotHere."""
    with transaction.atomic():
        row = _find(request_id)
        granted = require_gathering(viewer, Action.READ, row, at=at)
        if row.state != RequestState.AGREED:
            raise NotHere
        keys = open_keys([row.person_id])
        packed = open_field(keys, row.person_id, TABLE, row.id, "sealed_bundle", row.sealed_bundle)
        record_opened(granted, by=viewer, at=at, object_type="access_bundle", object_id=row.id)
        return _row(row, at), unpack_bundle(packed)


def _open(request_id: UUID, viewer: Actor, at: datetime) -> OneRequest:
    row = _find(request_id)
    pairs: Sequence[Pair] = []
    if RequestState(row.state).is_open and may_be_gathered(row):
        granted = require_gathering(viewer, Action.READ, row, at=at)
        pairs = pair_up(gather_all(row.person_id), load_decisions(row, open_keys([row.person_id])))
    else:
        granted = require_answering(viewer, Action.READ, row, at=at)
    record_opened(granted, by=viewer, at=at, object_type=TABLE, object_id=row.id)
    return OneRequest(
        _row(row, at), pairs, any(said and said.decided_by == viewer.id for _, said in pairs),
        waits_to_be_seen=not may_be_gathered(row), logged_here=row.logged_by_id == viewer.id,
    )  # fmt: skip


def _find(request_id: UUID) -> AccessRequest:
    row = AccessRequest.objects.select_related("person").filter(id=request_id).first()
    if row is None:
        raise NotHere
    return row


def _row(row: AccessRequest, at: datetime) -> RequestRow:
    keys = open_keys([row.person_id])
    return RequestRow(open_request(row, keys, today=day_of(at)), open_name(keys, row.person))


def _group(pairs: Sequence[Pair], source: str) -> Group:
    own = [(item, said) for item, said in pairs if item.source == source]
    can_give = sum(said is None and item.suggestion == "give" for item, said in own)
    return Group(source, own[0][0].label, len(own), sum(said is not None for _, said in own), can_give)


def _first(pairs: Sequence[Pair], wanted: Callable[[Decided | None], bool]) -> Gathered | None:
    return next((item for item, said in pairs if wanted(said)), None)
