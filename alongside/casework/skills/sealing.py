"""Opens and seals what is written about skills. Each row is one envelope, bound to its own row and field."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from alongside.casework.people.sealing import open_field, seal_field
from alongside.domain.assessment import Area, Voice
from alongside.domain.skills import Done, Move, Practice, Serves, Stage, Sureness, Written
from alongside.records.skills import Skill, SkillEntry, SkillExercise, SkillPractice
from alongside.vault import KeyRing

OBJECT = "skill"  # what the ledger says it was about
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Aside:
    """That a skill was put aside on a day and why, or that it was taken up again."""

    on: date
    because: str = ""


Entry = Move | Sureness | Aside | Serves


def seal_title(keys: KeyRing, row: Skill, title: str) -> None:
    """Put the title of a module into its row."""
    row.sealed_title = seal_field(keys, row.person_id, "skill", row.id, "sealed_title", title)


def open_title(keys: KeyRing, row: Skill) -> str:
    """Return the title a module had when it was begun."""
    return open_field(keys, row.person_id, "skill", row.id, "sealed_title", row.sealed_title)


def seal_entry(keys: KeyRing, row: SkillEntry, entry: Entry) -> None:
    """Put one thing of the history of a skill into its row."""
    _seal(keys, row, "skill_entry", _packed_entry(entry))


def open_entry(keys: KeyRing, row: SkillEntry) -> Entry:
    """Return what a row of the history says."""
    said, kind = _open(keys, row, "skill_entry"), row.kind
    on = date.fromisoformat(said["on"])
    if kind == "stage":
        return Move(Stage(said["stage"]), on, Voice(said["voice"]), said["words"], said["useful"])
    if kind == "sure":
        return Sureness(on, said["value"], said["words"])
    if kind == "serves":
        return Serves(on, _one(Area, said["area"]), _one(UUID, said["node"]), _one(UUID, said["goal"]))
    return Aside(on, said["because"])


def seal_done(keys: KeyRing, row: SkillExercise, done: Done) -> None:
    """Put an exercise into its row, every question beside its answer."""
    _seal(keys, row, "skill_exercise", {
        "module": done.module_id, "version": done.version, "title": done.title,
        "written": [
            {
                "key": each.key, "label": each.label, "grid": each.grid, "columns": each.columns, "rows": each.rows,
                "voice": each.voice.value, "apart": each.apart,
            }
            for each in done.written
        ],
    })  # fmt: skip


def open_done(keys: KeyRing, row: SkillExercise) -> Done:
    """Return the exercise that a row holds."""
    said = _open(keys, row, "skill_exercise")
    written = tuple(
        Written(
            each["key"], each["label"], tuple(tuple(cells) for cells in each["grid"]), tuple(each["columns"]),
            tuple(each["rows"]), Voice(each["voice"]), each["apart"],
        )
        for each in said["written"]
    )  # fmt: skip
    return Done(said["module"], row.exercise, said["version"], said["title"], written)


def seal_practice(keys: KeyRing, row: SkillPractice, practice: Practice) -> None:
    """Put one time that somebody practised into its row."""
    _seal(keys, row, "skill_practice", {
        "exercise": practice.exercise_id, "on": practice.on.isoformat(), "how": practice.how, "words": practice.words,
    })  # fmt: skip


def open_practice(keys: KeyRing, row: SkillPractice, *, module_id: str) -> Practice:
    """Return the time somebody practised that a row holds."""
    said = _open(keys, row, "skill_practice")
    on, own = date.fromisoformat(said["on"]), row.written_by_id is None
    return Practice(row.sent_id, module_id, said["exercise"], on, row.sent_at, said["how"], said["words"], own)


def kind_of(entry: Entry) -> str:
    """Return the word under which an entry is kept. One without a reason took the skill up again."""
    if isinstance(entry, Aside):
        return "aside" if entry.because else "again"
    return _KINDS[type(entry)]


_KINDS: dict[type, str] = {Move: "stage", Sureness: "sure", Serves: "serves"}


def _packed_entry(entry: Entry) -> dict[str, Any]:
    on = entry.on.isoformat()
    if isinstance(entry, Move):
        words, useful = entry.words, entry.useful
        return {"on": on, "stage": int(entry.stage), "voice": entry.voice.value, "words": words, "useful": useful}
    if isinstance(entry, Sureness):
        return {"on": on, "value": entry.value, "words": entry.words}
    if isinstance(entry, Serves):
        return {"on": on, "area": entry.area, "node": _text(entry.node_id), "goal": _text(entry.goal_id)}
    return {"on": on, "because": entry.because}


def _text(value: UUID | None) -> str:
    return str(value) if value else ""


def _one(kind: Callable[[str], T], text: str | None) -> T | None:
    return kind(text) if text else None


def _seal(keys: KeyRing, row: SkillEntry | SkillExercise | SkillPractice, table: str, value: dict[str, Any]) -> None:
    row.sealed_body = keys.seal_json(value, subject=row.person_id, table=table, row=row.id, field="sealed_body")


def _open(keys: KeyRing, row: SkillEntry | SkillExercise | SkillPractice, table: str) -> dict[str, Any]:
    body = bytes(row.sealed_body or b"")
    said: dict[str, Any] = keys.open_json(body, subject=row.person_id, table=table, row=row.id, field="sealed_body")
    return said
