"""The meetings of one day, sorted into what is next, later and left open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A meeting of today of which nobody has said yet what became of it."""

    session_id: UUID
    starts_at: datetime
    ends_at: datetime
    has_started: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it stands now. left_open are those whose time is over and that were never started."""

    next: PlannedMeeting | None
    later: tuple[PlannedMeeting, ...]
    left_open: tuple[PlannedMeeting, ...]


def sort_day(meetings: Iterable[PlannedMeeting], *, now: datetime) -> Day:
    """Return who is next, and who comes later, by time.

    Somebody is next until their time is over, since people come late and so do practitioners. A meeting that was started
    stays next until it is said what became of it.
    """
    in_order = sorted(
        meetings, key=lambda meeting: (not meeting.has_started, meeting.starts_at, str(meeting.session_id))
    )
    to_come = [meeting for meeting in in_order if meeting.has_started or meeting.ends_at > now]
    over = [meeting for meeting in in_order if not meeting.has_started and meeting.ends_at <= now]
    return Day(next=to_come[0] if to_come else None, later=tuple(to_come[1:]), left_open=tuple(over))
