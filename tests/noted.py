"""What a tab sends of a note, for tests that only care about its words."""

from alongside.casework.sessions.notes.drafts import Typed
from alongside.domain.sessions import Statement, StatementKind, Statements


def noted(words: str, revision: int = 0, tab: str = "") -> Typed:
    """Return one statement of what was noticed, as a tab sends it."""
    return Typed((Statement(StatementKind.NOTICED, words),), revision, tab)


def words_of(statements: Statements) -> str:
    """Return the words of a note, its statements apart by an empty line."""
    return "\n\n".join(statement.text for statement in statements)
