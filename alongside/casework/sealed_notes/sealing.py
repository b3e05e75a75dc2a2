"""Opens and seals the words of a sealed note and of what was decided about it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.casework.people.sealing import open_field, seal_field
from alongside.casework.sessions.notes.words import packed, unpacked
from alongside.domain.sealed_notes import Answer, Concern, Decided, Decisions
from alongside.domain.sessions import Statements
from alongside.records.sealed_notes import SealedNoteReview, SealedNoteVersion
from alongside.vault import KeyRing

TABLE, REVIEW_TABLE = "sealed_note_version", "sealed_note_review"


@dataclass(frozen=True)
class Written:
    """What a version says: its statements, and what was decided about serious harm and safeguarding."""

    statements: Statements
    decisions: Decisions


def seal_written(keys: KeyRing, row: SealedNoteVersion, written: Written) -> None:
    """Put what was written into its row."""
    body = {"statements": packed(written.statements)} | {c.value: _pack(d) for c, d in written.decisions.items()}
    row.sealed_body = keys.seal_json(body, subject=row.person_id, table=TABLE, row=row.id, field="sealed_body")


def open_written(keys: KeyRing, row: SealedNoteVersion) -> Written:
    """Return what the row holds."""
    envelope = bytes(row.sealed_body or b"")
    body = keys.open_json(envelope, subject=row.person_id, table=TABLE, row=row.id, field="sealed_body")
    return Written(unpacked(body["statements"]), {concern: _unpack(body[concern.value]) for concern in Concern})


def seal_because(keys: KeyRing, row: SealedNoteReview, words: str) -> bytes | None:
    """Return the envelope of why a review was decided as it was."""
    return seal_field(keys, row.person_id, REVIEW_TABLE, row.id, "sealed_because", words)


def open_because(keys: KeyRing, row: SealedNoteReview) -> str:
    """Return why a review was decided as it was."""
    return open_field(keys, row.person_id, REVIEW_TABLE, row.id, "sealed_because", row.sealed_because)


def _pack(one: Decided) -> dict[str, str]:
    days = {"on": one.on, "follow_up_on": one.follow_up_on}
    said = {name: day.isoformat() if day else "" for name, day in days.items()}
    return {"answer": one.answer.value, "told": one.told, "done": one.done, **said}


def _unpack(said: dict[str, Any]) -> Decided:
    on, follow_up_on = (date.fromisoformat(said[name]) if said[name] else None for name in ("on", "follow_up_on"))
    return Decided(Answer(said["answer"]), said["told"], on, said["done"], follow_up_on)
