"""The plan as the person reads it behind their own door. It is the same plan that staff read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Item
from alongside.access.actors import actor_for_capability
from alongside.access.standings import day_of
from alongside.casework.audit import record_opened
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.entering import enter
from alongside.casework.plan.loading import holder_names, load_plan, working_now
from alongside.domain.plan import Answers, NextStep, Owner, Plan, ReviewStanding, Standing, next_steps, review_standing
from alongside.vault import open_keys

MOST = 20  # of the steps that come next. More would not be read.


@dataclass(frozen=True)
class OwnPlan:
    """A plan with what both last said to it. own and theirs come next: what the person does, and what others do.

    names has the first name of every practitioner who holds a step, working those of them who work with the person today.
    """

    plan: Plan
    standing: Standing
    answers: Answers | None
    review: ReviewStanding
    own: Sequence[NextStep]
    theirs: Sequence[NextStep]
    names: Mapping[UUID, str]
    working: frozenset[UUID]


def get_own_plan(*, capability: OpenCapability, at: datetime) -> OwnPlan:
    """Return the plan of the person, for themselves, and record the look. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.READ, Item.PLAN, at=at)
        loaded = load_plan(granted.person_id, open_keys([granted.person_id]))
        viewer = actor_for_capability(capability)
        record_opened(granted, by=viewer, at=at, object_type="plan", object_id=loaded.row.id if loaded.row else None)
        coming = next_steps(loaded.plan, most=MOST)
        workers = working_now(granted.person_id, at)
        names = holder_names([loaded.plan], workers)
        return OwnPlan(
            plan=loaded.plan,
            standing=loaded.standing,
            answers=loaded.answers,
            review=review_standing(loaded.plan, today=day_of(at)),
            own=[one for one in coming if one.step.owner is Owner.PERSON],
            theirs=[one for one in coming if one.step.owner is not Owner.PERSON],
            working=frozenset(workers),
            names={user_id: name.split(" ")[0] for user_id, name in names.items()},
        )
