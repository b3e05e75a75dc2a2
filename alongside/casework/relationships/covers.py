"""The covers that concern somebody: theirs, those they stand in for, and those of the practitioners they supervise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from alongside.access import Actor, Relation, Role
from alongside.access.choosing import kept_apart, list_practitioners, may_arrange_cover
from alongside.access.standings import PERSON_PUBLISHED, day_of, listed_people
from alongside.casework.audit import record_listed
from alongside.casework.people.sealing import open_name
from alongside.records.people import Person
from alongside.records.relationships import Cover
from alongside.vault import open_keys


@dataclass(frozen=True, slots=True)
class Colleague:
    """A practitioner in a list to choose from."""

    user_id: UUID
    name: str
    team: str


@dataclass(frozen=True, slots=True)
class CoverLine:
    """Somebody stands in for somebody. person_name is empty for a whole caseload, and before the viewer may know it."""

    cover_id: UUID
    practitioner: str
    covering: str
    is_own: bool
    is_covering: bool
    is_whole_caseload: bool
    person_id: UUID | None
    person_name: str
    starts_on: date
    ends_on: date
    has_begun: bool
    may_end: bool


@dataclass(frozen=True, slots=True)
class CoverPage:
    """The covers of today and later, whose may be arranged by the viewer, and who there is to stand in."""

    covers: Sequence[CoverLine]
    may_arrange_for: Sequence[Colleague]
    may_stand_in: Sequence[Colleague]

    @property
    def has_somebody_else(self) -> bool:
        """Return whether anybody could stand in for anybody: nobody stands in for themselves."""
        return any(one.user_id != other.user_id for one in self.may_arrange_for for other in self.may_stand_in)


def list_covers(*, viewer: Actor, at: datetime) -> CoverPage:
    """Return the covers of today and later that concern the viewer, the soonest first, and the choices for another one.

    A cover with somebody whose record is closed to the viewer by a rule is left out altogether. One entry, *listed*, for the
    people who are named.
    """
    with transaction.atomic():
        rows = _without_kept_out(_rows(viewer, at), viewer)
        names = _open_names(rows, viewer, at)
        covers = [_line(row, names, viewer, at) for row in rows]
        practitioners = list_practitioners()
    choices = [(user, Colleague(user.id, user.name, user.team.name if user.team else "")) for user in practitioners]
    return CoverPage(
        covers=covers,
        may_arrange_for=[colleague for user, colleague in choices if may_arrange_cover(viewer, user)],
        may_stand_in=[colleague for _, colleague in choices],
    )


def _rows(viewer: Actor, at: datetime) -> list[Cover]:
    concerns = Q(practitioner=viewer.id) | Q(covering=viewer.id)
    if Role.SUPERVISOR in viewer.roles:
        concerns |= Q(practitioner__supervisor=viewer.id)
    somebody_there = Q(person__isnull=True) | PERSON_PUBLISHED
    rows = Cover.objects.filter(concerns, somebody_there, ends_on__gte=day_of(at), ended_at__isnull=True)
    return list(rows.select_related("practitioner", "covering").order_by("starts_on", "ends_on", "id"))


def _without_kept_out(rows: list[Cover], viewer: Actor) -> list[Cover]:
    closed = kept_apart((row.person_id, viewer.id) for row in rows if row.person_id)
    return [row for row in rows if row.person_id is None or (row.person_id, viewer.id) not in closed]


def _open_names(rows: list[Cover], viewer: Actor, at: datetime) -> dict[UUID, str]:
    """Return the names of those people that the viewer may know today."""
    wanted = {row.person_id for row in rows if row.person_id}
    people: list[Person] = list(listed_people(viewer, at).filter(id__in=wanted)) if wanted else []
    if people:
        subjects = [person.pseudonym for person in people]
        record_listed(subjects, by=viewer, at=at, relation=Relation.COVER, object_type="covers")
    keys = open_keys([person.id for person in people])
    return {person.id: open_name(keys, person).display for person in people}


def _line(row: Cover, names: Mapping[UUID, str], viewer: Actor, at: datetime) -> CoverLine:
    person_id = row.person_id if row.person_id in names else None
    return CoverLine(
        cover_id=row.id,
        practitioner=row.practitioner.name,
        covering=row.covering.name,
        is_own=row.practitioner_id == viewer.id,
        is_covering=row.covering_id == viewer.id,
        is_whole_caseload=row.person_id is None,
        person_id=person_id,
        person_name=names[person_id] if person_id else "",
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        has_begun=row.starts_on <= day_of(at),
        may_end=may_arrange_cover(viewer, row.practitioner) and (row.person_id is None or person_id is not None),
    )
