"""What the person does: ask for a copy in their words, and read by when they hear and what became of it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.actors import actor_for_capability
from alongside.access.gates import NotHere
from alongside.access.standings import day_of
from alongside.casework.audit import record, record_opened
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.entering import enter
from alongside.casework.subject_access.asking import make_request
from alongside.casework.subject_access.loading import TABLE, RequestLine, open_request
from alongside.domain.subject_access import CameBy, Identity, RequestState
from alongside.ledger import Kind
from alongside.records.people import Person
from alongside.records.subject_access import AccessRequest
from alongside.vault import open_keys


def list_own_requests(*, capability: OpenCapability, at: datetime) -> Sequence[RequestLine]:
    """Return what the person asked to have a copy of, the last first, and record the look. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.READ, Item.ACCESS_REQUEST, at=at)
        lines = _lines(granted.person_id, at)
        record_opened(granted, by=actor_for_capability(capability), at=at, object_type="access_requests")
        return lines


def ask_for_a_copy(*, capability: OpenCapability, words: str, by: Actor, at: datetime) -> UUID:
    """Keep what the person asks for. Their door shows who they are, so the month begins today.

    The same words that still wait are kept once. Nobody who works with them is told. Raises NotHere.
    """
    with transaction.atomic():
        granted = enter(capability, Action.ANSWER, Item.ACCESS_REQUEST, at=at)
        if by.id != capability.id:
            raise NotHere
        # Two taps wait for each other here, and the second finds what the first kept.
        Person.objects.select_for_update().get(id=granted.person_id)
        for line in _lines(granted.person_id, at):
            if line.scope == words.strip() and line.state is RequestState.OPEN:
                return line.id
        row = make_request(granted.person_id, words, asked_on=day_of(at), came_by=CameBy.OWN_SIDE, at=at)
        row.identity, row.identity_on = Identity.DOOR.value, day_of(at)
        row.save(force_insert=True)
        record(Kind.COLLECTION, "told", granted, by=by, at=at, object_type=TABLE, object_id=row.id)
    return row.id


def _lines(person_id: UUID, at: datetime) -> list[RequestLine]:
    rows, keys = AccessRequest.objects.filter(person=person_id), open_keys([person_id])
    return [open_request(row, keys, today=day_of(at)) for row in rows.order_by("-asked_on", "-logged_at", "id")]
