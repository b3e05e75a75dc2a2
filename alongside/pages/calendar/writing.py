"""Writes times as a calendar file (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from alongside.casework.calendar.queries import Slot

# It stands on telephones and on screens in open offices: not a word about whom, where or what for.
TITLE = "Session"
READ_AGAIN = timedelta(hours=1)


def write_calendar(slots: Iterable[Slot], at: datetime) -> bytes:
    """Return the file. at is when it is written.

    Times are in UTC, which every calendar shows in its own zone: in London time the hour that comes twice in October
    could not be told from itself.
    """
    file = Calendar()
    file.add("prodid", "-//Alongside//Sessions//EN")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", "Sessions")
    file.add("x-wr-timezone", "Europe/London")
    file.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    file.add("x-published-ttl", "PT1H")
    for slot in slots:
        file.add_component(_event(slot, at))
    written: bytes = file.to_ical()
    return written


def _event(slot: Slot, at: datetime) -> Event:
    event = Event()
    event.add("uid", slot.name)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", slot.starts_at.astimezone(UTC))
    event.add("dtend", slot.ends_at.astimezone(UTC))
    event.add("summary", TITLE)
    event.add("class", "PRIVATE")
    return event
