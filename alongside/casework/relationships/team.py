"""The people a supervisor is responsible for, by practitioner. No answer and no score comes near it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from alongside.access import Actor, Role
from alongside.access.choosing import kept_apart
from alongside.access.gates import NotHere
from alongside.access.standings import day_of, live, live_relationships
from alongside.casework.caseload.queries import CaseloadRow, list_supervised
from alongside.records.identity import User
from alongside.records.relationships import Cover, Relationship


class Why(StrEnum):
    """Why a person needs another practitioner at once."""

    KEPT_OUT = "kept_out"
    LEFT = "left"
    NOT_COVERED = "not_covered"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody whom nobody can meet as things are, and why. colleague cannot do it."""

    row: CaseloadRow
    why: Why
    colleague: str


@dataclass(frozen=True, slots=True)
class Away:
    """Who stands in for a practitioner's caseload today, and until when."""

    covering: str
    until: date


@dataclass(frozen=True, slots=True)
class Member:
    """A practitioner with the people they are allocated to, next session first."""

    practitioner_id: UUID
    name: str
    people: Sequence[CaseloadRow]
    away: Away | None

    @property
    def not_seen(self) -> int:
        """Return how many were not seen for longer than agreed."""
        return sum(1 for row in self.people if row.is_overdue)


@dataclass(frozen=True, slots=True)
class TeamPage:
    """Every practitioner the viewer supervises, by name, and first those people who wait for somebody."""

    waiting: Sequence[Waiting]
    members: Sequence[Member]

    @property
    def count_people(self) -> int:
        """Return how many people they work with together."""
        return sum(len(member.people) for member in self.members)


def list_team(*, viewer: Actor, at: datetime) -> TeamPage:
    """Return the supervisor's people by practitioner. Raises NotHere for anybody who is no supervisor.

    Somebody whose record is closed to the viewer is neither shown nor counted. One entry, *listed*.
    """
    if Role.SUPERVISOR not in viewer.roles or not viewer.active:
        raise NotHere
    with transaction.atomic():
        rows = {row.person_id: row for row in list_supervised(viewer=viewer, at=at)}
        allocated = _allocated(rows, at)
        covers = _covers(viewer, at)
        waiting = _waiting(rows, allocated, covers)
        supervised = list(User.objects.filter(supervisor=viewer.id).order_by("name", "id"))
    by_practitioner: dict[UUID, list[CaseloadRow]] = defaultdict(list)
    for person_id, row in rows.items():
        by_practitioner[allocated[person_id].practitioner_id].append(row)
    shown = [user for user in supervised if by_practitioner[user.id] or _is_working(user)]
    members = [Member(u.id, u.name, by_practitioner[u.id], _away(u.id, covers)) for u in shown]
    return TeamPage(waiting=waiting, members=members)


def _allocated(rows: Mapping[UUID, CaseloadRow], at: datetime) -> dict[UUID, Relationship]:
    found = live_relationships(at).filter(person__in=list(rows), kind="allocated").select_related("practitioner")
    return {row.person_id: row for row in found}


def _covers(viewer: Actor, at: datetime) -> list[Cover]:
    today = Cover.objects.filter(live(day_of(at)), practitioner__supervisor=viewer.id, ended_at__isnull=True)
    return list(today.select_related("covering").order_by("ends_on", "id"))


def _away(practitioner_id: UUID, covers: Sequence[Cover]) -> Away | None:
    for cover in covers:
        if cover.practitioner_id == practitioner_id and cover.person_id is None:
            return Away(cover.covering.name, cover.ends_on)
    return None


def _is_working(user: User) -> bool:
    return user.is_active and Role.PRACTITIONER in user.roles


def _waiting(
    rows: Mapping[UUID, CaseloadRow], allocated: Mapping[UUID, Relationship], covers: Sequence[Cover]
) -> list[Waiting]:
    standing_in = {person_id: _standing_in(relationship, covers) for person_id, relationship in allocated.items()}
    pairs = [(person_id, row.practitioner_id) for person_id, row in allocated.items()]
    pairs += [(person_id, cover.covering_id) for person_id, found in standing_in.items() for cover in found]
    closed = kept_apart(pairs)
    found = (
        _why(rows[person_id], relationship, standing_in[person_id], closed)
        for person_id, relationship in allocated.items()
    )
    return sorted(filter(None, found), key=lambda waiting: (waiting.why, waiting.row.name.display))


def _standing_in(relationship: Relationship, covers: Sequence[Cover]) -> list[Cover]:
    """Return the covers of today that reach this person."""
    return [
        cover
        for cover in covers
        if cover.practitioner_id == relationship.practitioner_id and cover.person_id in (None, relationship.person_id)
    ]


def _why(
    row: CaseloadRow, relationship: Relationship, covers: Sequence[Cover], closed: set[tuple[UUID, UUID]]
) -> Waiting | None:
    worker = relationship.practitioner
    if (row.person_id, worker.id) in closed:
        return Waiting(row, Why.KEPT_OUT, worker.name)
    if any((row.person_id, cover.covering_id) not in closed for cover in covers):
        return None
    if not _is_working(worker):
        return Waiting(row, Why.LEFT, worker.name)
    return Waiting(row, Why.NOT_COVERED, covers[0].covering.name) if covers else None
