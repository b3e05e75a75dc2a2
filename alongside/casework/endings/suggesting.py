"""What was written elsewhere and could stand in a step of an ending, so that nobody has to remember or type it again."""

from collections.abc import Mapping
from datetime import datetime

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, is_allowed
from alongside.casework.audit import record_opened
from alongside.casework.reintegration.queries import newest
from alongside.casework.reintegration.sealing import open_whole
from alongside.casework.skills.loading import SkillLoaded, load_skills
from alongside.casework.skills.sealing import OBJECT as SKILLS
from alongside.domain.assessment import Voice
from alongside.domain.endings import Step
from alongside.domain.skills import Stage
from alongside.vault import KeyRing

# The exercise of anger management in which people find what they notice first.
SIGNS = "signs"


def suggest(step: Step, granted: Granted, keys: KeyRing, *, viewer: Actor, at: datetime) -> Mapping[str, str]:
    """Return words for the fields of a step, as far as this viewer may read where they come from. Records what was opened."""
    if step in {Step.TAKE, Step.SIGNS} and is_allowed(viewer, Action.READ, Item.SKILL, granted, at=at):
        skills = load_skills(granted.person_id, keys).values()
        record_opened(granted, by=viewer, at=at, object_type=SKILLS)
        if step is Step.TAKE:
            return {"skills": "\n".join(one.title for one in skills if _is_tried_in_life(one))}
        return {"mine": "\n".join(line for one in skills for line in _signs_of(one))}
    if step is Step.CALL and is_allowed(viewer, Action.READ, Item.REINTEGRATION, granted, at=at):
        ties = open_whole(keys, newest(granted.person_id)).kept_ties
        record_opened(granted, by=viewer, at=at, object_type="reintegration")
        lines = (", ".join(filter(None, (tie.who, tie.reach, tie.what_for))) for tie in ties)
        return {"people": "\n".join(lines)}
    return {}


def _is_tried_in_life(skill: SkillLoaded) -> bool:
    return any(move.stage >= Stage.IN_LIFE for move in skill.path.moves)


def _signs_of(skill: SkillLoaded) -> list[str]:
    """Return what the person wrote of their early signs. What staff wrote, or keep apart, stays where it is."""
    saved = skill.exercises.get(SIGNS)
    if saved is None:
        return []
    said = (one for one in saved.done.written if one.voice is Voice.PERSON and not one.apart)
    return [f"{written.label}: {line}" for written in said for _, line in written.lines]
