"""The 72 hours within which the Information Commissioner hears of an incident, counted from the moment somebody knew.

UK GDPR, Article 33(1), and Data Protection Act 2018, section 67(1). They are hours, and no days: a weekend, a bank holiday
and the night in which the clocks change stop nothing. So they are counted between moments and never between clock faces.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

ICO_HOURS = timedelta(hours=72)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class HoursLeft:
    """Whole hours to the last moment, or since it. 0 and not late: less than an hour is left."""

    hours: int
    is_late: bool


def find_ico_due(aware_at: datetime) -> datetime:
    """Return the last moment that is in time, 72 hours after somebody knew. aware_at has a time zone; the answer is in UTC.

    It is worked out in UTC, because Python adds hours to the face of a clock in London, which is an hour out when the clocks
    have changed in between.
    """
    return aware_at.astimezone(UTC) + ICO_HOURS


def is_told_late(*, aware_at: datetime, told_at: datetime) -> bool:
    """Return whether the reasons for the delay have to be given. The 72nd hour itself is in time."""
    return told_at > find_ico_due(aware_at)


def count_hours_left(*, aware_at: datetime, now: datetime) -> HoursLeft:
    """Return how long there is. What is left is rounded down, so that nobody is told of an hour that is not there."""
    left = find_ico_due(aware_at) - now.astimezone(UTC)
    late = left < timedelta()
    return HoursLeft(abs(left) // HOUR, late)


def say_hours(left: HoursLeft) -> str:
    """Return 71 hours left, less than an hour left or 3 hours late."""
    if left.hours == 0:
        return "less than an hour late" if left.is_late else "less than an hour left"
    size = "1 hour" if left.hours == 1 else f"{left.hours} hours"
    return f"{size} {'late' if left.is_late else 'left'}"
