"""What a meeting is: planned for a moment, held or not, and written about."""

from alongside.domain.sessions.agenda import Agenda, read_points
from alongside.domain.sessions.meeting import NextStep, find_next_step
from alongside.domain.sessions.notes import (
    Keep,
    ReadingReason,
    Written,
    can_be_undone,
    rank_notes,
)
from alongside.domain.sessions.planning import (
    Attendance,
    NoSuchTime,
    NotPlannable,
    check_plan,
    london_moment,
)
from alongside.domain.sessions.statements import (
    USUAL_KIND,
    Missing,
    NoteTooLong,
    Part,
    Statement,
    StatementKind,
    Statements,
    clean_statements,
    clean_words,
    find_missing,
    put_together,
)

__all__ = [
    "USUAL_KIND",
    "Agenda",
    "Attendance",
    "Keep",
    "Missing",
    "NextStep",
    "NoSuchTime",
    "NotPlannable",
    "NoteTooLong",
    "Part",
    "ReadingReason",
    "Statement",
    "StatementKind",
    "Statements",
    "Written",
    "can_be_undone",
    "check_plan",
    "clean_statements",
    "clean_words",
    "find_missing",
    "find_next_step",
    "london_moment",
    "put_together",
    "rank_notes",
    "read_points",
]
