"""How long a record is kept: what a service has decided, what holds it back, when it is due, and who erases it."""

from alongside.domain.retention.due import Facts, Hindrance, Verdict, find_due_day, judge_retention
from alongside.domain.retention.erasing import Decision, RequestState, SamePerson, check_second_person
from alongside.domain.retention.holds import Hold, HoldGround
from alongside.domain.retention.schedule import CaseType, CountedFrom, NoPeriod, ScheduleVersion, find_in_force

__all__ = [
    "CaseType",
    "CountedFrom",
    "Decision",
    "Facts",
    "Hindrance",
    "Hold",
    "HoldGround",
    "NoPeriod",
    "RequestState",
    "SamePerson",
    "ScheduleVersion",
    "Verdict",
    "check_second_person",
    "find_due_day",
    "find_in_force",
    "judge_retention",
]
