"""What both say to a plan, and whether it is still the plan they said it to."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.domain.agreeing import NothingToAgreeOn, PersonAnswer, StaffAnswer, check_reason, is_agreed
from alongside.domain.plan.goals import Goal, Plan, Step


class Standing(StrEnum):
    """Whether a plan is agreed on. Anything else is a draft, and says so on paper."""

    EMPTY = "empty"
    DRAFT = "draft"
    NOT_AGREED = "not_agreed"
    CHANGED = "changed"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Answers:
    """What both said to a plan on a day, and the words beside it."""

    person: PersonAnswer
    staff: StaffAnswer
    on: date
    person_words: str = ""
    staff_reason: str = ""

    @property
    def is_agreed(self) -> bool:
        """Return whether both agree."""
        return is_agreed(self.person, self.staff)


def check_answers(plan: Plan, answers: Answers) -> None:
    """Raise NothingToAgreeOn without a goal, or NeedsReason where staff have to say why."""
    if not (plan.going or plan.later):
        raise NothingToAgreeOn
    check_reason(answers.person, answers.staff, staff_reason=answers.staff_reason)


def standing_of(plan: Plan, answers: Answers | None, answered: Plan | None) -> Standing:
    """Return how a plan stands. answers are the last that were given, and answered is the plan they were given to.

    What a step has come to, what matters how much and when it is looked at again may change without asking anew. What
    is wanted, who does what and by when may not.
    """
    if not plan.goals:
        return Standing.EMPTY
    if answers is None or answered is None:
        return Standing.DRAFT
    if not answers.is_agreed:
        return Standing.NOT_AGREED
    return Standing.AGREED if _essence(plan) == _essence(answered) else Standing.CHANGED


def _essence(plan: Plan) -> list[tuple[object, ...]]:
    return [_of_goal(goal) for goal in plan.goals]


def _of_goal(goal: Goal) -> tuple[object, ...]:
    steps = tuple(_of_step(step) for step in goal.steps)
    return (goal.id, goal.words, goal.is_later, goal.target_on, goal.levels, steps)


def _of_step(step: Step) -> tuple[object, ...]:
    return (step.id, step.words, step.owner, step.who, step.holder_id, step.by_on)
