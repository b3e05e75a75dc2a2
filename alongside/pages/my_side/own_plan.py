"""My plan: what the person wants, in their words, whose turn it is, and what both said to it."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alongside.casework.my_side.planning import OwnPlan, get_own_plan
from alongside.domain.agreeing import PersonAnswer, StaffAnswer
from alongside.domain.my_side import page_words, say_day
from alongside.domain.plan import Ending, Goal, NextStep, Owner, ReviewState, Standing, Step, is_left_behind
from alongside.pages.layout.when import day_of
from alongside.pages.my_side.door import person_capability
from alongside.pages.my_side.showing import language, show
from alongside.pages.policy import person, request_time

PERSON_SAID = {
    PersonAnswer.AGREES: "you_agree",
    PersonAnswer.DOES_NOT: "you_do_not",
    PersonAnswer.COULD_NOT: "you_could_not",
}
ENDED = {Ending.ACHIEVED: "achieved", Ending.CHANGED: "changed_into", Ending.LET_GO: "let_go"}
STAFF_SAID = {StaffAnswer.AGREES: "they_agree", StaffAnswer.DOES_NOT: "they_do_not"}


@person
@require_safe
def my_plan(request: HttpRequest) -> HttpResponse:
    """Show the plan to the person. They change it together, when they meet."""
    at = request_time(request)
    found = get_own_plan(capability=person_capability(request), at=at)
    plan = found.plan
    context: dict[str, Any] = {
        "is_empty": not plan.goals,
        "stands": _say_standing(found),
        "person_words": found.answers.person_words if found.answers else "",
        "review": _say_review(found),
        "own": [_next(one, found) for one in found.own],
        "theirs": [_next(one, found) for one in found.theirs],
        "going": [_goal(goal, found) for goal in plan.going],
        "later": plan.later,
        "ended": [_goal(goal, found) for goal in plan.ended],
    }
    return show(request, "mine_plan", _words(day_of(at)), **context)


def _say_standing(found: OwnPlan) -> list[str]:
    """Return what both said to the plan and whether it is a draft, a sentence each."""
    answers = found.answers
    if answers is None:
        return [_words()["draft"]]
    words = _words(answers.on)
    said = [words[PERSON_SAID[answers.person]], words[STAFF_SAID[answers.staff]]]
    last = {Standing.AGREED: "agreed", Standing.CHANGED: "changed"}.get(found.standing, "not_agreed")
    return [*said, words[last]]


def _say_review(found: OwnPlan) -> str:
    """Return when both look at it again. No text while no day is set or it is paused."""
    sentences = {ReviewState.AHEAD: "review", ReviewState.DUE: "review", ReviewState.OVERDUE: "review_gone_by"}
    name = sentences.get(found.review.state)
    return _words(found.review.on)[name] if name else ""


def _goal(goal: Goal, found: OwnPlan) -> dict[str, Any]:
    """Return a goal with those of its steps that do not stand under what is next already."""
    words, now = _words(goal.target_on), goal.now_at
    above = {one.step.id for one in (*found.own, *found.theirs)}
    return {
        "goal": goal,
        "by": words["by"] if goal.target_on else "",
        "steps": [_step(step, found) for step in goal.steps if step.id not in above],
        "has_above": any(step.id in above for step in goal.steps),
        "level": _words(now.on)[f"level_{now.level.name.lower()}"] if now else "",
        "how": words[ENDED[goal.ended.how]] if goal.ended else "",
    }


def _next(one: NextStep, found: OwnPlan) -> dict[str, Any]:
    """Return a step that comes next, with the goal it is for."""
    return _step(one.step, found) | {"for_goal": one.goal.words}


def _step(step: Step, found: OwnPlan) -> dict[str, Any]:
    words = _words(step.by_on)
    is_dated = step.by_on is not None and step.status.is_open
    return {
        "step": step,
        "who": _who(step, found),
        "status": words[step.status.value],
        "by": words["by"] if is_dated else "",
        "left": words["left"] if is_left_behind(step, found.working) else "",
    }


def _who(step: Step, found: OwnPlan) -> str:
    """Return who does a step. The person is never called by their name here: others may look over a shoulder."""
    if step.owner is Owner.PERSON:
        return _words()["you"]
    if step.owner is Owner.SOMEBODY_ELSE:
        return step.who
    return found.names.get(step.holder_id, "") if step.holder_id else _words()["worker"]


def _words(day: date | None = None) -> dict[str, str]:
    return page_words("mine_plan", language=language(), day=say_day(day, language=language()) if day else "")
