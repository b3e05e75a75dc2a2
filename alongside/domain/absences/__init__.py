"""When somebody did not come: curiosity first, the service's own deadline beside it, and a decision that is a person's."""

from alongside.domain.absences.deadlines import count_working_days
from alongside.domain.absences.guide import Follows, Line, Part, UseOfAuthority, find_way
from alongside.domain.absences.guide import State as WayState
from alongside.domain.absences.steps import Decision, Step, Way, find_changes

__all__ = [
    "Decision",
    "Follows",
    "Line",
    "Part",
    "Step",
    "UseOfAuthority",
    "Way",
    "WayState",
    "count_working_days",
    "find_changes",
    "find_way",
]
