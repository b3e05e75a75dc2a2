"""Ways to reach a person: added, confirmed with them, and ended. One that was ended is kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, require
from alongside.access.standings import day_of
from alongside.casework.audit import record
from alongside.casework.people.sealing import open_field, seal_field
from alongside.domain.people.contact import FITTING, RouteKind, Safe, is_confirmed, usable
from alongside.ledger import Kind
from alongside.records.people import ContactRoute
from alongside.vault import KeyRing, open_keys

TABLE = "contact_route"


class DoesNotFit(ValueError):
    """Something was marked safe that cannot be done with this kind of way."""


@dataclass(frozen=True, slots=True)
class Route:
    """One way to reach a person. safe is what they last said is safe, and usable what may be done with it today."""

    id: UUID
    kind: RouteKind
    value: str
    safe: frozenset[Safe]
    usable: frozenset[Safe]
    shared_with: str
    last_confirmed_on: date | None
    is_confirmed: bool
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class RouteFacts:
    """What is known of a way to reach a person."""

    kind: RouteKind
    value: str
    safe: Collection[Safe] = ()
    shared_with: str = ""
    is_confirmed_now: bool = False


def add_contact_route(*, person_id: UUID, facts: RouteFacts, by: Actor, at: datetime) -> UUID:
    """Add a way to reach the person. Raises NotHere, and DoesNotFit for what cannot be done with this kind."""
    _refuse_what_does_not_fit(facts.kind, facts.safe)
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.IDENTITY, person_id=person_id, at=at)
        row = ContactRoute(id=uuid4(), person_id=person_id, kind=facts.kind.value)
        keys = open_keys([person_id])
        row.sealed_value = seal_field(keys, person_id, TABLE, row.id, "sealed_value", facts.value)
        _mark(row, facts.safe, facts.shared_with, keys)
        row.last_confirmed_on = day_of(at) if facts.is_confirmed_now else None
        row.save(force_insert=True)
        record(Kind.COLLECTION, "added", granted, by=by, at=at, object_type=TABLE, object_id=row.id)
    return row.id


def confirm_contact_route(
    *, person_id: UUID, route_id: UUID, safe: Collection[Safe], shared_with: str, by: Actor, at: datetime
) -> None:
    """Keep what the person says today is safe with this way. Raises NotHere and DoesNotFit."""
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.IDENTITY, person_id=person_id, at=at)
        row = ContactRoute.objects.filter(id=route_id, person=person_id, ended_at__isnull=True).first()
        if row is None:
            raise NotHere
        _refuse_what_does_not_fit(RouteKind(row.kind), safe)
        _mark(row, safe, shared_with, open_keys([person_id]))
        row.last_confirmed_on = day_of(at)
        row.save()
        record(Kind.ALTERATION, "confirmed", granted, by=by, at=at, object_type=TABLE, object_id=row.id)


def end_contact_route(*, person_id: UUID, route_id: UUID, by: Actor, at: datetime) -> None:
    """Stop using a way to reach the person. It is kept and nothing is safe with it any more. Raises NotHere."""
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.IDENTITY, person_id=person_id, at=at)
        rows = ContactRoute.objects.filter(id=route_id, person=person_id, ended_at__isnull=True)
        nothing = {f"safe_to_{way.value}": False for way in Safe}
        if not rows.update(ended_at=at, **nothing):
            raise NotHere
        record(Kind.ALTERATION, "ended", granted, by=by, at=at, object_type=TABLE, object_id=route_id)


def load_routes(person_id: UUID, keys: KeyRing, *, at: datetime) -> list[Route]:
    """Return every way to reach the person, those in use first. The caller has passed the gate."""
    rows = ContactRoute.objects.filter(person=person_id)
    routes = [_open(row, keys, day_of(at)) for row in rows]
    return sorted(
        routes, key=lambda route: (route.ended_on is not None, list(RouteKind).index(route.kind), route.value)
    )


def _open(row: ContactRoute, keys: KeyRing, today: date) -> Route:
    safe = frozenset(way for way in Safe if getattr(row, f"safe_to_{way.value}"))
    return Route(
        id=row.id,
        kind=RouteKind(row.kind),
        value=open_field(keys, row.person_id, TABLE, row.id, "sealed_value", row.sealed_value),
        safe=safe,
        usable=usable(safe, row.last_confirmed_on, ended=row.ended_at is not None, on=today),
        shared_with=open_field(keys, row.person_id, TABLE, row.id, "sealed_shared_with", row.sealed_shared_with),
        last_confirmed_on=row.last_confirmed_on,
        is_confirmed=is_confirmed(row.last_confirmed_on, on=today),
        ended_on=day_of(row.ended_at) if row.ended_at else None,
    )


def _mark(row: ContactRoute, safe: Collection[Safe], shared_with: str, keys: KeyRing) -> None:
    for way in Safe:
        setattr(row, f"safe_to_{way.value}", way in safe)
    row.sealed_shared_with = seal_field(keys, row.person_id, TABLE, row.id, "sealed_shared_with", shared_with)


def _refuse_what_does_not_fit(kind: RouteKind, safe: Collection[Safe]) -> None:
    if not set(safe) <= FITTING[kind]:
        raise DoesNotFit(kind.value)
