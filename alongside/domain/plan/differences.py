"""What changed from one version of a plan to the next, worked out from the two, so that no history tells another story."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from alongside.domain.plan.goals import Goal, Owner, Plan, Step


@dataclass(frozen=True, slots=True)
class Difference:
    """One change: what was done, in a few words, to what. before holds what was replaced."""

    said: str
    words: str
    before: str = ""


def differences(before: Plan, after: Plan) -> tuple[Difference, ...]:
    """Return what changed between two versions of a plan."""
    return (*_of_the_whole(before, after), *_of_goals(before, after))


def _of_the_whole(before: Plan, after: Plan) -> Iterator[Difference]:
    if len(after.reviews) > len(before.reviews):
        yield Difference("Looked at together", after.reviews[-1].words)
    if after.went_on != before.went_on:
        yield Difference("Gone on with instead of a clean start", "")
    if after.review_on != before.review_on:
        yield Difference("Looked at again on", _day(after.review_on), before=_day(before.review_on))
    if after.paused_because != before.paused_because:
        said = "Looking at it again paused" if after.paused_because else "Looking at it again goes on"
        yield Difference(said, after.paused_because)


def _of_goals(before: Plan, after: Plan) -> Iterator[Difference]:
    for goal in after.goals:
        old = before.find(goal.id)
        if old is None:
            yield Difference("A goal", goal.words)
        elif old != goal:
            yield from _changes(old, goal)
            yield from _of_steps(old, goal)
    for goal in before.goals:
        if after.find(goal.id) is None:
            yield Difference("Taken off the draft", goal.words)


def _changes(old: Goal, goal: Goal) -> Iterator[Difference]:
    if old.words != goal.words:
        yield Difference("New words", goal.words, before=old.words)
    for said, was, now in _facts(old, goal):
        if was != now:
            yield Difference(f"{said} of “{goal.words}”", now, before=was)
    if old.ended != goal.ended:
        yield _ending(goal)
    if old.levels != goal.levels:
        yield Difference("How we will know", goal.words)
    if old.now_at != goal.now_at and goal.now_at is not None:
        yield Difference(f"“{goal.words}” is now at", _with_words(goal.now_at.level.label, goal.now_at.words))


def _ending(goal: Goal) -> Difference:
    if goal.ended is None:
        return Difference("Taken up again", goal.words)
    return Difference(goal.ended.how.label, _with_words(goal.words, goal.ended.words))


def _facts(old: Goal, goal: Goal) -> Iterator[tuple[str, str, str]]:
    yield "When", _when(old), _when(goal)
    yield "Target date", _day(old.target_on), _day(goal.target_on)
    yield "How much it matters", _number(old.importance), _number(goal.importance)
    yield "How sure", _number(old.confidence), _number(goal.confidence)
    yield "Area", old.area.heading if old.area else "none", goal.area.heading if goal.area else "none"
    if old.node_id != goal.node_id:
        yield "Place on the map", "linked" if old.node_id else "none", "linked to another" if goal.node_id else "none"


def _of_steps(old: Goal, goal: Goal) -> Iterator[Difference]:
    for step in goal.steps:
        was = old.find(step.id)
        if was is None:
            yield Difference("A step", step.words)
        elif was != step:
            yield from _step_changes(was, step)
    for step in old.steps:
        if goal.find(step.id) is None:
            yield Difference("A step taken off the draft", step.words)


def _step_changes(was: Step, step: Step) -> Iterator[Difference]:
    if was.words != step.words:
        yield Difference("New words of a step", step.words, before=was.words)
    if (was.status, was.because) != (step.status, step.because):
        yield Difference(f"“{step.words}”", _with_words(step.status.label, step.because), before=was.status.label)
    if was.by_on != step.by_on:
        yield Difference(f"The day for “{step.words}”", _day(step.by_on), before=_day(was.by_on))
    if was.owner is step.owner is Owner.PRACTITIONER:
        if was.holder_id != step.holder_id:
            yield Difference("In the hands of another practitioner", step.words)
    elif (was.owner, was.who) != (step.owner, step.who):
        yield Difference(f"Who does “{step.words}”", _whose(step), before=_whose(was))


def _whose(step: Step) -> str:
    return {Owner.PERSON: "the person", Owner.PRACTITIONER: "the practitioner"}.get(step.owner, step.who)


def _with_words(said: str, words: str) -> str:
    return f"{said}: {words}" if words else said


def _when(goal: Goal) -> str:
    return "later" if goal.is_later else "now"


def _number(value: int | None) -> str:
    return "not asked" if value is None else str(value)


def _day(on: date | None) -> str:
    return f"{on.day} {on:%B %Y}" if on else "no day"
