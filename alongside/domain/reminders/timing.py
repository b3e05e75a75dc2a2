"""Which reminder is due, told from what is planned and what was told already. Nothing has to be announced by anybody.

A change is only worth a message to somebody who was told the earlier time. So whether one is due follows from the times
they were told, and no operation that moves a meeting can forget to say so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
BEGINS, ENDS = time(9), time(19)
ASKS_AFTER, ASKS_UNTIL = timedelta(hours=1), timedelta(hours=48)
RETRIES = (timedelta(minutes=5), timedelta(minutes=20), timedelta(hours=1))
GIVE_UP_AFTER = len(RETRIES) + 1


class Reminder(StrEnum):
    """What kind of reminder it is."""

    TOMORROW = "tomorrow"
    CHANGED = "changed"
    CALLED_OFF = "called_off"
    CHECK_IN = "check_in"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as it stands. may_answer: it took place, and nothing was sent about it yet."""

    starts_at: datetime
    ends_at: datetime
    is_planned: bool
    may_answer: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody was told of a meeting: the kind, and the time that it was for."""

    kind: Reminder
    starts_at: datetime


def is_within_hours(at: datetime) -> bool:
    """Return whether a message may come now: between nine in the morning and seven in the evening in London."""
    return BEGINS <= at.astimezone(LONDON).time() < ENDS


def find_due(meeting: Meeting, told: Iterable[Told], *, now: datetime) -> Reminder | None:
    """Return the one reminder of a meeting that is due now, or None. Outside the hours nothing ever is.

    *Tomorrow* is due the day before. *Changed* and *called off* are for somebody who was told another time. *Check-in* is
    due an hour after the end, once, for two days. Each is told once for one time.
    """
    if not is_within_hours(now):
        return None
    said = list(told)
    heard = {t.starts_at for t in said if t.kind in (Reminder.TOMORROW, Reminder.CHANGED)}
    if meeting.is_planned and meeting.starts_at > now:
        if meeting.starts_at in heard:
            return None
        if heard:
            return Reminder.CHANGED
        return Reminder.TOMORROW if _is_tomorrow(meeting.starts_at, now) else None
    if meeting.is_planned or any(t.kind in (Reminder.CHECK_IN, Reminder.CALLED_OFF) for t in said):
        return None
    if meeting.may_answer:
        since = now - meeting.ends_at
        return Reminder.CHECK_IN if ASKS_AFTER <= since <= ASKS_UNTIL else None
    return Reminder.CALLED_OFF if meeting.starts_at > now and heard else None


def next_try(tries: int, *, now: datetime) -> datetime | None:
    """Return when to try again after this many tries that failed for now, or None when it is enough."""
    return now + RETRIES[tries - 1] if tries < GIVE_UP_AFTER else None


def _is_tomorrow(starts_at: datetime, now: datetime) -> bool:
    return (starts_at.astimezone(LONDON).date() - now.astimezone(LONDON).date()).days == 1
