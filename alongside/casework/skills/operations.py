"""What two people do with a skill. Every stage, number and saved exercise is kept beside the earlier ones."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.access.standings import day_of
from alongside.casework.audit import record
from alongside.casework.skills.keeping import OBJECT, keep_practice
from alongside.casework.skills.library import the_library
from alongside.casework.skills.loading import SkillLoaded, load_known, load_skills
from alongside.casework.skills.sealing import (
    Aside,
    Entry,
    kind_of,
    seal_done,
    seal_entry,
    seal_title,
)
from alongside.domain.skills import (
    Added,
    Done,
    Exercise,
    Grid,
    Module,
    Move,
    Practice,
    Sureness,
    Verdict,
    keep_unasked,
    look_at,
    move_on,
    write,
)
from alongside.ledger import Kind
from alongside.records.people import Person
from alongside.records.skills import Skill, SkillEntry, SkillExercise
from alongside.vault import KeyRing, open_keys


class KeptBackNow(Exception):
    """A module may not be used with this person now. verdict is for staff alone."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__("this module is kept back")
        self.verdict = verdict


class NeedsReason(ValueError):
    """A skill is put aside with a word why."""


class SavedMeanwhile(Exception):
    """Somebody saved the same exercise since it was looked at. theirs is what they wrote, saved as `number`."""

    def __init__(self, theirs: Done, number: int) -> None:
        super().__init__("the exercise was saved meanwhile")
        self.theirs, self.number = theirs, number


@dataclass(frozen=True)
class _Held:
    """The skills of a person, locked until the transaction ends."""

    granted: Granted
    keys: KeyRing
    by: Actor
    at: datetime
    skills: Mapping[str, SkillLoaded]

    @property
    def today(self) -> date:
        return day_of(self.at)

    def skill(self, module_id: str) -> SkillLoaded:
        """Return a skill that was begun. Raises NotHere."""
        if module_id not in self.skills:
            raise NotHere
        return self.skills[module_id]


def begin_skill(*, person_id: UUID, module_id: str, by: Actor, at: datetime) -> None:
    """Begin a module, or take up again one that was put aside. Sent twice it is begun once.

    Raises NotHere for a module that is not there or that nobody new can begin, and KeptBackNow.
    """
    with _hold(person_id, by, at) as held:
        there = held.skills.get(module_id)
        module = the_library().find(module_id)
        if module is None or (there is None and the_library().is_withdrawn(module_id)):
            raise NotHere
        _check_safe(held, module)
        if there is None:
            _insert_skill(held, module)
        elif there.aside:
            _add(held, there, Aside(held.today), "taken_up")


def save_exercise(
    *, person_id: UUID, module_id: str, exercise_id: str, typed: Mapping[str, Grid], seen: int, by: Actor, at: datetime
) -> int:
    """Save an exercise as far as it was done. typed has the fields that were asked for, and seen how often it had been saved
    when the page was opened. Returns how often it has been saved now; what is as it was is not saved again.

    Raises SavedMeanwhile, NotHere, KeptBackNow and what domain.skills.write does.
    """
    with _hold(person_id, by, at) as held:
        skill = held.skill(module_id)
        module, exercise = find_exercise(module_id, exercise_id)
        _check_safe(held, module)
        saved = skill.exercises.get(exercise_id)
        done = keep_unasked(write(module, exercise, typed), saved.done if saved else None, asked=typed.keys())
        if saved and _says(saved.done) == _says(done):
            return saved.number
        if saved and saved.number != seen:
            raise SavedMeanwhile(saved.done, saved.number)
        return _insert_exercise(held, skill, done, (saved.number if saved else 0) + 1)


def move_stage(*, person_id: UUID, module_id: str, move: Move, by: Actor, at: datetime) -> None:
    """Mark a stage that was reached or gone through again. Sent twice it is there once. Raises NotHere or CannotMove."""
    with _hold(person_id, by, at) as held:
        skill = held.skill(module_id)
        if move not in skill.path.moves:
            move_on(skill.path, move, today=held.today)
            _add(held, skill, move, "stage_marked")


