"""Who worked with whom, and for how long."""

from alongside.domain.continuity.together import (
    HeldSession,
    RelationshipSpan,
    WorkedWith,
    count_sessions_together,
    weeks_between,
    worked_with,
)

__all__ = [
    "HeldSession",
    "RelationshipSpan",
    "WorkedWith",
    "count_sessions_together",
    "weeks_between",
    "worked_with",
]
