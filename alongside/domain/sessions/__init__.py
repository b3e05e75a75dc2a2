"""What a meeting is: planned for a moment, held or not, and written about."""

from alongside.domain.sessions.agenda import Agenda, read_points
from alongside.domain.sessions.notes import (
    Keep,
    NoteTooLong,
    ReadingReason,
    Written,
    can_be_undone,
    clean_words,
    put_together,
    rank_notes,
)
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
    "Keep",
    "NoSuchTime",
    "NotPlannable",
    "NoteTooLong",
    "ReadingReason",
    "Written",
    "can_be_undone",
    "check_plan",
    "clean_words",
    "london_moment",
    "put_together",
    "rank_notes",
    "read_points",
]
