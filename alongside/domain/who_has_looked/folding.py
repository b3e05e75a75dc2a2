"""Folds what the ledger holds into lines a person can read. The ledger itself keeps every entry."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class OneLook:
    """Somebody opened the record once. `seen_as` is their role towards the person, in words."""

    actor_id: UUID
    seen_as: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FoldedLook:
    """One line: the same somebody, `count` times between two moments that are at most ten minutes of pause apart."""

    actor_id: UUID
    seen_as: str
    first_at: datetime
    last_at: datetime
    count: int


@dataclass(frozen=True, slots=True)
class ListedMonth:
    """How often the person stood in a list somebody opened, in one month. `month` is its first day."""

    month: date
    count: int


def fold_looks(looks: Iterable[OneLook]) -> tuple[FoldedLook, ...]:
    """One line for looks of the same somebody with at most ten minutes between one and the next, newest line first.

    Somebody who looked in another role meanwhile has another line. Opening three pages of a record is one visit, and
    thirty lines for it would hide the one that matters.
    """
    latest: dict[tuple[UUID, str], FoldedLook] = {}
    finished: list[FoldedLook] = []
    for look in sorted(looks, key=lambda look: look.at):
        who = (look.actor_id, look.seen_as)
        before = latest.get(who)
        if before is not None and look.at - before.last_at <= WITHIN:
            latest[who] = replace(before, last_at=look.at, count=before.count + 1)
            continue
        if before is not None:
            finished.append(before)
        latest[who] = FoldedLook(look.actor_id, look.seen_as, look.at, look.at, 1)
    lines = [*finished, *latest.values()]
    return tuple(sorted(lines, key=lambda line: (line.last_at, str(line.actor_id)), reverse=True))


def count_listed(days: Iterable[date]) -> tuple[ListedMonth, ...]:
    """How often the person stood in a list, month by month, newest first. `days` has one day for each list."""
    months = Counter(day.replace(day=1) for day in days)
    return tuple(ListedMonth(month, months[month]) for month in sorted(months, reverse=True))
