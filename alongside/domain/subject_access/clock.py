"""By when somebody who asked for their own information is answered.

One calendar month, to the same day of the next month or the last day of a shorter one, counted from the day on which
the request is there and it is known who asks. Two more where it is complex, if the person is told why within the first
month (UK GDPR, Articles 12(3) and 12A; Data Protection Act 2018, section 54 for law enforcement). Days are never moved
past a weekend: nobody waits longer for it.
"""

from calendar import monthrange
from datetime import date

MONTHS, MONTHS_MORE = 1, 2


def start_of_clock(asked_on: date, known_on: date | None) -> date | None:
    """Return the day the month is counted from, or None while it is not known who asks."""
    return None if known_on is None else max(asked_on, known_on)


def answer_by(starts_on: date, *, extended: bool = False) -> date:
    """Return the last day for the answer."""
    months = starts_on.month - 1 + MONTHS + (MONTHS_MORE if extended else 0)
    year, month = starts_on.year + months // 12, months % 12 + 1
    return date(year, month, min(starts_on.day, monthrange(year, month)[1]))


def is_late(due_on: date | None, *, today: date) -> bool:
    """Return whether the answer should have been given. Nothing is late while the clock has not begun."""
    return due_on is not None and today > due_on
