"""Who a page is about: what the bar at the top of every page about a person says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, is_allowed
from alongside.access.standings import PUBLISHED, day_of, live, live_relationships
from alongside.casework.people.sealing import (
    Needs,
    PersonName,
    open_born_on,
    open_field,
    open_name,
    open_needs,
    open_title,
)
from alongside.domain.people.kinds import Jurisdiction
from alongside.domain.people.names import age_on
from alongside.records.people import Person
from alongside.records.relationships import Relationship, Supervision
from alongside.records.sessions import Session
from alongside.vault import KeyRing


@dataclass(frozen=True, slots=True)
class WorkingWith:
    """Somebody who works with the person now."""

    practitioner_id: UUID
    name: str
    since: date
    is_co_worker: bool


@dataclass(frozen=True, slots=True)
class SupervisionDates:
    """An order, licence or agreement of today."""

    supervision_id: UUID
    kind: str
    title: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class NextSession:
    """The next planned meeting."""

    session_id: UUID
    planned_at: datetime
    place: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Everything every reader of a record may know of a person. age is in whole years, None when it is not known.

    may_change: whether this reader may change their details. may_set_up_door: whether they may set up the person's own side.
    may_open_sealed: whether they could be named for what only named people open. It says
    nothing of whether there is any.
    """

    person_id: UUID
    name: PersonName
    needs: Needs
    born_on: date | None
    age: int | None
    is_child: bool
    jurisdiction: Jurisdiction
    workers: tuple[WorkingWith, ...]
    supervisions: tuple[SupervisionDates, ...]
    next_session: NextSession | None
    may_change: bool
    may_set_up_door: bool
    may_open_sealed: bool


def load_identity(
    granted: Granted,
    keys: KeyRing,
    *,
    viewer: Actor,
    at: datetime,
    relationships: Iterable[Relationship] | None = None,
    sessions: Iterable[Session] | None = None,
) -> Identity:
    """Return who this is, in three queries. The caller has passed the gate and writes the ledger entry.

    A page that has read all relationships (with their practitioners and the person) or all sessions of the person gives
    them here, and each saves a query.
    """
    working = list(_load_workers(granted.person_id, at) if relationships is None else relationships)
    person = working[0].person if working else Person.objects.get(id=granted.person_id)
    born_on, today = open_born_on(keys, person), day_of(at)
    return Identity(
        person_id=person.id,
        name=open_name(keys, person),
        needs=open_needs(keys, person),
        born_on=born_on,
        age=age_on(born_on, today) if born_on and born_on <= today else None,
        is_child=person.is_child,
        jurisdiction=Jurisdiction(person.jurisdiction),
        workers=_workers(working, today),
        supervisions=load_supervisions(person.id, live(today), keys),
        next_session=_next_session(_load_planned(person.id) if sessions is None else sessions, keys),
        may_change=is_allowed(viewer, Action.WRITE, Item.IDENTITY, granted, at=at),
        may_set_up_door=is_allowed(viewer, Action.WRITE, Item.DOOR, granted, at=at),
        may_open_sealed=is_allowed(viewer, Action.READ, Item.SEALED_NOTE, granted, at=at, named=True),
    )


def load_supervisions(person_id: UUID, which: Q, keys: KeyRing) -> tuple[SupervisionDates, ...]:
    """Return the supervisions of a person that meet a condition, the latest first, those of one day by their title."""
    rows = Supervision.objects.filter(PUBLISHED & which, person=person_id)
    found = [SupervisionDates(row.id, row.kind, open_title(keys, row), row.starts_on, row.ends_on) for row in rows]
    return tuple(sorted(sorted(found, key=lambda s: s.title), key=lambda s: s.starts_on, reverse=True))


def _load_workers(person_id: UUID, at: datetime) -> Iterable[Relationship]:
    return live_relationships(at).filter(person=person_id).select_related("practitioner", "person")


def _workers(relationships: Iterable[Relationship], today: date) -> tuple[WorkingWith, ...]:
    now = (row for row in relationships if _is_now(row, today))
    return tuple(
        WorkingWith(row.practitioner_id, row.practitioner.name, row.starts_on, row.kind == "co_worker")
        for row in sorted(now, key=lambda row: (row.kind, row.starts_on))
    )


def _is_now(row: Relationship, today: date) -> bool:
    return row.ended_at is None and row.starts_on <= today and (row.ends_on is None or row.ends_on >= today)


def _load_planned(person_id: UUID) -> Iterable[Session]:
    return Session.objects.filter(PUBLISHED, person=person_id, attendance="planned").order_by("planned_at")[:1]


def _next_session(sessions: Iterable[Session], keys: KeyRing) -> NextSession | None:
    row = min((row for row in sessions if row.attendance == "planned"), key=lambda row: row.planned_at, default=None)
    if row is None:
        return None
    place = open_field(keys, row.person_id, "session", row.id, "sealed_place", row.sealed_place)
    return NextSession(row.id, row.planned_at, place)
