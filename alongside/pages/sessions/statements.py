"""A note as a form: one statement is open to be written, the others read as text and travel along, hidden."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

from alongside.domain.sessions import (
    USUAL_KIND,
    Missing,
    Part,
    Statement,
    StatementKind,
    Statements,
    clean_words,
)

NAME = re.compile(r"text-(\d{1,4})")
NEW = "new"
ERRORS = {
    Part.TEXT: "Write the statement, or clear where it comes from",
    Part.SOURCE: "Say where this fact comes from, or choose another kind",
}


@dataclass(frozen=True)
class StatementRow:
    """One statement of the form. error is about the part that lacks something."""

    index: int
    statement: Statement
    label: str
    kinds: tuple[tuple[str, str], ...]
    is_open: bool = False
    error: str = ""
    error_part: str = ""

    @property
    def number(self) -> int:
        """Return its place for people, who count from 1."""
        return self.index + 1

    @property
    def needs_source(self) -> bool:
        """Return whether this is a fact that does not say where it comes from yet."""
        return self.statement.kind is StatementKind.FACT and not self.statement.source


def read_posted(posted: QueryDict) -> Statements:
    """Return every statement of a form in its order, empty ones too. A kind that is not known becomes the usual one."""
    return tuple(
        Statement(_kind(posted.get(f"kind-{i}", "")), posted.get(f"text-{i}", ""), posted.get(f"source-{i}", ""))
        for i in _indexes(posted)
    )


def read_open(posted: QueryDict) -> str:
    """Return which statement is to be opened next, as it will be numbered once the empty ones are gone."""
    asked = posted.get("open", "")
    indexes, written = _indexes(posted), [not is_blank(s) for s in read_posted(posted)]
    if asked.isdecimal() and int(asked) in indexes:
        return str(sum(written[: indexes.index(int(asked))]))
    return str(sum(written)) if asked == NEW else ""


def statement_rows(
    statements: Statements, *, name: str, asked: str = "", missing: Missing | None = None, error: str = ""
) -> list[StatementRow]:
    """Return the rows of the form. Without a wish the last statement is open, and a new one where there is none.

    error is said at the open one's words; missing opens the statement that lacks something and says what.
    """
    shown = [s for s in statements if not is_blank(s)]
    opened = int(asked) if asked.isdecimal() else max(len(shown) - 1, 0)
    opened = missing.position if missing else opened
    if opened >= len(shown):
        opened = len(shown)
        shown.append(Statement(USUAL_KIND, ""))
    return list(_rows(shown, opened, name, _what_is_wrong(missing, error)))


def is_blank(statement: Statement) -> bool:
    """Return whether nothing was written in it."""
    return not (clean_words(statement.text) or clean_words(statement.source))


def _rows(shown: list[Statement], opened: int, name: str, wrong: tuple[str, str]) -> Iterator[StatementRow]:
    kinds = tuple((kind.value, kind.label(name)) for kind in StatementKind)
    for index, statement in enumerate(shown):
        is_open = index == opened
        error, part = wrong if is_open else ("", "")
        yield StatementRow(index, statement, statement.kind.label(name), kinds, is_open, error, part)


def _what_is_wrong(missing: Missing | None, error: str) -> tuple[str, str]:
    if missing:
        return ERRORS[missing.part], missing.part.value
    return (error, Part.TEXT.value) if error else ("", "")


def _indexes(posted: QueryDict) -> list[int]:
    return sorted({int(found[1]) for name in posted if (found := NAME.fullmatch(name))})


def _kind(value: str) -> StatementKind:
    return StatementKind(value) if value in list(StatementKind) else USUAL_KIND
