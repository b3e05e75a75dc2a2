"""What a meeting is: planned for a moment, held or not, and written about."""

from alongside.domain.sessions.agenda import Agenda, read_points
from alongside.domain.sessions.planning import (
    Attendance,
    NoSuchTime,
    NotPlannable,
    check_plan,
    london_moment,
)

__all__ = [
    "Agenda",
    "Attendance",
    "NoSuchTime",
    "NotPlannable",
    "check_plan",
    "london_moment",
    "read_points",
]
