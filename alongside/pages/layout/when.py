"""Days and times as pages say them, in London time."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localtime

from alongside.pages.layout.dates import MONTHS

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def day_of(at: datetime) -> date:
    """Return the day in London."""
    return localtime(at).date()


def long_date(day: date) -> str:
    """Return 5 May 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date, *, today: date) -> str:
    """Return 5 May, with the year when it is another one."""
    words = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return words if day.year == today.year else f"{words} {day.year}"


def clock_time(at: datetime) -> str:
    """Return 14:05."""
    return f"{localtime(at):%H:%M}"


def lately(day: date, *, today: date) -> str:
    """Return today’s, yesterday’s, Tuesday’s or last Tuesday’s, for a day of the last seven."""
    days = (today - day).days
    if days <= 1:
        return "yesterday’s" if days == 1 else "today’s"
    return f"{'last ' if days >= 7 else ''}{day:%A}’s"


def moment(at: datetime, *, now: datetime) -> str:
    """Return Today 14:05, Tomorrow 14:05 or Fri 8 May 14:05."""
    day, today = day_of(at), day_of(now)
    if day == today:
        return f"Today {clock_time(at)}"
    if day == today + timedelta(days=1):
        return f"Tomorrow {clock_time(at)}"
    return f"{DAYS[day.weekday()]} {short_date(day, today=today)} {clock_time(at)}"


def moment_within(at: datetime, *, now: datetime) -> str:
    """Return the same for the middle of a sentence: today 14:05."""
    words = moment(at, now=now)
    return words[0].lower() + words[1:] if words.startswith(("Today", "Tomorrow")) else words
