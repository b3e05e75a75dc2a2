"""What the pages of sealed notes say: days, states and decisions as words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.casework.sealed_notes.queries import NoteLine, Opening, Reviewed, Version
from alongside.domain.sealed_notes import Answer, Concern, Decided, Review
from alongside.domain.sessions import Statements
from alongside.pages.layout.when import day_of, long_date, moment, short_date

STATES = {
    "unsealed": "Made an ordinary note of a session. Those who read notes read it there.",
    "ended": "Closed. Nobody opens it here. An access request and a court may.",
}
DECIDED = {Review.KEEP: "Stays sealed", Review.UNSEAL: "Made an ordinary note", Review.END: "Closed"}
LABELS = {Concern.HARM: "Serious harm", Concern.SAFEGUARDING: "A child or an adult at risk"}


@dataclass(frozen=True)
class ShownNote:
    """A note in a list: whose it is, and what is next."""

    id: UUID
    title: str
    under: str
    is_late: bool
    news: str


@dataclass(frozen=True)
class ShownVersion:
    """A version, its statements and its decisions in words."""

    by: str
    at: datetime
    statements: Statements
    decisions: Sequence[tuple[str, str]]


def shown_lines(notes: Iterable[NoteLine], *, now: datetime) -> list[ShownNote]:
    """Return the notes as the list writes them."""
    today = day_of(now)
    return [
        ShownNote(
            id=note.id,
            title=f"Written by {note.author} on {long_date(day_of(note.written_at))}",
            under=STATES.get(note.state) or _say_next(note, now),
            is_late=note.state == "sealed" and note.review_on < today,
            news="Opened by somebody since you looked" if note.unseen else "",
        )
        for note in notes
    ]


def _say_next(note: NoteLine, now: datetime) -> str:
    kept = "Kept by you" if note.is_keeper else f"Kept by {note.keeper}"
    return f"{kept}. To be looked at again by {short_date(note.review_on, today=day_of(now))}."


def shown_versions(versions: Iterable[Version]) -> list[ShownVersion]:
    """Return the versions, the last first."""
    return [
        ShownVersion(
            one.by,
            one.at,
            one.written.statements,
            [(LABELS[concern], say_decision(decided)) for concern, decided in one.written.decisions.items()],
        )
        for one in versions
    ]


def say_decision(one: Decided) -> str:
    """Return a decision in a sentence or two."""
    if one.answer is Answer.NO or one.on is None:
        return f"No. {one.done}".strip()
    if one.answer is Answer.YES:
        return f"Yes. {one.told} was told on {long_date(one.on)}. {one.done}"
    decide = f" To be decided by {long_date(one.follow_up_on)}." if one.follow_up_on else ""
    return f"Not sure. {one.told} was asked on {long_date(one.on)}. {one.done}{decide}"


def shown_reviews(reviews: Iterable[Reviewed]) -> list[tuple[str, str, str]]:
    """Return each time it was looked at again: what was decided, why, and by whom."""
    return [
        (
            DECIDED[one.decision] + (f" until {long_date(one.review_on)}" if one.review_on else ""),
            one.because,
            f"{one.by}, {long_date(day_of(one.at))}",
        )
        for one in reviews
    ]


def shown_openings(openings: Iterable[Opening], *, now: datetime) -> list[str]:
    """Return who opened it and when, the latest first. Several times within minutes is one line."""
    return [_say_opening(one, now) for one in openings]


def _say_opening(one: Opening, now: datetime) -> str:
    times = f", {one.look.count} times" if one.look.count > 1 else ""
    return f"{one.name}, {moment(one.look.last_at, now=now)}{times}"
