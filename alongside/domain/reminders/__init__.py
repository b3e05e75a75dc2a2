"""Reminders: which is due when, and the neutral words they are made of."""

from alongside.domain.reminders.timing import (
    GIVE_UP_AFTER,
    Meeting,
    Reminder,
    Told,
    find_due,
    is_within_hours,
    next_try,
)
from alongside.domain.reminders.wording import say_reminder, say_subject

__all__ = [
    "GIVE_UP_AFTER",
    "Meeting",
    "Reminder",
    "Told",
    "find_due",
    "is_within_hours",
    "next_try",
    "say_reminder",
    "say_subject",
]
