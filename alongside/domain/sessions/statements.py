"""A note is a list of statements, each of one kind, so that what somebody said is never read as what somebody thinks."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LONGEST_NOTE = 50_000  # characters: some twenty pages, far more than anybody reads
MOST_STATEMENTS = 150  # three fields each, and a form may have 500


class StatementKind(StrEnum):
    """What a statement claims. A fact says where it comes from."""

    SAID = "said"
    NOTICED = "noticed"
    FACT = "fact"
    JUDGEMENT = "judgement"

    def label(self, name: str) -> str:
        """Return the words for this kind, with the person's first name where it is theirs."""
        return _LABELS[self].replace("{name}", name)


_LABELS = {
    StatementKind.SAID: "Said by {name}",
    StatementKind.NOTICED: "I noticed",
    StatementKind.FACT: "A fact",
    StatementKind.JUDGEMENT: "My judgement",
}
# What somebody writes without a thought about kinds is nearly always what they saw.
USUAL_KIND = StatementKind.NOTICED


class NoteTooLong(ValueError):
    """The note is longer than 50,000 characters or has more than 150 statements."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement. source is where it comes from, which a fact must say and any other may."""

    kind: StatementKind
    text: str
    source: str = ""

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was written at all."""
        return not (self.text or self.source)


class Part(StrEnum):
    """The two things a statement can say."""

    TEXT = "text"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Missing:
    """What a note cannot be finished without. position counts statements from 0."""

    position: int
    part: Part


Statements = tuple[Statement, ...]


def clean_statements(statements: Iterable[Statement]) -> Statements:
    """Return the statements in their order, each with one kind of line ending, without the empty ones.

    Raises NoteTooLong.
    """
    cleaned = (Statement(s.kind, clean_words(s.text), clean_words(s.source)) for s in statements)
    kept = tuple(statement for statement in cleaned if not statement.is_empty)
    if len(kept) > MOST_STATEMENTS or sum(len(s.text) + len(s.source) for s in kept) > LONGEST_NOTE:
        raise NoteTooLong
    return kept


def clean_words(text: str) -> str:
    """Return the text with one kind of line ending and nothing empty at its end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip()


def find_missing(statements: Statements) -> Missing | None:
    """Return the first thing without which a statement cannot stand in a finished note, or None."""
    for position, statement in enumerate(statements):
        if not statement.text:
            return Missing(position, Part.TEXT)
        if statement.kind is StatementKind.FACT and not statement.source:
            return Missing(position, Part.SOURCE)
    return None


def put_together(first: Statements, second: Statements) -> Statements:
    """Return both lists, one after the other. What the second repeats word for word is there once."""
    return first + tuple(statement for statement in second if statement not in first)
