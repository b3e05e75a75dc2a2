"""When somebody did not come: curiosity first, the service's own deadline beside it, and a decision that is a person's."""

from alongside.domain.absences.deadlines import count_working_days
from alongside.domain.absences.steps import Decision, Step, Way, find_changes

__all__ = ["Decision", "Step", "Way", "count_working_days", "find_changes"]
