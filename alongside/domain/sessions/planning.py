"""When a session can be, and what became of it."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
SHORTEST, LONGEST = 5, 480  # minutes: a word at the door, a whole working day
FARTHEST = timedelta(days=366)  # our judgement: further away is nearly always a wrong year


class NoSuchTime(ValueError):
    """The clocks go forward that night, so this time of day does not come."""


class NotPlannable(ValueError):
    """The time is more than a year away, or the length is not that of a meeting."""


class Attendance(StrEnum):
    """What became of a session."""

    PLANNED = "planned"
    ATTENDED = "attended"
    MISSED = "missed"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """Return the word on screen."""
        return _LABELS[self]

    @property
    def is_settled(self) -> bool:
        """Return whether it is known what became of it."""
        return self is not Attendance.PLANNED


_LABELS = {
    Attendance.PLANNED: "Planned",
    Attendance.ATTENDED: "Came",
    Attendance.MISSED: "Did not come",
    Attendance.CANCELLED: "Cancelled",
}


def london_moment(on: date, at: time) -> datetime:
    """Return the moment of this time of day in London; of two such moments in October, the first. Raises NoSuchTime."""
    moment = datetime.combine(on, at, tzinfo=LONDON)
    utc = moment.astimezone(ZoneInfo("UTC"))
    if utc.astimezone(LONDON).time() != at:
        raise NoSuchTime
    return utc


def check_plan(planned_at: datetime, minutes: int, *, now: datetime) -> None:
    """Raise NotPlannable unless the session is within a year of now, either way, and 5 to 480 minutes long.

    The past is allowed: somebody who walked in yesterday is written down today.
    """
    if abs(planned_at - now) > FARTHEST or not SHORTEST <= minutes <= LONGEST:
        raise NotPlannable
