"""A session as a contact entry: plain text for the official system, so that nobody types it twice.

It holds what a record of contact is for, in the order such entries have: who, when, whether they came, facts, what was
said, what was seen, what is thought of it, what was promised, when next. Nothing about how it was between the two is in
it, because nothing about that is ever handed to this function.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from alongside.domain.sessions.planning import LONDON, Attendance
from alongside.domain.sessions.statements import Statement, StatementKind

ORDER = (StatementKind.FACT, StatementKind.SAID, StatementKind.NOTICED, StatementKind.JUDGEMENT)
HEADINGS = {
    StatementKind.FACT: "Facts",
    StatementKind.SAID: "Said by {name}",
    StatementKind.NOTICED: "Observed",
    StatementKind.JUDGEMENT: "Professional judgement",
}


@dataclass(frozen=True, slots=True)
class WhenWhere:
    """A meeting's time and place."""

    starts_at: datetime
    place: str = ""


@dataclass(frozen=True, slots=True)
class Authored:
    """The statements of one finished note with who wrote them and when."""

    author: str
    written_at: datetime
    statements: Sequence[Statement]


@dataclass(frozen=True, slots=True)
class Promised:
    """What one side said in the meeting they would do."""

    who: str
    words: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Everything a contact entry says."""

    person: str
    practitioner: str
    when: WhenWhere
    ends_at: datetime
    attendance: Attendance
    absence: str = ""
    notes: Sequence[Authored] = ()
    promises: Sequence[Promised] = ()
    next_time: WhenWhere | None = None


def write_contact_entry(contact: Contact) -> str:
    """Return the entry as plain text, its parts apart by an empty line."""
    parts = [list(_facts_of(contact)), *_statements(contact)]
    if contact.promises:
        parts.append(["Promises made", *map(_promise, contact.promises)])
    parts.append([f"Next contact: {_when_where(contact.next_time) if contact.next_time else 'not planned yet'}"])
    written = [
        f"Written by {note.author}, {_day(note.written_at)}, {_clock(note.written_at)}" for note in contact.notes
    ]
    return "\n\n".join("\n".join(lines) for lines in [*parts, written] if lines) + "\n"


def _facts_of(contact: Contact) -> Iterator[str]:
    yield f"Date: {_day(contact.when.starts_at)}"
    yield f"Time: {_clock(contact.when.starts_at)} to {_clock(contact.ends_at)}"
    yield f"Kind of contact: Session{', ' + contact.when.place if contact.when.place else ''}"
    yield f"Person: {contact.person}"
    yield f"Practitioner: {contact.practitioner}"
    yield f"Attendance: {contact.attendance.label if contact.attendance.is_settled else 'not recorded yet'}"
    if contact.absence:
        yield f"What was said about it: {contact.absence}"


def _statements(contact: Contact) -> Iterator[list[str]]:
    for kind in ORDER:
        lines = [_line(s) for note in contact.notes for s in note.statements if s.kind is kind]
        if lines:
            yield [HEADINGS[kind].replace("{name}", contact.person), *lines]


def _line(statement: Statement) -> str:
    text = statement.text.replace("\n", "\n  ")
    return f"- {text} (Source: {statement.source})" if statement.source else f"- {text}"


def _promise(promised: Promised) -> str:
    by = f", by {_date(promised.due_on)}" if promised.due_on else ""
    return f"- {promised.who}: {promised.words}{by}"


def _when_where(at: WhenWhere) -> str:
    return f"{_day(at.starts_at)}, {_clock(at.starts_at)}{', ' + at.place if at.place else ''}"


def _day(at: datetime) -> str:
    return _date(at.astimezone(LONDON).date())


def _date(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def _clock(at: datetime) -> str:
    return f"{at.astimezone(LONDON):%H:%M}"
