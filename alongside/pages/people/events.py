"""What happened, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from alongside.casework.people.loading import AbsenceSummary
from alongside.casework.people.timeline import Event, EventKind
from alongside.domain.strains import score_words
from alongside.pages.check_ins.paper_mark import say_from_paper
from alongside.pages.layout.when import day_of, long_date, short_date
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
    from_paper: str = ""


def shown_events(events: Sequence[Event], *, now: datetime) -> list[ShownEvent]:
    """Return the events as they are written."""
    return [_shown(event, now) for event in events]


def _shown(event: Event, now: datetime) -> ShownEvent:
    shape, title, text, page = _words(event)
    href = page_about(page, event.subject_id) if page and event.subject_id else ""
    day = short_date(event.on, today=day_of(now))
    return ShownEvent(day, shape, title, text, href, event.said, say_from_paper(event.from_paper))


def _words(event: Event) -> tuple[str, str, str, str]:
    who = f"With {event.who}." if event.who else ""
    if event.kind is EventKind.SESSION:
        said = f"{who} Check-in {score_words(event.score)}." if event.score is not None else who
        return "person", f"Session {event.number}", said, "session"
    if event.kind is EventKind.POWER:
        explained = f"Explained {long_date(event.explained_on)}." if event.explained_on else "Not explained yet."
        return "authority", event.power.label if event.power else "", f"{event.words} {explained}".strip(), ""
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
    if event.kind is EventKind.MISSED:
        return "missed", titles[event.kind], f"{who} {_absence_words(event.absence)}", "session"
    return "practitioner", titles[event.kind], who, "session"


def _absence_words(absence: AbsenceSummary | None) -> str:
    """Return what was done about an absence, and nothing of what was said."""
    if absence is None:
        return "Nobody has asked why yet."
    worried = f"Somebody was worried on {long_date(day_of(absence.worried_at))}. " if absence.worried_at else ""
    sought = "The reason was asked for." if absence.sought else "Nobody has asked why yet."
    decided = f" {absence.decision.label}." if absence.decision else " Not decided yet."
    return f"{worried}{sought}{decided}"
