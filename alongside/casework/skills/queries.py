"""Skills as they are read: what may come next, one skill with its exercises and practice, and one exercise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, is_allowed, require
from alongside.casework.audit import record_opened
from alongside.casework.people.identity import Identity, load_identity
from alongside.casework.skills.library import the_library
from alongside.casework.skills.loading import (
    Saved,
    SkillLoaded,
    load_known,
    load_skills,
    practised_since,
)
from alongside.casework.skills.operations import find_exercise
from alongside.casework.skills.sealing import OBJECT
from alongside.casework.skills.serving import Links, load_links
from alongside.domain.skills import (
    Choices,
    Done,
    Exercise,
    Library,
    Module,
    Practice,
    Verdict,
    begin,
    look_at,
    what_next,
)
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True)
class SkillsPage:
    """The skills of a person, by the id of their module, what may come next, and the whole library to choose from."""

    identity: Identity
    skills: Mapping[str, SkillLoaded]
    choices: Choices
    library: Library
    may_write: bool


@dataclass(frozen=True)
class SkillPage:
    """One module, and the skill if it was begun. module is None for one that is not in the library any more.

    verdict is for staff alone. practised is what came since the two last met, and links what the skill can serve.
    """

    identity: Identity
    module: Module | None
    skill: SkillLoaded | None
    verdict: Verdict
    practised: Sequence[Practice]
    links: Links
    may_write: bool

    @property
    def may_be_done(self) -> bool:
        """Return whether an exercise of it can be done now by this reader."""
        return self.may_write and self.skill is not None and self.module is not None and self.verdict.may_be_used


@dataclass(frozen=True)
class ExercisePage:
    """One exercise of a skill that was begun. done has the words of earlier exercises while it was not saved itself."""

    page: SkillPage
    module: Module
    exercise: Exercise
    done: Done
    saved: Saved | None


def get_skills(*, person_id: UUID, viewer: Actor, at: datetime, to_write: bool = False) -> SkillsPage:
    """Return the skills of a person and what may come next. One *opened* entry. Raises NotHere."""
    with transaction.atomic():
        action = Action.WRITE if to_write else Action.READ
        granted = require(viewer, action, Item.SKILL, person_id=person_id, at=at)
        keys = open_keys([person_id])
        skills = load_skills(person_id, keys)
        known = load_known(granted, keys, skills, viewer=viewer, at=at)
        record_opened(granted, by=viewer, at=at, object_type=OBJECT)
        return SkillsPage(
            load_identity(granted, keys, viewer=viewer, at=at), skills, what_next(the_library(), known), the_library(),
            _may_write(granted, viewer, at),
        )  # fmt: skip


def get_skill(*, person_id: UUID, module_id: str, viewer: Actor, at: datetime, to_write: bool = False) -> SkillPage:
    """Return one module with the skill, if it was begun. One *opened* entry. Raises NotHere."""
    with transaction.atomic():
        action = Action.WRITE if to_write else Action.READ
        granted = require(viewer, action, Item.SKILL, person_id=person_id, at=at)
        return _open(granted, open_keys([person_id]), module_id, viewer, at)


def get_exercise(
    *, person_id: UUID, module_id: str, exercise_id: str, viewer: Actor, at: datetime, to_write: bool = False
) -> ExercisePage:
    """Return one exercise as far as it was done. One *opened* entry.

    Raises NotHere, also when the skill was not begun. While it is kept back it is read and not done.
    """
    page = get_skill(person_id=person_id, module_id=module_id, viewer=viewer, at=at, to_write=to_write)
    module, exercise = find_exercise(module_id, exercise_id)
    if page.skill is None:
        raise NotHere
    saved = page.skill.exercises.get(exercise_id)
    before = [one.done for one in page.skill.exercises.values()]
    return ExercisePage(page, module, exercise, saved.done if saved else begin(module, exercise, before=before), saved)


def _open(granted: Granted, keys: KeyRing, module_id: str, viewer: Actor, at: datetime) -> SkillPage:
    skills = load_skills(granted.person_id, keys, module_id=module_id)
    module, skill = the_library().find(module_id), skills.get(module_id)
    if skill is None and (module is None or the_library().is_withdrawn(module_id)):
        raise NotHere
    known = load_known(granted, keys, skills, viewer=viewer, at=at)
    record_opened(granted, by=viewer, at=at, object_type=OBJECT, object_id=skill.row.id if skill else None)
    return SkillPage(
        identity=load_identity(granted, keys, viewer=viewer, at=at),
        module=module,
        skill=skill,
        verdict=look_at(module, known.abuse) if module else Verdict(True),
        practised=practised_since(granted.person_id, skill) if skill else (),
        links=load_links(granted, keys, viewer=viewer, at=at),
        may_write=_may_write(granted, viewer, at),
    )


def _may_write(granted: Granted, viewer: Actor, at: datetime) -> bool:
    return is_allowed(viewer, Action.WRITE, Item.SKILL, granted, at=at)
