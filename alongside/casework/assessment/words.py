"""Opens and seals what each voice said."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

from alongside.domain.assessment import Said, Standing
from alongside.records.assessment import AssessmentAnswer
from alongside.vault import KeyRing

TABLE, ANSWER_TABLE = "assessment", "assessment_answer"


@dataclass(frozen=True)
class TypedSaid:
    """What one voice said, in which tab it was typed and when it was sent."""

    said: Said
    tab: str
    at: datetime


def seal_voice(keys: KeyRing, row: AssessmentAnswer, said: Said, tab: str) -> bytes:
    """Return the envelope of what a voice said."""
    return keys.seal_json(_packed(said) | {"tab": tab}, field="sealed_body", **_place_of(row))


def open_voice(keys: KeyRing, row: AssessmentAnswer) -> TypedSaid:
    """Return what a voice said, as it was last saved."""
    if row.sealed_body is None:
        return TypedSaid(Said(), "", row.saved_at)
    opened = keys.open_json(bytes(row.sealed_body), field="sealed_body", **_place_of(row))
    return TypedSaid(_unpacked(opened), opened["tab"], row.saved_at)


def seal_other(keys: KeyRing, row: AssessmentAnswer, other: TypedSaid) -> bytes:
    """Return the envelope of what was sent beside it."""
    value = _packed(other.said) | {"tab": other.tab, "at": other.at.isoformat()}
    return keys.seal_json(value, field="sealed_other", **_place_of(row))


def open_other(keys: KeyRing, row: AssessmentAnswer) -> TypedSaid | None:
    """Return what was sent beside it and nobody has chosen about, or None."""
    if row.sealed_other is None:
        return None
    opened = keys.open_json(bytes(row.sealed_other), field="sealed_other", **_place_of(row))
    return TypedSaid(_unpacked(opened), opened["tab"], datetime.fromisoformat(opened["at"]))


def digest(said: Said) -> str:
    """Return a short mark of a text, by which a form says which one it was shown. It is on the page beside the text."""
    return hashlib.sha256(json.dumps(_packed(said), sort_keys=True).encode()).hexdigest()[:12]


def _packed(said: Said) -> dict[str, Any]:
    return {
        "options": list(said.options),
        "words": said.words,
        "source": said.source,
        "standing": said.standing.value if said.standing else "",
        "apart": said.apart,
    }


def _unpacked(opened: dict[str, Any]) -> Said:
    standing = Standing(opened["standing"]) if opened["standing"] else None
    return Said(tuple(opened["options"]), opened["words"], opened["source"], standing, opened["apart"])


class _Place(TypedDict):
    subject: UUID
    table: str
    row: UUID


def _place_of(row: AssessmentAnswer) -> _Place:
    return {"subject": row.person_id, "table": ANSWER_TABLE, "row": row.id}
