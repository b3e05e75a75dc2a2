"""The service's own deadline for answering an absence."""

from datetime import date, timedelta

SATURDAY = 5


def count_working_days(after: date, days: int) -> date:
    """The day that is so many working days after a day. Monday to Friday count.

    Bank holidays differ between the nations, so they are counted as working days: the day that is found is never later
    than the service's own. Raises ValueError for fewer than one day.
    """
    if days < 1:
        raise ValueError("a deadline is at least one working day away")
    day = after
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return day
