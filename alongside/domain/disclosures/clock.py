"""The clock of *tell someone today*: the same day, counted as 24 hours, on weekends too.

Danger does not wait for a working day. The figure is ours: a service may promise more, never less.
"""

from datetime import datetime, timedelta

TAKEN_UP_WITHIN = timedelta(hours=24)


def due_at(told_at: datetime) -> datetime:
    """Return by when somebody is to have taken it up."""
    return told_at + TAKEN_UP_WITHIN


def is_late(told_at: datetime, taken_up_at: datetime | None, *, now: datetime) -> bool:
    """Return whether it waits, or waited, for longer than that."""
    return (taken_up_at or now) > due_at(told_at)
