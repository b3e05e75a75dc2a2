"""Opens and seals the words of a reflection."""

from dataclasses import dataclass
from typing import TypedDict
from uuid import UUID

from alongside.casework.people.sealing import open_field, seal_field
from alongside.domain.reflections import NOTHING, Answers, clean_answers
from alongside.records.reflections import Reflection, SharedLine
from alongside.vault import KeyRing

TABLE, LINE_TABLE = "reflection", "shared_line"


@dataclass(frozen=True)
class TabAnswers:
    """What one open tab sent."""

    answers: Answers = NOTHING
    tab: str = ""


def seal_answers(keys: KeyRing, row: Reflection, sent: TabAnswers, field: str = "sealed_body") -> bytes:
    """Return the envelope of what a tab sent."""
    return keys.seal_json({"answers": list(sent.answers), "tab": sent.tab}, field=field, **_place_of(row))


def open_answers(keys: KeyRing, row: Reflection) -> TabAnswers:
    """Return the words as they were last saved."""
    return _open(keys, row, row.sealed_body, "sealed_body") or TabAnswers()


def open_other_answers(keys: KeyRing, row: Reflection) -> TabAnswers | None:
    """Return what another tab saved and the author has not seen beside these words, or None."""
    return _open(keys, row, row.sealed_other, "sealed_other")


def seal_line(keys: KeyRing, row: SharedLine, line: str) -> bytes | None:
    """Return the envelope of a shared line."""
    return seal_field(keys, row.person_id, LINE_TABLE, row.id, "sealed_line", line)


def open_line(keys: KeyRing, row: SharedLine) -> str:
    """Return a shared line."""
    return open_field(keys, row.person_id, LINE_TABLE, row.id, "sealed_line", row.sealed_line)


def _open(keys: KeyRing, row: Reflection, envelope: bytes | None, field: str) -> TabAnswers | None:
    if envelope is None:
        return None
    opened = keys.open_json(bytes(envelope), field=field, **_place_of(row))
    return TabAnswers(clean_answers(opened["answers"]), opened["tab"])


class _Place(TypedDict):
    subject: UUID
    table: str
    row: UUID


def _place_of(row: Reflection) -> _Place:
    return {"subject": row.person_id, "table": TABLE, "row": row.id}
