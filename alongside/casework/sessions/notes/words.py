"""Opens and seals the words of drafts and notes."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from alongside.casework.people.sealing import open_field, seal_field
from alongside.records.sessions import Draft, Note
from alongside.vault import KeyRing

DRAFT, NOTE = "draft", "note"


@dataclass(frozen=True)
class TabText:
    """What one open tab sent, and when."""

    text: str
    tab: str
    at: datetime


def seal_body(keys: KeyRing, draft: Draft, text: str, tab: str) -> bytes:
    """Return the envelope of the words of a draft and of the tab that sent them."""
    return keys.seal_json({"text": text, "tab": tab}, field="sealed_body", **_place_of(draft))


def open_body(keys: KeyRing, draft: Draft) -> TabText:
    """Return the words of a draft as they were last saved."""
    if draft.sealed_body is None:
        return TabText("", "", draft.saved_at)
    opened = keys.open_json(bytes(draft.sealed_body), field="sealed_body", **_place_of(draft))
    return TabText(opened["text"], opened["tab"], draft.saved_at)


def seal_other(keys: KeyRing, draft: Draft, other: TabText) -> bytes:
    """Return the envelope of what another tab sent."""
    value = {"text": other.text, "tab": other.tab, "at": other.at.isoformat()}
    return keys.seal_json(value, field="sealed_other", **_place_of(draft))


def open_other(keys: KeyRing, draft: Draft) -> TabText | None:
    """Return what another tab sent and the author has not chosen about, or None."""
    if draft.sealed_other is None:
        return None
    opened = keys.open_json(bytes(draft.sealed_other), field="sealed_other", **_place_of(draft))
    return TabText(opened["text"], opened["tab"], datetime.fromisoformat(opened["at"]))


def seal_note(keys: KeyRing, note: Note, text: str) -> bytes | None:
    """Return the envelope of a finished note."""
    return seal_field(keys, note.person_id, NOTE, note.id, "sealed_body", text)


def open_note(keys: KeyRing, note: Note) -> str:
    """Return the words of a finished note."""
    return open_field(keys, note.person_id, NOTE, note.id, "sealed_body", note.sealed_body)


class _Place(TypedDict):
    subject: UUID
    table: str
    row: UUID


def _place_of(draft: Draft) -> _Place:
    return {"subject": draft.person_id, "table": DRAFT, "row": draft.id}
