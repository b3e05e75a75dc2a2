"""What a skill is for: chosen by two people from what stands in the conversation, on the map and on the plan."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.casework.audit import record_opened
from alongside.casework.formulation.nodes import load_nodes
from alongside.casework.plan.loading import load_plan
from alongside.casework.skills.holding import Held, add_entry, hold
from alongside.casework.skills.loading import load_skills
from alongside.casework.skills.sealing import OBJECT
from alongside.domain.plan import Goal
from alongside.domain.skills import Serves, Stage
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True)
class Links:
    """What a skill can serve: the words on the map that the reader may read, and the goals of the plan, by their ids."""

    nodes: Mapping[UUID, str] = field(default_factory=dict)
    goals: Mapping[UUID, Goal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Serving:
    """A skill that serves a goal, and how far it has come."""

    module_id: str
    title: str
    furthest: Stage | None


def load_links(granted: Granted, keys: KeyRing, *, viewer: Actor, at: datetime) -> Links:
    """Return what a skill of this person can serve, for whoever was let into their skills."""
    nodes = load_nodes(granted, keys, viewer=viewer, at=at)
    goals = load_plan(granted.person_id, keys).plan.goals
    return Links({node.id: node.words for node in nodes.values()}, {goal.id: goal for goal in goals})


def say_what_for(*, person_id: UUID, module_id: str, serves: Serves, by: Actor, at: datetime) -> None:
    """Keep what a skill serves from now on, beside what was said before. The same again is kept once. Raises NotHere."""
    with hold(person_id=person_id, by=by, at=at) as held:
        skill = held.skill(module_id)
        check_links(held, serves, skill.serves)
        if not serves.says_the_same(skill.serves):
            add_entry(held, skill, serves, "serves_said")


def check_links(held: Held, serves: Serves, before: Serves | None) -> None:
    """Raise NotHere for a link to what is not there. What it served already may stay, whoever can read it today."""
    links = load_links(held.granted, held.keys, viewer=held.by, at=held.at)
    known = {None, *links.nodes, *links.goals, *((before.node_id, before.goal_id) if before else ())}
    if not {serves.node_id, serves.goal_id} <= known:
        raise NotHere


def list_skills_of_goals(*, person_id: UUID, viewer: Actor, at: datetime) -> Mapping[UUID, Sequence[Serving]]:
    """Return the skills in progress that serve a goal, by the id of the goal. One *opened* entry if there is any.

    Raises NotHere.
    """
    with transaction.atomic():
        granted = require(viewer, Action.READ, Item.SKILL, person_id=person_id, at=at)
        found: dict[UUID, list[Serving]] = defaultdict(list)
        for module_id, skill in load_skills(person_id, open_keys([person_id])).items():
            if skill.serves and skill.serves.goal_id and not skill.aside:
                found[skill.serves.goal_id].append(Serving(module_id, skill.title, skill.path.furthest))
        if found:
            record_opened(granted, by=viewer, at=at, object_type=OBJECT)
        return dict(found)
