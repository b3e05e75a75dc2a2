"""What a person said about a session waits until whoever held it has given their own rating.

Everything that is made from answers asks here first. Whether there are any answers is not looked at: a session waits
whether or not something was said about it, so that what is shown of the waiting tells nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from alongside.access import Actor
from alongside.access.standings import day_of
from alongside.domain.ratings import WAITS_FOR
from alongside.records.episodes import Episode
from alongside.records.sessions import Session


@dataclass(frozen=True, slots=True)
class RateFirst:
    """A session the viewer held and has neither rated nor chosen not to."""

    session_id: UUID
    held_on: date


class RatingComesFirst(Exception):
    """What was asked for is made from answers that wait for the viewer's own rating of a session."""

    def __init__(self, session_id: UUID) -> None:
        super().__init__("the viewer has not rated the session yet")
        self.session_id = session_id


@dataclass(frozen=True)
class Waiting:
    """Every session whose answers wait for this viewer, and by person the last of those that have happened."""

    sessions: frozenset[UUID] = frozenset()
    rate_first: Mapping[UUID, RateFirst] = field(default_factory=dict)

    def holds(self, episode: Episode) -> bool:
        """Return whether a strain began with answers that wait. Reads its check-in, so select that with it."""
        return episode.check_in is not None and episode.check_in.session_id in self.sessions


def load_waiting(person_ids: Iterable[UUID], viewer: Actor, at: datetime) -> Waiting:
    """Return what waits for this viewer with these people. One query: it is the row filter's half of must_wait."""
    held = Session.objects.filter(person__in=list(person_ids), practitioner=viewer.id, planned_at__gt=at - WAITS_FOR)
    rows = list(held.exclude(ratings__author=viewer.id).order_by("planned_at"))
    happened = [row for row in rows if row.started_at is not None or row.attendance == "attended"]
    return Waiting(
        sessions=frozenset(row.id for row in rows),
        rate_first={row.person_id: RateFirst(row.id, day_of(row.planned_at)) for row in happened},
    )
