"""What is said of an emergency on other pages: to those who work with the person, and to whoever opened the record."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from alongside.access import Actor, Relation
from alongside.access.emergencies import emergencies_about
from alongside.access.gates import Granted
from alongside.access.policy import effective_relations
from alongside.records.break_glass import BrokenGlass

TOLD_FOR = timedelta(days=7)
TOLD = frozenset({Relation.ALLOCATED, Relation.CO_WORKER})


@dataclass(frozen=True, slots=True)
class EmergencyNotice:
    """That a record was opened in an emergency, for those who work with the person. Who it was is no name, but a team."""

    person_id: UUID
    team: str
    opened_at: datetime
    review_due_on: date
    is_reviewed: bool


@dataclass(frozen=True, slots=True)
class OwnEmergency:
    """What the reader opened themselves, and until when."""

    glass_id: UUID
    opened_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class EmergencyNotices:
    """What the page of a person says of emergencies."""

    told: Sequence[EmergencyNotice] = ()
    own: OwnEmergency | None = None


def load_emergency_notices(person_ids: Collection[UUID], *, viewer: Actor, at: datetime) -> list[EmergencyNotice]:
    """Return what somebody else opened of these people in the last week. The viewer works with them. One query."""
    rows = emergencies_about(person_ids, at - TOLD_FOR).exclude(user=viewer.id)
    return [_told(row) for row in rows]


def find_emergency_notices(granted: Granted, *, viewer: Actor, at: datetime) -> EmergencyNotices:
    """Return what this reader of one record is told. One query, none for those who are told nothing."""
    relations = effective_relations(viewer, granted.resource.standing)
    if relations & TOLD:
        return EmergencyNotices(told=load_emergency_notices([granted.person_id], viewer=viewer, at=at))
    if Relation.BROKEN_GLASS in relations:
        return EmergencyNotices(own=next(iter(_open_of(viewer, at, person=granted.person_id)), None))
    return EmergencyNotices()


def list_own_emergencies(*, viewer: Actor, at: datetime) -> list[OwnEmergency]:
    """Return what the viewer opened and is still open, without whose it is."""
    return _open_of(viewer, at)


def _open_of(viewer: Actor, at: datetime, **which: UUID) -> list[OwnEmergency]:
    rows = BrokenGlass.objects.open_at(at).filter(user=viewer.id, **which)
    return [OwnEmergency(row.id, row.opened_at, row.ends_at) for row in rows.order_by("-opened_at", "id")]


def _told(row: BrokenGlass) -> EmergencyNotice:
    team = row.user.team.name if row.user.team else ""
    return EmergencyNotice(row.person_id, team, row.opened_at, row.review_due_on, row.reviewed_at is not None)
