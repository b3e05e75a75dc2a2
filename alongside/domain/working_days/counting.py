"""Counting in working days."""

from datetime import date, timedelta

from alongside.domain.people.kinds import Jurisdiction
from alongside.domain.working_days.holidays import bank_holidays

SATURDAY = 5


def add_working_days(day: date, count: int, *, jurisdiction: Jurisdiction) -> date:
    """Return the `count`-th working day after `day`, which is not counted itself. `count` is at least 1."""
    left = count
    while left:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY and day not in bank_holidays(day.year, jurisdiction):
            left -= 1
    return day
