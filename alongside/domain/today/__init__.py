"""What a practitioner's day is made of: who is next, and what changed since the two last met."""

from alongside.domain.today.changes import LOOKS_BACK, is_a_change
from alongside.domain.today.day import Day, PlannedMeeting, sort_day

__all__ = ["LOOKS_BACK", "Day", "PlannedMeeting", "is_a_change", "sort_day"]
