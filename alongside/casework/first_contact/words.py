"""Opens and seals the words of a first contact."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

from alongside.casework.people.sealing import open_field, seal_field
from alongside.domain.first_contact import Line, Outcome, Said, load_script
from alongside.domain.limits import Limit, limit_text
from alongside.domain.promises import Side
from alongside.domain.speaking import Interpreter, SpokenIn
from alongside.records.first_contact import FirstContactStep, WorkingAgreement
from alongside.vault import KeyRing

STEP, AGREEMENT = "first_contact_step", "working_agreement"


@dataclass(frozen=True)
class TabSaid:
    """What one open page sent, by whom and when. script and limits are the versions of the words that were on it."""

    said: Said
    tab: str = ""
    by: str = ""
    at: datetime | None = None
    script: str = ""
    limits: str = ""


def of_today(said: Said, tab: str, *, by: str = "", at: datetime | None = None) -> TabSaid:
    """Return what was said beside the words of today's script and limits."""
    limits = limit_text(Limit.FIRST_MEETING, language="en").version
    return TabSaid(said, tab, by, at, load_script().version, limits)


def seal_said(keys: KeyRing, row: FirstContactStep, sent: TabSaid, field: str = "sealed_body") -> bytes:
    """Return the envelope of what a page sent."""
    value: dict[str, Any] = {
        "words": dict(sent.said.words), "outcome": sent.said.outcome.value, "spoken_in": sent.said.spoken_in.value,
        "tab": sent.tab, "by": sent.by, "at": sent.at.isoformat() if sent.at else "", "script": sent.script,
        "limits": sent.limits, "interpreter": sent.said.interpreter.value,
    }  # fmt: skip
    return keys.seal_json(value, field=field, **_place_of(row))


def open_said(keys: KeyRing, row: FirstContactStep) -> TabSaid:
    """Return what was said in a step as it was last saved."""
    return _open(keys, row, row.sealed_body, "sealed_body") or TabSaid(Said())


def open_other_said(keys: KeyRing, row: FirstContactStep) -> TabSaid | None:
    """Return what another device sent and nobody has chosen about, or None."""
    return _open(keys, row, row.sealed_other, "sealed_other")


def seal_lines(keys: KeyRing, row: WorkingAgreement, lines: tuple[Line, ...]) -> bytes:
    """Return the envelope of the lines of an agreement."""
    value = [{"section": line.section, "voice": line.voice.value, "text": line.text} for line in lines]
    return keys.seal_json(value, field="sealed_body", **_place_of(row))


def open_lines_of(keys: KeyRing, row: WorkingAgreement) -> tuple[Line, ...]:
    """Return the lines of an agreement as both read them."""
    if row.sealed_body is None:
        return ()
    opened = keys.open_json(bytes(row.sealed_body), field="sealed_body", **_place_of(row))
    return tuple(Line(each["section"], Side(each["voice"]), each["text"]) for each in opened)


def seal_beside(keys: KeyRing, row: WorkingAgreement, field: str, text: str) -> bytes | None:
    """Return the envelope of what somebody said beside their answer."""
    return seal_field(keys, row.person_id, AGREEMENT, row.id, field, text)


def open_beside(keys: KeyRing, row: WorkingAgreement, field: str) -> str:
    """Return what somebody said beside their answer, or no text."""
    return open_field(keys, row.person_id, AGREEMENT, row.id, field, getattr(row, field))


def _open(keys: KeyRing, row: FirstContactStep, envelope: bytes | None, field: str) -> TabSaid | None:
    if envelope is None:
        return None
    opened = keys.open_json(bytes(envelope), field=field, **_place_of(row))
    return TabSaid(
        said=Said(
            opened["words"],
            Outcome(opened["outcome"]),
            SpokenIn(opened["spoken_in"]),
            Interpreter(opened["interpreter"]),
        ),
        tab=opened["tab"],
        by=opened["by"],
        at=datetime.fromisoformat(opened["at"]) if opened["at"] else None,
        script=opened["script"],
        limits=opened["limits"],
    )


class _Place(TypedDict):
    subject: UUID
    table: str
    row: UUID


def _place_of(row: FirstContactStep | WorkingAgreement) -> _Place:
    table = STEP if isinstance(row, FirstContactStep) else AGREEMENT
    return {"subject": row.person_id, "table": table, "row": row.id}
