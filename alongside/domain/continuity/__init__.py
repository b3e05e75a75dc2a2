"""Who worked with whom, and for how long."""

from alongside.domain.continuity.contact import days_since_contact, is_in_the_week_of, is_longer_than_agreed, week_of
from alongside.domain.continuity.handovers import Handover, ends_soon, find_handovers, has_just_begun
from alongside.domain.continuity.together import (
    HeldSession,
    RelationshipSpan,
    WorkedWith,
    count_sessions_together,
    weeks_between,
    worked_with,
)

__all__ = [
    "Handover",
    "HeldSession",
    "RelationshipSpan",
    "WorkedWith",
    "count_sessions_together",
    "days_since_contact",
    "ends_soon",
    "find_handovers",
    "has_just_begun",
    "is_in_the_week_of",
    "is_longer_than_agreed",
    "week_of",
    "weeks_between",
    "worked_with",
]
