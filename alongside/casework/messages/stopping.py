"""Stopping to reach somebody, at once: by those who work with them, or by the person on their own side.

Both only ever take away. To add a way, or to say that one is safe, takes two people who talk: whoever holds a phone that is
not theirs could otherwise open a way to themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.actors import actor_for_capability
from alongside.access.gates import Granted, NotHere, require
from alongside.casework.audit import record, record_opened
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.entering import enter
from alongside.casework.people.contact import TABLE, load_routes
from alongside.domain.people.contact import RouteKind, Safe, mask
from alongside.ledger import Kind
from alongside.records.messages import ReminderPlan
from alongside.records.my_side import Door
from alongside.records.people import ContactRoute
from alongside.vault import open_keys

NOTHING_SAFE = {f"safe_to_{way.value}": False for way in Safe}


@dataclass(frozen=True, slots=True)
class OwnRoute:
    """One way in use, masked, with what may be done with it today."""

    id: UUID
    kind: RouteKind
    masked: str
    usable: frozenset[Safe]


def stop_all_contact(*, person_id: UUID, by: Actor, at: datetime) -> None:
    """Let nothing be safe any more, end the reminders and close the links that were sent. Safe to repeat. Raises NotHere.

    Whoever stands in may do it too: it only takes away.
    """
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.DOOR, person_id=person_id, at=at)
        _stop(granted, by=by, at=at)


def stop_own_contact(*, capability: OpenCapability, by: Actor, at: datetime) -> None:
    """Do the same, as the person wants it. No word why is asked. Safe to repeat. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.ANSWER, Item.IDENTITY, at=at)
        if by.id != capability.id:
            raise NotHere
        _stop(granted, by=by, at=at)


def stop_own_route(*, capability: OpenCapability, route_id: UUID, by: Actor, at: datetime) -> None:
    """Stop using one way, and the reminders that go by it. Safe to repeat. Raises NotHere for one that is not theirs."""
    with transaction.atomic():
        granted = enter(capability, Action.ANSWER, Item.IDENTITY, at=at)
        rows = ContactRoute.objects.filter(id=route_id, person=granted.person_id)
        if by.id != capability.id or not rows.exists():
            raise NotHere
        if rows.filter(ended_at__isnull=True).update(ended_at=at, **NOTHING_SAFE):
            _end_reminders(granted, at, route_id=route_id)
            record(Kind.ALTERATION, "ended", granted, by=by, at=at, object_type=TABLE, object_id=route_id)


def list_own_routes(*, capability: OpenCapability, at: datetime) -> Sequence[OwnRoute]:
    """Return the ways in use, masked: somebody may be reading along. Records the look. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.READ, Item.IDENTITY, at=at)
        routes = load_routes(granted.person_id, open_keys([granted.person_id]), at=at)
        record_opened(granted, by=actor_for_capability(capability), at=at, object_type=TABLE)
        in_use = [route for route in routes if route.ended_on is None]
        return [OwnRoute(route.id, route.kind, mask(route.kind, route.value), route.usable) for route in in_use]


def _stop(granted: Granted, *, by: Actor, at: datetime) -> None:
    rows = ContactRoute.objects.filter(person=granted.person_id, ended_at__isnull=True)
    rows.update(last_confirmed_on=None, **NOTHING_SAFE)
    _end_reminders(granted, at)
    Door.objects.filter(person=granted.person_id, kind="link", closed_at__isnull=True).update(
        closed_at=at, closed_because="person" if by.is_person else "staff"
    )
    record(Kind.ALTERATION, "stopped", granted, by=by, at=at, object_type=TABLE)


def _end_reminders(granted: Granted, at: datetime, **by_way: UUID) -> None:
    """End what is sent. It ends as a way that is not safe, so that the page of the person says so to their worker."""
    plans = ReminderPlan.objects.filter(person=granted.person_id, ended_at__isnull=True, **by_way)
    plans.update(ended_at=at, ended_because="route")
