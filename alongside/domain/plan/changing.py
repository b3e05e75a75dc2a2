"""What can be done to a plan. Each takes a plan and returns the next one. What was agreed is ended, and never taken away."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from alongside.domain.plan.goals import Ended, Ending, Goal, Level, Owner, Plan, Reached, Status, Step

LONGEST = 400  # characters of a goal or a step. More belongs in a note, and would not fit one page of paper.
LONGEST_LEVEL = 200
HIGHEST = 10
WITH_REASON = frozenset({Status.CANNOT_YET, Status.NOT_NEEDED})


class NeedsWords(ValueError):
    """A goal, a step or a reason without words says nothing."""


class WordsTooLong(ValueError):
    """The words are longer than a plan has room for."""


class NotOnThePlan(LookupError):
    """There is no such goal or step, or the goal has ended."""


class NeedsSomebody(ValueError):
    """A step of somebody else does not say who that is."""


class GoneBy(ValueError):
    """The day has gone by."""


class NotFromNoughtToTen(ValueError):
    """Importance and confidence are whole numbers from 0 to 10."""


class AgreedAlready(ValueError):
    """Both have agreed on it, so it is ended with a reason and not taken away."""


class NeedsFiveLevels(ValueError):
    """All five levels have words, or none has."""


class NoLevels(ValueError):
    """Nobody has written the levels of this goal yet."""


def put_goal(plan: Plan, goal: Goal, *, today: date) -> Plan:
    """Return the plan with one goal more. The same goal again changes nothing.

    Raises NeedsWords, WordsTooLong, NotFromNoughtToTen or GoneBy.
    """
    if plan.find(goal.id):
        return plan
    fresh = replace(goal, steps=(), levels=(), reached=(), ended=None)
    return replace(plan, goals=(*plan.goals, _checked(fresh, None, today)))


def change_goal(plan: Plan, goal: Goal, *, today: date) -> Plan:
    """Return the plan with what a goal says as it is given here. Its steps, levels and what was reached stay.

    Raises NotOnThePlan, NeedsWords, WordsTooLong, NotFromNoughtToTen or GoneBy.
    """
    old = require_goal(plan, goal.id)
    changed = replace(goal, steps=old.steps, levels=old.levels, reached=old.reached, ended=None)
    return _with(plan, _checked(changed, old.target_on, today))


def end_goal(plan: Plan, goal_id: UUID, how: Ending, words: str, *, today: date) -> Plan:
    """Return the plan with a goal ended. Raises NotOnThePlan, WordsTooLong, or NeedsWords unless it was achieved."""
    goal = require_goal(plan, goal_id)
    why = clean_words(words) if words.strip() or how is not Ending.ACHIEVED else ""
    return _with(plan, replace(goal, ended=Ended(how, today, why)))


def take_up_again(plan: Plan, goal_id: UUID) -> Plan:
    """Return the plan with a goal that had ended going again. Raises NotOnThePlan for one that was never there."""
    goal = plan.find(goal_id)
    if goal is None:
        raise NotOnThePlan
    return _with(plan, replace(goal, ended=None))


def take_off_goal(plan: Plan, goal_id: UUID, *, agreed: Plan | None) -> Plan:
    """Return the plan without a goal that nobody agreed on. agreed is the plan both agreed on last, if they did.

    Taking it off twice changes nothing. Raises AgreedAlready.
    """
    if agreed is not None and agreed.find(goal_id):
        raise AgreedAlready
    return replace(plan, goals=tuple(goal for goal in plan.goals if goal.id != goal_id))


def put_step(plan: Plan, goal_id: UUID, step: Step, *, today: date) -> Plan:
    """Return the plan with one step more. The same step again changes nothing.

    Raises NotOnThePlan, NeedsWords, WordsTooLong, NeedsSomebody or GoneBy.
    """
    goal = require_goal(plan, goal_id)
    if goal.find(step.id):
        return plan
    fresh = replace(step, status=Status.NOT_STARTED, because="", status_on=None)
    return _with(plan, replace(goal, steps=(*goal.steps, _checked_step(fresh, None, today))))


def change_step(plan: Plan, goal_id: UUID, step: Step, *, today: date) -> Plan:
    """Return the plan with what a step says as it is given here. How it stands stays. Raises as put_step does."""
    goal = require_goal(plan, goal_id)
    old = require_step(goal, step.id)
    changed = replace(step, status=old.status, because=old.because, status_on=old.status_on)
    return _with_step(plan, goal, _checked_step(changed, old.by_on, today))


def take_over_step(plan: Plan, goal_id: UUID, step_id: UUID, holder_id: UUID) -> Plan:
    """Return the plan with a step of a practitioner in other hands. Raises NotOnThePlan, also for a step of anybody else."""
    goal = require_goal(plan, goal_id)
    step = require_step(goal, step_id)
    if step.owner is not Owner.PRACTITIONER:
        raise NotOnThePlan
    return _with_step(plan, goal, replace(step, holder_id=holder_id))


def mark_step(plan: Plan, goal_id: UUID, step_id: UUID, status: Status, because: str, *, today: date) -> Plan:
    """Return the plan with how a step stands. Raises NotOnThePlan, WordsTooLong, or NeedsWords where a reason is asked."""
    goal = require_goal(plan, goal_id)
    step = require_step(goal, step_id)
    why = clean_words(because) if because.strip() or status in WITH_REASON else ""
    if (step.status, step.because) == (status, why):
        return plan
    return _with_step(plan, goal, replace(step, status=status, because=why, status_on=today))


def take_off_step(plan: Plan, goal_id: UUID, step_id: UUID, *, agreed: Plan | None) -> Plan:
    """Return the plan without a step that nobody agreed on. Raises NotOnThePlan or AgreedAlready."""
    goal = require_goal(plan, goal_id)
    was = agreed.find(goal_id) if agreed is not None else None
    if was is not None and was.find(step_id):
        raise AgreedAlready
    return _with(plan, replace(goal, steps=tuple(step for step in goal.steps if step.id != step_id)))


def set_levels(plan: Plan, goal_id: UUID, levels: tuple[str, ...]) -> Plan:
    """Return the plan with the five levels of a goal in words, the worst first.

    Raises NotOnThePlan, NeedsFiveLevels unless all five have words, or WordsTooLong.
    """
    goal = require_goal(plan, goal_id)
    said = tuple(" ".join(words.split()) for words in levels)
    if len(said) != len(Level) or not all(said):
        raise NeedsFiveLevels
    if any(len(words) > LONGEST_LEVEL for words in said):
        raise WordsTooLong
    return _with(plan, replace(goal, levels=said))


def say_level(plan: Plan, goal_id: UUID, level: Level, words: str, *, today: date) -> Plan:
    """Return the plan with where the person says they are today. Said again on the same day it takes the place of the first.

    Raises NotOnThePlan, NoLevels or WordsTooLong.
    """
    goal = require_goal(plan, goal_id)
    if not goal.levels:
        raise NoLevels
    said = Reached(level, today, clean_words(words) if words.strip() else "")
    earlier = tuple(reached for reached in goal.reached if reached.on != today)
    return _with(plan, replace(goal, reached=(*earlier, said)))


def require_goal(plan: Plan, goal_id: UUID) -> Goal:
    """Return a goal that has not ended. Raises NotOnThePlan."""
    goal = plan.find(goal_id)
    if goal is None or goal.ended is not None:
        raise NotOnThePlan
    return goal


def require_step(goal: Goal, step_id: UUID) -> Step:
    """Return a step of a goal. Raises NotOnThePlan."""
    step = goal.find(step_id)
    if step is None:
        raise NotOnThePlan
    return step


def check_day(wanted: date | None, before: date | None, *, today: date) -> None:
    """Raise GoneBy for a day that has gone by, unless it is the one that stood there before."""
    if wanted is not None and wanted < today and wanted != before:
        raise GoneBy


def _checked(goal: Goal, target_before: date | None, today: date) -> Goal:
    check_day(goal.target_on, target_before, today=today)
    for number in (goal.importance, goal.confidence):
        if number is not None and not 0 <= number <= HIGHEST:
            raise NotFromNoughtToTen
    return replace(goal, words=clean_words(goal.words))


def _checked_step(step: Step, by_before: date | None, today: date) -> Step:
    check_day(step.by_on, by_before, today=today)
    is_else = step.owner is Owner.SOMEBODY_ELSE
    who = " ".join(step.who.split()) if is_else else ""
    if is_else and not who:
        raise NeedsSomebody
    holder = step.holder_id if step.owner is Owner.PRACTITIONER else None
    return replace(step, words=clean_words(step.words), who=who, holder_id=holder)


def clean_words(words: str) -> str:
    """Return words without space around them and in one paragraph. Raises NeedsWords or WordsTooLong."""
    said = " ".join(words.split())
    if not said:
        raise NeedsWords
    if len(said) > LONGEST:
        raise WordsTooLong
    return said


def _with(plan: Plan, goal: Goal) -> Plan:
    return replace(plan, goals=tuple(goal if old.id == goal.id else old for old in plan.goals))


def _with_step(plan: Plan, goal: Goal, step: Step) -> Plan:
    return _with(plan, replace(goal, steps=tuple(step if old.id == step.id else old for old in goal.steps)))
