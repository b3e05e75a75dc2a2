"""What a meeting asks of the practitioner next: begin it, say what became of it, or offer the check-in."""

from datetime import datetime
from enum import StrEnum

from alongside.domain.sessions.planning import Attendance


class NextStep(StrEnum):
    """The one thing to do next about a meeting."""

    START = "start"
    SETTLE = "settle"
    OFFER = "offer"
    NOTHING = "nothing"


def find_next_step(attendance: Attendance, *, has_started: bool, ends_at: datetime, now: datetime) -> NextStep:
    """Return what comes next.

    Nobody begins a meeting whose time is over: they say what became of it. The check-in stays on offer after it was
    answered, because the practitioner may not learn from this page whether it was.
    """
    if attendance is Attendance.ATTENDED:
        return NextStep.OFFER
    if attendance is not Attendance.PLANNED:
        return NextStep.NOTHING
    return NextStep.SETTLE if has_started or now >= ends_at else NextStep.START
