"""When somebody is handed on from one practitioner to another: the weeks in which trust is watched."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

from alongside.domain.continuity.together import RelationshipSpan

WATCHED = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Handover:
    """One person goes from one practitioner to another on a day, which may be still to come."""

    from_practitioner_id: UUID
    to_practitioner_id: UUID
    on: date

    def is_planned(self, *, on: date) -> bool:
        """Return whether it has still to come."""
        return self.on > on


def find_handovers(spans: Iterable[RelationshipSpan], *, on: date) -> list[Handover]:
    """Return the handovers of one person that are planned, or happened in the last 28 days, in order of time.

    Going back to the same practitioner is none. 28 days is our judgement: about two sessions at the usual fortnight.
    """
    ordered = sorted(spans, key=lambda span: (span.from_on, span.to_on or date.max))
    changes = [
        Handover(before.practitioner_id, after.practitioner_id, after.from_on)
        for before, after in pairwise(ordered)
        if before.practitioner_id != after.practitioner_id
    ]
    return [change for change in changes if change.on >= on - WATCHED]


def has_just_begun(starts_on: date, *, on: date) -> bool:
    """Return whether work together began in the last 28 days, this day included."""
    return on - WATCHED <= starts_on <= on


def ends_soon(ends_on: date | None, *, on: date) -> bool:
    """Return whether work together ends on this day or within the next 28."""
    return ends_on is not None and on <= ends_on <= on + WATCHED
