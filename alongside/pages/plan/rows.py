"""A plan as its pages show it: each goal with its dots, its steps and the five levels, all in words as well."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.casework.plan.loading import say_owner
from alongside.casework.promises.loading import PromiseLine
from alongside.casework.skills.serving import Serving
from alongside.domain.plan import Goal, Level, Plan, Reached, Status, Step, is_left_behind

DOT_GAP = 14

Skills = Mapping[UUID, Sequence[Serving]]


@dataclass(frozen=True, slots=True)
class Dots:
    """A number from 0 to 10 as ten dots. Each has its place and whether it is filled."""

    number: int

    @property
    def places(self) -> list[tuple[int, bool]]:
        """Return where each dot is drawn, and whether it is filled."""
        return [(7 + at * DOT_GAP, at < self.number) for at in range(10)]


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step with who does it. is_late: its day has gone by and something is still to be done.

    has_left: it waits for a practitioner who does not work with the person any more.
    """

    step: Step
    who: str
    is_late: bool
    has_left: bool

    @property
    def status(self) -> Status:
        """Return how it stands."""
        return self.step.status


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One of the five levels: its words, whether it is the goal, and whether the person is there now."""

    level: Level
    words: str
    is_goal: bool
    is_now: bool


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal as it is shown. number is its place on the plan, counted from 1. promises were made for it or a step of it."""

    goal: Goal
    number: int
    steps: Sequence[StepRow]
    levels: Sequence[LevelRow]
    importance: Dots | None
    confidence: Dots | None
    on_the_map: str
    promises: Sequence[PromiseLine]
    skills: Sequence[Serving] = ()

    @property
    def reached(self) -> Sequence[Reached]:
        """Return where the person said they were, the last first."""
        return self.goal.reached[::-1]


def goal_rows(
    goals: Sequence[Goal], plan: Plan, *, person: str, names: Mapping[UUID, str], on_the_map: Mapping[UUID, str],
    today: date, workers: Collection[UUID], promises: Sequence[PromiseLine] = (), skills: Skills | None = None,
) -> list[GoalRow]:  # fmt: skip
    """Return the rows of these goals of a plan.

    workers work with the person today, promises were made for any of the goals, and skills serve one, by its id.
    """
    order = {goal.id: number for number, goal in enumerate((*plan.going, *plan.later, *plan.ended), start=1)}
    return [
        GoalRow(
            goal=goal,
            number=order[goal.id],
            steps=[_step(step, person, names, workers, today) for step in goal.steps],
            levels=_levels(goal),
            importance=_dots(goal.importance),
            confidence=_dots(goal.confidence),
            on_the_map=on_the_map.get(goal.node_id, "") if goal.node_id else "",
            promises=[line for line in promises if line.made_for and line.made_for.goal_id == goal.id],
            skills=(skills or {}).get(goal.id, ()),
        )
        for goal in goals
    ]


def _step(step: Step, person: str, names: Mapping[UUID, str], workers: Collection[UUID], today: date) -> StepRow:
    is_late = step.status.is_open and step.by_on is not None and step.by_on < today
    return StepRow(step, say_owner(step, person_name=person, names=names), is_late, is_left_behind(step, workers))


def _levels(goal: Goal) -> list[LevelRow]:
    now = goal.now_at
    return [
        LevelRow(level, words, is_goal=level is Level.GOAL, is_now=now is not None and now.level is level)
        for level, words in zip(Level, goal.levels, strict=False)
    ]


def _dots(number: int | None) -> Dots | None:
    return None if number is None else Dots(number)
