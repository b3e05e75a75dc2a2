"""Opens and seals the words of drafts and notes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

from alongside.domain.sessions import Statement, StatementKind, Statements
from alongside.records.sessions import Draft, Note
from alongside.vault import KeyRing

DRAFT, NOTE = "draft", "note"


@dataclass(frozen=True)
class TabText:
    """What one open tab sent, and when."""

    statements: Statements
    tab: str
    at: datetime


def seal_body(keys: KeyRing, draft: Draft, statements: Statements, tab: str) -> bytes:
    """Return the envelope of the words of a draft and of the tab that sent them."""
    return keys.seal_json({"statements": packed(statements), "tab": tab}, field="sealed_body", **_place_of(draft))


def open_body(keys: KeyRing, draft: Draft) -> TabText:
    """Return the words of a draft as they were last saved."""
    if draft.sealed_body is None:
        return TabText((), "", draft.saved_at)
    opened = keys.open_json(bytes(draft.sealed_body), field="sealed_body", **_place_of(draft))
    return TabText(unpacked(opened["statements"]), opened["tab"], draft.saved_at)


def seal_other(keys: KeyRing, draft: Draft, other: TabText) -> bytes:
    """Return the envelope of what another tab sent."""
    value: dict[str, Any] = {"statements": packed(other.statements), "tab": other.tab, "at": other.at.isoformat()}
    return keys.seal_json(value, field="sealed_other", **_place_of(draft))


def open_other(keys: KeyRing, draft: Draft) -> TabText | None:
    """Return what another tab sent and the author has not chosen about, or None."""
    if draft.sealed_other is None:
        return None
    opened = keys.open_json(bytes(draft.sealed_other), field="sealed_other", **_place_of(draft))
    return TabText(unpacked(opened["statements"]), opened["tab"], datetime.fromisoformat(opened["at"]))


def seal_note(keys: KeyRing, note: Note, statements: Statements) -> bytes:
    """Return the envelope of a finished note."""
    return keys.seal_json(packed(statements), field="sealed_body", **_place_of(note))


def open_note(keys: KeyRing, note: Note) -> Statements:
    """Return the statements of a finished note."""
    if note.sealed_body is None:
        return ()
    return unpacked(keys.open_json(bytes(note.sealed_body), field="sealed_body", **_place_of(note)))


def packed(statements: Statements) -> list[Any]:
    """Return statements as they are written down, in their order."""
    return [{"kind": s.kind.value, "text": s.text, "source": s.source} for s in statements]


def unpacked(rows: list[dict[str, str]]) -> Statements:
    """Return the statements that were written down."""
    return tuple(Statement(StatementKind(row["kind"]), row["text"], row["source"]) for row in rows)


class _Place(TypedDict):
    subject: UUID
    table: str
    row: UUID


def _place_of(row: Draft | Note) -> _Place:
    return {"subject": row.person_id, "table": DRAFT if isinstance(row, Draft) else NOTE, "row": row.id}
