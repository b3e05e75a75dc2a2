"""What two people do with a skill. Every stage, number and saved exercise is kept beside the earlier ones."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from alongside.access import Actor
from alongside.access.gates import NotHere
from alongside.casework.drafts.forms import DraftOf, about_part, clear_draft
from alongside.casework.skills.holding import Held, add_entry, hold, record_change
from alongside.casework.skills.keeping import keep_practice
from alongside.casework.skills.library import the_library
from alongside.casework.skills.loading import SkillLoaded, load_known
from alongside.casework.skills.sealing import Aside, seal_done, seal_title
from alongside.casework.skills.serving import check_links
from alongside.domain.skills import (
    Added,
    Done,
    Exercise,
    Grid,
    Module,
    Move,
    Practice,
    Serves,
    Sureness,
    Verdict,
    keep_unasked,
    look_at,
    move_on,
    write,
)
from alongside.ledger import Kind
from alongside.records.skills import Skill, SkillExercise


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


def begin_skill(*, person_id: UUID, module_id: str, by: Actor, at: datetime, serves: Serves | None = None) -> None:
    """Begin a module, or take up again one that was put aside, with what it is for. Sent twice it is begun once.

    Raises NotHere for a module or a link that is not there, or a module nobody new can begin, and KeptBackNow.
    """
    with hold(person_id=person_id, by=by, at=at) as held:
        there = held.skills.get(module_id)
        module = the_library().find(module_id)
        if module is None or (there is None and the_library().is_withdrawn(module_id)):
            raise NotHere
        _check_safe(held, module)
        if there is None:
            there = _insert_skill(held, module)
        elif there.aside:
            there = add_entry(held, there, Aside(held.today), "taken_up")
        if serves and not serves.says_the_same(there.serves):
            check_links(held, serves, there.serves)
            add_entry(held, there, serves, "serves_said")


def about_exercise(person_id: UUID, module_id: str, exercise_id: str) -> UUID:
    """Return what a draft of this exercise is about."""
    return about_part(person_id, f"{module_id}/{exercise_id}")


def save_exercise(
    *, person_id: UUID, module_id: str, exercise_id: str, typed: Mapping[str, Grid], seen: int, by: Actor, at: datetime
) -> int:
    """Save an exercise as far as it was done. typed has the fields that were asked for, and seen how often it had been saved
    when the page was opened. Returns how often it has been saved now; what is as it was is not saved again.

    Raises SavedMeanwhile, NotHere, KeptBackNow and what domain.skills.write does.
    """
    with hold(person_id=person_id, by=by, at=at) as held:
        skill = held.skill(module_id)
        module, exercise = find_exercise(module_id, exercise_id)
        _check_safe(held, module)
        saved = skill.exercises.get(exercise_id)
        done = keep_unasked(write(module, exercise, typed), saved.done if saved else None, asked=typed.keys())
        if saved and saved.number != seen and _says(saved.done) != _says(done):
            raise SavedMeanwhile(saved.done, saved.number)
        clear_draft(
            person_id=person_id, of=DraftOf.EXERCISE, about=about_exercise(person_id, module_id, exercise_id), by=by
        )
        if saved and _says(saved.done) == _says(done):
            return saved.number
        return _insert_exercise(held, skill, done, (saved.number if saved else 0) + 1)


def move_stage(*, person_id: UUID, module_id: str, move: Move, by: Actor, at: datetime) -> None:
    """Mark a stage that was reached or gone through again. Sent twice it is there once. Raises NotHere or CannotMove."""
    with hold(person_id=person_id, by=by, at=at) as held:
        skill = held.skill(module_id)
        if move not in skill.path.moves:
            move_on(skill.path, move, today=held.today)
            add_entry(held, skill, move, "stage_marked")


def say_sure(*, person_id: UUID, module_id: str, said: Sureness, by: Actor, at: datetime) -> None:
    """Keep how sure the person says they are. The same said twice on a day is there once. Raises NotHere."""
    with hold(person_id=person_id, by=by, at=at) as held:
        skill = held.skill(module_id)
        if said not in skill.sureness:
            add_entry(held, skill, said, "sureness_said")


def put_aside(*, person_id: UUID, module_id: str, because: str, by: Actor, at: datetime) -> None:
    """Put a skill aside with the reason. Nothing of it is lost. Raises NotHere or NeedsReason."""
    with hold(person_id=person_id, by=by, at=at) as held:
        skill = held.skill(module_id)
        if not because.strip():
            raise NeedsReason
        if skill.aside is None:
            add_entry(held, skill, Aside(held.today, because.strip()), "put_aside")


def log_practice(*, person_id: UUID, practice: Practice, by: Actor, at: datetime) -> Added:
    """Keep one time that the person tried it in life. Returns what became of it. Raises NotHere or CannotLog.

    Practice of a skill that was put aside, or of a module that is not offered any more, is kept like any other.
    """
    with hold(person_id=person_id, by=by, at=at) as held:
        skill = held.skill(practice.module_id)
        return keep_practice(skill, practice, held.granted, held.keys, by=held.by, at=held.at)


def find_exercise(module_id: str, exercise_id: str) -> tuple[Module, Exercise]:
    """Return a module and one of its exercises. Raises NotHere."""
    module = the_library().find(module_id)
    exercise = module.find(exercise_id) if module else None
    if module is None or exercise is None:
        raise NotHere
    return module, exercise


def _check_safe(held: Held, module: Module) -> None:
    """Raise KeptBackNow for a module that involves somebody close, unless nothing points to abuse either way."""
    known = load_known(held.granted, held.keys, held.skills, viewer=held.by, at=held.at)
    verdict = look_at(module, known.abuse)
    if not verdict.may_be_used:
        raise KeptBackNow(verdict)


def _says(done: Done) -> list[tuple[str, Grid]]:
    return [(each.key, each.grid) for each in done.written if not each.is_empty]


def _insert_skill(held: Held, module: Module) -> SkillLoaded:
    row = Skill(
        id=uuid4(), person_id=held.granted.person_id, module=module.id, begun_by_id=held.by.id, begun_at=held.at
    )
    seal_title(held.keys, row, module.title)
    row.save(force_insert=True)
    record_change(held, Kind.COLLECTION, "begun", row.id)
    return SkillLoaded(row, module.title)


def _insert_exercise(held: Held, skill: SkillLoaded, done: Done, number: int) -> int:
    row = SkillExercise(
        id=uuid4(), person_id=held.granted.person_id, skill=skill.row, exercise=done.exercise_id, number=number,
        saved_by_id=held.by.id, saved_at=held.at,
    )  # fmt: skip
    seal_done(held.keys, row, done)
    row.save(force_insert=True)
    record_change(held, Kind.ALTERATION, "exercise_saved", skill.row.id)
    return number
