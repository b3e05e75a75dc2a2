"""The dates a list is chosen by and that stand in no caseload row: promises that are due, and work that begins or ends."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from alongside.access import Actor
from alongside.access.standings import day_of, live_relationships
from alongside.domain.continuity import ends_soon, has_just_begun
from alongside.domain.promises import due_until
from alongside.records.people import Person
from alongside.records.promises import Promise


@dataclass(frozen=True, slots=True)
class Dates:
    """What is dated about one person on somebody's list, each None where it is not near.

    promise_due_on is the earliest day of an open promise of either side that is due soon or late. begun_on and ends_on
    are the first and the last day of the viewer's own work with the person.
    """

    promise_due_on: date | None = None
    begun_on: date | None = None
    ends_on: date | None = None

    @property
    def is_new_or_ending(self) -> bool:
        """Return whether the work together has just begun or ends soon."""
        return self.begun_on is not None or self.ends_on is not None


def with_dates(people: QuerySet[Person], *, viewer: Actor, at: datetime) -> "QuerySet[Any]":
    """Return the viewer's own people with what read_dates reads, in the query that finds them."""
    due = Promise.objects.filter(
        person=OuterRef("id"), outcome="", taken_back_at=None, due_on__lte=due_until(day_of(at))
    ).order_by("due_on")
    # Who is allocated and works beside somebody as well counts as allocated.
    own = live_relationships(at).filter(person=OuterRef("id"), practitioner=viewer.id).order_by("kind", "starts_on")
    return people.annotate(
        promise_due_on=Subquery(due.values("due_on")[:1]),
        own_begun_on=Subquery(own.values("starts_on")[:1]),
        own_ends_on=Subquery(own.values("ends_on")[:1]),
    )


def read_dates(people: Iterable[Any], *, at: datetime) -> Mapping[UUID, Dates]:
    """Return what is dated about people found with with_dates."""
    return {person.id: _near(person, day_of(at)) for person in people}


def _near(person: Any, today: date) -> Dates:
    begun_on, ends_on = person.own_begun_on, person.own_ends_on
    return Dates(
        promise_due_on=person.promise_due_on,
        begun_on=begun_on if begun_on and has_just_begun(begun_on, on=today) else None,
        ends_on=ends_on if ends_soon(ends_on, on=today) else None,
    )