def say_sure(*, person_id: UUID, module_id: str, said: Sureness, by: Actor, at: datetime) -> None:
    """Keep how sure the person says they are. The same said twice on a day is there once. Raises NotHere."""
    with _hold(person_id, by, at) as held:
        skill = held.skill(module_id)
        if said not in skill.sureness:
            _add(held, skill, said, "sureness_said")


def put_aside(*, person_id: UUID, module_id: str, because: str, by: Actor, at: datetime) -> None:
    """Put a skill aside with the reason. Nothing of it is lost. Raises NotHere or NeedsReason."""
    with _hold(person_id, by, at) as held:
        skill = held.skill(module_id)
        if not because.strip():
            raise NeedsReason
        if skill.aside is None:
            _add(held, skill, Aside(held.today, because.strip()), "put_aside")


def log_practice(*, person_id: UUID, practice: Practice, by: Actor, at: datetime) -> Added:
    """Keep one time that the person tried it in life. Returns what became of it. Raises NotHere or CannotLog.

    Practice of a skill that was put aside, or of a module that is not offered any more, is kept like any other.
    """
    with _hold(person_id, by, at) as held:
        skill = held.skill(practice.module_id)
        return keep_practice(skill, practice, held.granted, held.keys, by=held.by, at=held.at)


def find_exercise(module_id: str, exercise_id: str) -> tuple[Module, Exercise]:
    """Return a module and one of its exercises. Raises NotHere."""
    module = the_library().find(module_id)
    exercise = module.find(exercise_id) if module else None
    if module is None or exercise is None:
        raise NotHere
    return module, exercise


@contextmanager
def _hold(person_id: UUID, by: Actor, at: datetime) -> Iterator[_Held]:
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.SKILL, person_id=person_id, at=at)
        # Two browsers that write about the same skill at once wait for each other here.
        Person.objects.select_for_update().get(id=person_id)
        keys = open_keys([person_id])
        yield _Held(granted, keys, by, at, load_skills(person_id, keys))


def _check_safe(held: _Held, module: Module) -> None:
    """Raise KeptBackNow for a module that involves somebody close, unless nothing points to abuse either way."""
    known = load_known(held.granted, held.keys, held.skills, viewer=held.by, at=held.at)
    verdict = look_at(module, known.abuse)
    if not verdict.may_be_used:
        raise KeptBackNow(verdict)


def _says(done: Done) -> list[tuple[str, Grid]]:
    return [(each.key, each.grid) for each in done.written if not each.is_empty]


def _insert_skill(held: _Held, module: Module) -> None:
    row = Skill(
        id=uuid4(), person_id=held.granted.person_id, module=module.id, begun_by_id=held.by.id, begun_at=held.at
    )
    seal_title(held.keys, row, module.title)
    row.save(force_insert=True)
    _record(held, Kind.COLLECTION, "begun", row.id)


def _add(held: _Held, skill: SkillLoaded, entry: Entry, action: str) -> None:
    row = SkillEntry(
        id=uuid4(), person_id=held.granted.person_id, skill=skill.row, number=len(skill.history) + 1,
        kind=kind_of(entry), made_by_id=held.by.id, made_at=held.at,
    )  # fmt: skip
    seal_entry(held.keys, row, entry)
    row.save(force_insert=True)
    _record(held, Kind.ALTERATION, action, skill.row.id)


def _insert_exercise(held: _Held, skill: SkillLoaded, done: Done, number: int) -> int:
    row = SkillExercise(
        id=uuid4(), person_id=held.granted.person_id, skill=skill.row, exercise=done.exercise_id, number=number,
        saved_by_id=held.by.id, saved_at=held.at,
    )  # fmt: skip
    seal_done(held.keys, row, done)
    row.save(force_insert=True)
    _record(held, Kind.ALTERATION, "exercise_saved", skill.row.id)
    return number


def _record(held: _Held, kind: Kind, action: str, skill_id: UUID) -> None:
    record(kind, action, held.granted, by=held.by, at=held.at, object_type=OBJECT, object_id=skill_id)
