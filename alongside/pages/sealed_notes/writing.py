"""The statements of a sealed note as a form: every one is open to be written, and a button adds another."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from alongside.domain.sessions import (
    USUAL_KIND,
    Missing,
    Part,
    Statement,
    StatementKind,
    Statements,
)
from alongside.domain.sessions.statements import MOST_STATEMENTS
from alongside.pages.sessions.statements import ERRORS, is_blank, read_posted


@dataclass(frozen=True)
class SealedRow:
    """One statement. words_id is where the summary of errors leads when something is wrong with it."""

    index: int
    statement: Statement
    kinds: tuple[tuple[str, str], ...]
    words_id: str
    error: str = ""
    error_part: str = ""

    @property
    def number(self) -> int:
        """Return its place for people, who count from 1."""
        return self.index + 1


def read_statements(posted: QueryDict) -> Statements:
    """Return what was typed, without the statements in which nothing was."""
    return tuple(statement for statement in read_posted(posted) if not is_blank(statement))


def sealed_rows(
    statements: Sequence[Statement], *, name: str, missing: Missing | None = None, error: str = "", more: bool = False
) -> list[SealedRow]:
    """Return the rows of the form, at least one. more adds an empty one."""
    shown = list(statements)
    if (more or not shown) and len(shown) < MOST_STATEMENTS:
        shown.append(Statement(USUAL_KIND, ""))
    wrong = missing.position if missing else 0
    kinds = tuple((kind.value, kind.label(name)) for kind in StatementKind)
    said, part = (ERRORS[missing.part], missing.part) if missing else (error, Part.TEXT)
    return [
        SealedRow(
            index,
            statement,
            kinds,
            "id_text" if index == wrong else f"id_text_{index}",
            said if index == wrong else "",
            part.value if said and index == wrong else "",
        )
        for index, statement in enumerate(shown)
    ]
