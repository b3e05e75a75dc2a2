"""A promise that is made for something on the plan."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, require
from alongside.casework.plan.loading import load_plan
from alongside.casework.promises.loading import OnPlan
from alongside.casework.promises.operations import make_promise
from alongside.domain.promises import Side
from alongside.vault import open_keys


def promise_for_goal(
    *, person_id: UUID, goal_id: UUID, step_id: UUID | None, side: Side, words: str, due_on: date | None, by: Actor,
    at: datetime,
) -> UUID:  # fmt: skip
    """Keep what one side said they would do for a goal, or for one of its steps. Returns its id. Sent twice it is one.

    Raises NotHere, also for a goal that has ended or is not there, NeedsAWord, DayHasPassed or TooFarAhead.
    """
    with transaction.atomic():
        require(by, Action.WRITE, Item.PLAN, person_id=person_id, at=at)
        goal = load_plan(person_id, open_keys([person_id])).plan.find(goal_id)
        if goal is None or goal.ended is not None or (step_id is not None and goal.find(step_id) is None):
            raise NotHere
        return make_promise(
            person_id=person_id, side=side, words=words, due_on=due_on, made_for=OnPlan(goal_id, step_id), by=by, at=at
        )
