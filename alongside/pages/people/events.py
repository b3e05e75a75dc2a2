"""What happened, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from alongside.casework.people.timeline import Event, EventKind
from alongside.domain.strains import score_words
from alongside.pages.layout.when import day_of, short_date
from alongside.pages.people.identity import page_about

CLOSED = {
    "repaired": "The strain was repaired",
    "partly": "The strain was partly repaired",
    "open": "The strain was closed, still open",
    "not_a_strain": "It turned out not to be a strain",
}


@dataclass(frozen=True)
class ShownEvent:
    """One thing that happened, ready to be written. shape is the end of a class."""

    date: str
    shape: str
    title: str
    text: str
    href: str
    said: str = ""


def shown_events(events: Sequence[Event], *, now: datetime) -> list[ShownEvent]:
    """Return the events as they are written."""
    return [_shown(event, now) for event in events]


def _shown(event: Event, now: datetime) -> ShownEvent:
    shape, title, text, page = _words(event)
    href = page_about(page, event.subject_id) if page and event.subject_id else ""
    return ShownEvent(short_date(event.on, today=day_of(now)), shape, title, text, href, event.said)


def _words(event: Event) -> tuple[str, str, str, str]:
    who = f"With {event.who}." if event.who else ""
    if event.kind is EventKind.SESSION:
        said = f"{who} Check-in {score_words(event.score)}." if event.score is not None else who
        return "person", f"Session {event.number}", said, "session"
    if event.kind is EventKind.POWER:
        return "authority", event.power.label if event.power else "", event.words, ""
    if event.kind is EventKind.STRAIN:
        return "strain", "A possible strain", "It is a question to ask, not a finding.", "strain"
    if event.kind is EventKind.STRAIN_CLOSED:
        return "strain", CLOSED.get(event.outcome, "The strain was closed"), "", "strain"
    if event.kind is EventKind.WORKER:
        return "worker", f"Working with {event.who}", "", ""
    titles = {
        EventKind.MISSED: "Session missed",
        EventKind.CANCELLED: "Session cancelled",
        EventKind.UNSETTLED: "Session planned. Did it happen?",
    }
    return "missed" if event.kind is EventKind.MISSED else "practitioner", titles[event.kind], who, "session"
