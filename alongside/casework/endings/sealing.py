"""Opens and seals a version of an ending. The whole of it is one envelope."""

from datetime import date
from types import MappingProxyType
from typing import Any

from alongside.domain.endings import Beside, Door, Ended, Ending, Goodbye, Held, Letter, Reason, Step, Written
from alongside.records.endings import EndingVersion
from alongside.vault import KeyRing

TABLE, FIELD = "ending_version", "sealed_body"


def seal_ending(keys: KeyRing, row: EndingVersion, ending: Ending) -> bytes:
    """Return the envelope of an ending for this row."""
    letter = ending.letter
    value: dict[str, Any] = {
        "begun": ending.begun_on.isoformat(), "planned": _text(ending.planned_on), "was_planned": ending.was_planned,
        "steps": {
            step.value: [dict(said.words), _text(said.on), said.skipped_because] for step, said in ending.steps.items()
        },
        "letter": [letter.text, _text(letter.given_on), letter.given_how, letter.given_by],
        "beside": [[one.on.isoformat(), one.by, one.words] for one in letter.beside],
        "goodbye": _packed_goodbye(ending.goodbye), "door": _packed_door(ending.door),
        "ended": _packed_end(ending.ended),
    }  # fmt: skip
    return keys.seal_json(value, subject=row.person_id, table=TABLE, row=row.id, field=FIELD)


def open_ending(keys: KeyRing, row: EndingVersion | None) -> Ending | None:
    """Return the ending that a row holds; None for no row."""
    if row is None or row.sealed_body is None:
        return None
    said = keys.open_json(bytes(row.sealed_body), subject=row.person_id, table=TABLE, row=row.id, field=FIELD)
    text, given_on, how, by = said["letter"]
    beside = tuple(Beside(date.fromisoformat(on), who, words) for on, who, words in said["beside"])
    return Ending(
        begun_on=date.fromisoformat(said["begun"]),
        planned_on=_day(said["planned"]),
        was_planned=said["was_planned"],
        steps=MappingProxyType({Step(step): _written(*packed) for step, packed in said["steps"].items()}),
        letter=Letter(text, _day(given_on), how, by, beside),
        goodbye=_goodbye(*said["goodbye"]) if said["goodbye"] else None,
        door=_door(*said["door"]) if said["door"] else None,
        ended=_ended(*said["ended"]) if said["ended"] else None,
    )


def _written(words: dict[str, str], on: str, because: str) -> Written:
    return Written(MappingProxyType(words), _day(on), because)


def _packed_goodbye(goodbye: Goodbye | None) -> list[str] | None:
    return [goodbye.on.isoformat(), goodbye.held.value, goodbye.words] if goodbye else None


def _goodbye(on: str, held: str, words: str) -> Goodbye:
    return Goodbye(date.fromisoformat(on), Held(held), words)


def _packed_door(door: Door | None) -> list[Any] | None:
    return [door.is_open, door.words, door.on.isoformat()] if door else None


def _door(is_open: bool, words: str, on: str) -> Door:
    return Door(is_open, words, date.fromisoformat(on))


def _packed_end(ended: Ended | None) -> list[Any] | None:
    if ended is None:
        return None
    return [ended.on.isoformat(), ended.reason.value if ended.reason else "", list(ended.missed), ended.words]


def _ended(on: str, reason: str, missed: list[str], words: str) -> Ended:
    return Ended(date.fromisoformat(on), Reason(reason) if reason else None, tuple(Step(one) for one in missed), words)


def _text(on: date | None) -> str:
    return on.isoformat() if on else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
