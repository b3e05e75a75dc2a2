"""What a plan asks two people to look at, and which step comes next. Each is a question, and none is a finding."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.domain.plan.goals import Goal, Owner, Plan, Status, Step


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to look at: what is seen, what could be asked, and where."""

    seen: str
    ask: str
    goal_id: UUID
    step_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step with the goal it is for."""

    goal: Goal
    step: Step


def next_steps(plan: Plan, *, most: int = 3) -> tuple[NextStep, ...]:
    """Return the steps that come next: of goals worked on now, those with a day first, and what is being done before the rest."""
    waiting = [NextStep(goal, step) for goal in plan.going for step in goal.steps if step.status in _NEXT]
    return tuple(sorted(waiting, key=_when))[:most]


def look_at(plan: Plan, *, working_now: Collection[UUID], today: date) -> tuple[Notice, ...]:
    """Return what is worth a look. working_now are the practitioners who work with the person, or stand in, today."""
    return tuple(notice for goal in plan.going for notice in _of_goal(goal, working_now, today))


def is_left_behind(step: Step, working_now: Collection[UUID]) -> bool:
    """Return whether an open step waits for a practitioner who does not work with the person any more."""
    return step.owner is Owner.PRACTITIONER and step.status.is_open and step.holder_id not in working_now


_NEXT = frozenset({Status.NOT_STARTED, Status.DOING})


def _when(one: NextStep) -> tuple[date, bool]:
    return (one.step.by_on or date.max, one.step.status is not Status.DOING)


def _of_goal(goal: Goal, working_now: Collection[UUID], today: date) -> Iterator[Notice]:
    if not goal.steps:
        yield Notice(
            f"“{goal.words}” has no step yet.", "What would be a first one, small enough for this week?", goal.id
        )
    elif not any(step.status.is_open for step in goal.steps):
        yield Notice(
            f"Every step of “{goal.words}” is settled.", "Is the goal reached, or is there a next step?", goal.id
        )
    if goal.target_on is not None and goal.target_on < today:
        yield Notice(f"The day for “{goal.words}” has gone by.", "Does it need another day, or another goal?", goal.id)
    for step in goal.steps:
        yield from _of_step(goal, step, working_now, today)


def _of_step(goal: Goal, step: Step, working_now: Collection[UUID], today: date) -> Iterator[Notice]:
    if is_left_behind(step, working_now):
        yield Notice(
            f"“{step.words}” was for somebody who does not work with you both any more.", "Who does it now?", goal.id,
            step.id,
        )  # fmt: skip
    elif step.status in _NEXT and step.by_on is not None and step.by_on < today:
        yield Notice(f"The day for “{step.words}” has gone by.", "What got in the way?", goal.id, step.id)
