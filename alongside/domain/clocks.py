"""Clocks that somebody else's rule started: what is due, by which rule, and whether it is late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Clock:
    """Something that is due. It names nobody: who looks after clocks may not be allowed to know whose each one is.

    what: what is due, as a sentence. rule: the rule that says so, by its name. due_on: the last day, in London. due_at:
    the last moment, for a rule that counts in hours. link and link_id: the address and the id of the page where it is
    done, or nothing when that page is not for the reader. where: the team it waits in. subject: the pseudonym of the
    person it is about, for the ledger and never for the page.
    """

    what: str
    rule: str
    due_on: date
    due_at: datetime | None = None
    link: str = ""
    link_id: UUID | None = None
    where: str = ""
    subject: UUID | None = None

    def is_overdue(self, *, now: datetime, today: date) -> bool:
        """Return whether its last moment, or its last day, has gone by. The moment itself is still in time."""
        return now > self.due_at if self.due_at else today > self.due_on

    def days_left(self, *, today: date) -> int:
        """Return whole days from today to the last day: 0 on the day itself, less than 0 after it."""
        return (self.due_on - today).days


def next_due_first(clocks: Iterable[Clock], *, now: datetime, today: date) -> list[Clock]:
    """Return the overdue first, the longest overdue of them first, then whatever is due next."""
    return sorted(clocks, key=lambda clock: (not clock.is_overdue(now=now, today=today), clock.due_on, clock.what))


def say_days_left(days: int) -> str:
    """Return how long there is in words, for a number of days from today."""
    if days == 0:
        return "today"
    size = "1 day" if abs(days) == 1 else f"{abs(days)} days"
    return f"{size} left" if days > 0 else f"{size} late"
