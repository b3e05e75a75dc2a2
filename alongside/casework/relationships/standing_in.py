"""Who stands in for the practitioners of a team, now and in the next two weeks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from alongside.access import Actor
from alongside.access.standings import day_of
from alongside.casework.caseload.queries import CaseloadRow
from alongside.records.relationships import Cover

SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class StandingIn:
    """Who stands in for a practitioner, now or within two weeks. row is None where it is for their whole caseload."""

    practitioner_id: UUID
    practitioner: str
    covering: str
    starts_on: date
    ends_on: date
    row: CaseloadRow | None

    def is_now(self, *, on: date) -> bool:
        """Return whether it has begun."""
        return self.starts_on <= on


def load_covers(viewer: Actor, at: datetime) -> list[Cover]:
    """Return the covers of the viewer's team that are live or begin within two weeks, in order of their days."""
    dates = Q(ends_on__gte=day_of(at), starts_on__lte=day_of(at) + SOON, ended_at__isnull=True)
    rows = Cover.objects.filter(dates, practitioner__supervisor=viewer.id).select_related("covering", "practitioner")
    return list(rows.order_by("starts_on", "ends_on", "id"))


def known_covers(covers: Sequence[Cover], rows: Mapping[UUID, CaseloadRow]) -> list[StandingIn]:
    """Return the covers that the viewer may know of, given the people they may know of."""
    # A cover of one person whose record is closed to the viewer would say that the person is here.
    known = [cover for cover in covers if cover.person_id is None or cover.person_id in rows]
    return [_stands_in(cover, rows) for cover in known]


def find_away(practitioner_id: UUID, covers: Sequence[Cover], rows: Mapping[UUID, CaseloadRow]) -> StandingIn | None:
    """Return who stands in for this practitioner's whole caseload, the first of several."""
    for cover in covers:
        if cover.practitioner_id == practitioner_id and cover.person_id is None:
            return _stands_in(cover, rows)
    return None


def _stands_in(cover: Cover, rows: Mapping[UUID, CaseloadRow]) -> StandingIn:
    return StandingIn(
        practitioner_id=cover.practitioner_id,
        practitioner=cover.practitioner.name,
        covering=cover.covering.name,
        starts_on=cover.starts_on,
        ends_on=cover.ends_on,
        row=rows[cover.person_id] if cover.person_id else None,
    )
