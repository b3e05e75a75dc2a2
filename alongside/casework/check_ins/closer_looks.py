"""The closer looks a worker may read: each question with its own history, and no total."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access import Action, Actor, Audience, Item
from alongside.access.gates import Granted, is_allowed
from alongside.access.standings import day_of
from alongside.domain.questionnaires import CLOSER_LOOK, load_definition
from alongside.records.check_ins import CheckIn

SHOWN = 4


@dataclass(frozen=True, slots=True)
class OwnHistory:
    """One question with its answers, the oldest first. None is *prefer not to say*. low_is_good: read it the other way."""

    construct: str
    low_is_good: bool
    answers: Sequence[int | None]


@dataclass(frozen=True)
class CloserLooks:
    """The last closer looks, the oldest first, question by question."""

    days: Sequence[date]
    questions: Sequence[OwnHistory]


def load_closer_looks(
    granted: Granted, *, viewer: Actor, at: datetime, waiting: Collection[UUID] = ()
) -> CloserLooks | None:
    """Return the closer looks given to *my worker*, or None without any or for anybody who may not read them. One query.

    One about a session in `waiting` is left out, as its numbers are, until the viewer has rated that session.
    """
    if not is_allowed(viewer, Action.READ, Item.CHECK_IN, granted, at=at, audience=Audience.WORKER):
        return None
    rows = CheckIn.objects.filter(person=granted.person_id, audience="worker", instrument=CLOSER_LOOK)
    found = list(rows.exclude(session__in=waiting).order_by("-completed_at")[:SHOWN])[::-1]
    if not found:
        return None
    return CloserLooks(
        days=[day_of(row.completed_at or row.offered_at) for row in found],
        questions=[
            OwnHistory(item.construct, item.is_reversed, [row.answers[place] for row in found])
            for place, item in enumerate(load_definition(CLOSER_LOOK).items)
        ],
    )
