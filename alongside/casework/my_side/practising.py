"""What the person practises between two meetings, and what they say of it themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.actors import actor_for_capability
from alongside.access.gates import NotHere
from alongside.access.readers import Readers, find_readers
from alongside.casework.audit import record_opened
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.entering import enter
from alongside.casework.skills.keeping import keep_practice
from alongside.casework.skills.library import the_library
from alongside.casework.skills.loading import SkillLoaded, load_skills
from alongside.casework.skills.sealing import OBJECT
from alongside.domain.skills import Added, Module, Practice
from alongside.records.people import Person
from alongside.vault import open_keys


@dataclass(frozen=True, slots=True)
class ToTry:
    """An exercise that was done together, and what was agreed to try until the next meeting."""

    exercise_id: str
    title: str
    task: str


@dataclass(frozen=True, slots=True)
class OwnSkill:
    """A skill the person works on, the exercise that was done last first, and every practice that was told, by day."""

    module_id: str
    title: str
    to_try: Sequence[ToTry]
    log: Sequence[Practice]


@dataclass(frozen=True)
class OwnPractice:
    """What the person practises, and who can read what they write about it."""

    skills: Sequence[OwnSkill]
    readers: Readers


def get_own_practice(*, capability: OpenCapability, at: datetime) -> OwnPractice:
    """Return what the person practises, and record the look. Raises NotHere.

    What is done with somebody close is never here, whatever is known: a page that comes and goes would tell why.
    """
    with transaction.atomic():
        granted = enter(capability, Action.READ, Item.SKILL, at=at)
        skills = load_skills(granted.person_id, open_keys([granted.person_id]))
        record_opened(granted, by=actor_for_capability(capability), at=at, object_type=OBJECT)
        return OwnPractice(list(_shown(skills)), find_readers(granted.person_id, at=at))


def log_own_practice(*, capability: OpenCapability, practice: Practice, by: Actor, at: datetime) -> Added:
    """Keep what the person wrote about one time they tried. Returns what became of it. Raises NotHere or CannotLog.

    It may come late, also for a skill that was put aside or kept back since.
    """
    with transaction.atomic():
        granted = enter(capability, Action.ANSWER, Item.SKILL, at=at)
        # A thumb that sends twice waits for itself here.
        Person.objects.select_for_update().get(id=granted.person_id)
        keys = open_keys([granted.person_id])
        skill = load_skills(granted.person_id, keys, module_id=practice.module_id).get(practice.module_id)
        if by.id != capability.id or skill is None or not _knows(skill, practice.exercise_id):
            raise NotHere
        return keep_practice(skill, practice, granted, keys, by=by, at=at)


def _shown(skills: Mapping[str, SkillLoaded]) -> Sequence[OwnSkill]:
    found = ((skill, the_library().find(module_id)) for module_id, skill in skills.items() if not skill.aside)
    return [_own(skill, module) for skill, module in found if module and not module.involves_partner]


def _own(skill: SkillLoaded, module: Module) -> OwnSkill:
    newest = sorted(skill.exercises.items(), key=lambda item: item[1].at, reverse=True)
    exercises = [found for exercise_id, _ in newest if (found := module.find(exercise_id))]
    return OwnSkill(module.id, skill.title, [ToTry(one.id, one.title, one.practise) for one in exercises], skill.log)


def _knows(skill: SkillLoaded, exercise_id: str) -> bool:
    """Return whether this is an exercise of the skill, or none, which means the skill as a whole."""
    module = the_library().find(skill.row.module)
    return not exercise_id or exercise_id in skill.exercises or bool(module and module.find(exercise_id))
