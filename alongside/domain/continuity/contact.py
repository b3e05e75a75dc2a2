"""Whether two people have met as often as they agreed to, and in the week of a day."""

from datetime import date, timedelta


def days_since_contact(*, last_on: date | None, together_since: date | None, on: date) -> int | None:
    """Return the days since the last meeting, or since the work together began when there was none yet.

    None when neither is known. A day in the future counts as no days.
    """
    since = last_on or together_since
    return None if since is None else max(0, (on - since).days)


def is_longer_than_agreed(days: int | None, *, agreed_days: int) -> bool:
    """Return whether more days have gone by than were agreed between meetings."""
    return days is not None and days > agreed_days


def is_in_the_week_of(day: date | None, *, on: date) -> bool:
    """Return whether a day lies in the same week as another, Monday to Sunday."""
    monday, sunday = week_of(on)
    return day is not None and monday <= day <= sunday


def week_of(day: date) -> tuple[date, date]:
    """Return the Monday and the Sunday of the week of a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
