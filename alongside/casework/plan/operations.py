"""What two people do to a plan. Every change is a version of its own, beside the earlier ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.access.standings import day_of
from alongside.casework.audit import record
from alongside.casework.drafts.forms import DraftOf, clear_draft
from alongside.casework.formulation.nodes import load_nodes
from alongside.casework.plan.loading import Loaded, load_plan, working_now
from alongside.casework.plan.sealing import open_plan, seal_answers, seal_plan
from alongside.domain import plan as planning
from alongside.domain.plan import Answers, Because, Ending, Goal, Level, Plan, Status, Step
from alongside.ledger import Kind
from alongside.records.people import Person
from alongside.records.plan import PlanVersion
from alongside.vault import KeyRing, open_keys

OBJECT = "plan"


class ChangedMeanwhile(Exception):
    """Somebody changed the same thing since it was looked at. theirs is how it stands now, in version `number`."""

    def __init__(self, theirs: Goal | Step | None, number: int) -> None:
        super().__init__("the plan was changed meanwhile")
        self.theirs, self.number = theirs, number


class StillThere(Exception):
    """Whoever does the step still works with the person, so nobody takes it over."""


@dataclass
class _Held:
    """A person's plan, locked until the transaction ends."""

    granted: Granted
    keys: KeyRing
    loaded: Loaded
    by: Actor
    at: datetime

    @property
    def plan(self) -> Plan:
        return self.loaded.plan

    @property
    def today(self) -> date:
        return day_of(self.at)


def put_goal(*, person_id: UUID, goal: Goal, by: Actor, at: datetime) -> int:
    """Put a goal on the plan. The same goal sent twice is one. Returns the version.

    Raises NotHere, also for a thing that is not on the map, and what planning.put_goal raises.
    """
    with _hold(person_id, by, at) as held:
        _check_node(held, goal)
        clear_draft(person_id=person_id, of=DraftOf.GOAL, about=person_id, by=by)
        return _keep(held, planning.put_goal(held.plan, goal, today=held.today), "goal_added")


def change_goal(*, person_id: UUID, goal: Goal, seen: int, by: Actor, at: datetime) -> int:
    """Change what a goal says. seen is the version that was on the screen. Returns the version.

    Raises ChangedMeanwhile, NotHere and what planning.change_goal raises.
    """
    with _hold(person_id, by, at) as held:
        _check_node(held, goal)
        changed = planning.change_goal(held.plan, goal, today=held.today)
        now, then = held.plan.find(goal.id), _seen(held, seen).find(goal.id)
        if _said(now) not in (_said(then), _said(changed.find(goal.id))):
            raise ChangedMeanwhile(now, held.loaded.number)
        return _keep(held, changed, "goal_changed")


def end_goal(*, person_id: UUID, goal_id: UUID, how: Ending, words: str, by: Actor, at: datetime) -> int:
    """End a goal with the reason. It is kept with its steps. Raises NotHere and what planning.end_goal raises."""
    with _hold(person_id, by, at) as held:
        return _keep(held, planning.end_goal(held.plan, goal_id, how, words, today=held.today), "goal_ended")


def take_up_again(*, person_id: UUID, goal_id: UUID, by: Actor, at: datetime) -> int:
    """Let a goal that ended go on. Raises NotHere or NotOnThePlan."""
    with _hold(person_id, by, at) as held:
        return _keep(held, planning.take_up_again(held.plan, goal_id), "goal_taken_up")


def take_off_goal(*, person_id: UUID, goal_id: UUID, by: Actor, at: datetime) -> int:
    """Take a goal off the draft that nobody has agreed on. Raises NotHere or AgreedAlready."""
    with _hold(person_id, by, at) as held:
        return _keep(held, planning.take_off_goal(held.plan, goal_id, agreed=held.loaded.agreed), "goal_taken_off")


def put_step(*, person_id: UUID, goal_id: UUID, step: Step, by: Actor, at: datetime) -> int:
    """Put a step to a goal. The same step sent twice is one. Raises NotHere and what planning.put_step raises."""
    with _hold(person_id, by, at) as held:
        _check_holder(held, step)
        clear_draft(person_id=person_id, of=DraftOf.STEP, about=goal_id, by=by)
        return _keep(held, planning.put_step(held.plan, goal_id, step, today=held.today), "step_added")


def change_step(*, person_id: UUID, goal_id: UUID, step: Step, seen: int, by: Actor, at: datetime) -> int:
    """Change what a step says, who does it or by when. Raises ChangedMeanwhile, NotHere and what planning.change_step raises."""
    with _hold(person_id, by, at) as held:
        _check_holder(held, step)
        changed = planning.change_step(held.plan, goal_id, step, today=held.today)
        _check_step_seen(held, goal_id, step.id, seen, changed)
        return _keep(held, changed, "step_changed")


def mark_step(
    *, person_id: UUID, goal_id: UUID, step_id: UUID, status: Status, because: str = "", seen: int, by: Actor,
    at: datetime,
) -> int:  # fmt: skip
    """Say how a step stands. Raises ChangedMeanwhile, NotHere and what planning.mark_step raises."""
    with _hold(person_id, by, at) as held:
        changed = planning.mark_step(held.plan, goal_id, step_id, status, because, today=held.today)
        _check_step_seen(held, goal_id, step_id, seen, changed)
        return _keep(held, changed, "step_marked")


def take_over_step(*, person_id: UUID, goal_id: UUID, step_id: UUID, by: Actor, at: datetime) -> int:
    """Make the step of a practitioner who has left one's own. Taking it over twice changes nothing.

    Raises NotHere for somebody who does not work with the person, StillThere, or NotOnThePlan.
    """
    with _hold(person_id, by, at) as held:
        there = _find_step(held.plan, goal_id, step_id)
        working = working_now(person_id, at)
        if by.id not in working:
            raise NotHere
        if there is not None and there.holder_id in working.keys() - {by.id}:
            raise StillThere
        return _keep(held, planning.take_over_step(held.plan, goal_id, step_id, by.id), "step_taken_over")


def take_off_step(*, person_id: UUID, goal_id: UUID, step_id: UUID, by: Actor, at: datetime) -> int:
    """Take a step off the draft that nobody has agreed on. Raises NotHere, NotOnThePlan or AgreedAlready."""
    with _hold(person_id, by, at) as held:
        agreed = held.loaded.agreed
        return _keep(held, planning.take_off_step(held.plan, goal_id, step_id, agreed=agreed), "step_taken_off")


def set_levels(*, person_id: UUID, goal_id: UUID, levels: tuple[str, ...], by: Actor, at: datetime) -> int:
    """Write the five levels of a goal. Raises NotHere and what planning.set_levels raises."""
    with _hold(person_id, by, at) as held:
        return _keep(held, planning.set_levels(held.plan, goal_id, levels), "levels_written")


def say_level(*, person_id: UUID, goal_id: UUID, level: Level, words: str, by: Actor, at: datetime) -> int:
    """Write down where the person says they are with a goal. Raises NotHere and what planning.say_level raises."""
    with _hold(person_id, by, at) as held:
        return _keep(held, planning.say_level(held.plan, goal_id, level, words, today=held.today), "level_said")


def set_review(*, person_id: UUID, on: date, by: Actor, at: datetime) -> int:
    """Set the day on which both look at the plan again. Raises NotHere or GoneBy."""
    with _hold(person_id, by, at) as held:
        return _keep(held, planning.set_review(held.plan, on, today=held.today), "review_set")


def pause_review(*, person_id: UUID, because: str, by: Actor, at: datetime) -> int:
    """Look at the plan no more for now, and say why. Raises NotHere, NeedsWords or WordsTooLong."""
    with _hold(person_id, by, at) as held:
        return _keep(held, planning.pause_review(held.plan, because), "review_paused")


def look_again(*, person_id: UUID, words: str, next_on: date | None, by: Actor, at: datetime) -> int:
    """Write down that both looked at the plan today. Raises NotHere, NeedsWords, WordsTooLong or GoneBy."""
    with _hold(person_id, by, at) as held:
        return _keep(held, planning.look_again(held.plan, words, next_on, today=held.today), "reviewed")


def answer_plan(*, person_id: UUID, answers: Answers, seen: int, by: Actor, at: datetime) -> int:
    """Write down what both say to the plan that was on the screen. Raises ChangedMeanwhile, NotHere and what check_answers does."""
    with _hold(person_id, by, at) as held:
        planning.check_answers(held.plan, answers)
        if held.loaded.answers == answers and held.loaded.answered == held.plan:
            return held.loaded.number
        if seen != held.loaded.number:
            raise ChangedMeanwhile(None, held.loaded.number)
        return _insert(held, held.plan, "answered", answers=answers)


def start_again(*, person_id: UUID, because: Because, words: str, seen: int, by: Actor, at: datetime) -> int:
    """Begin a new plan with nothing on it, beside the earlier one. Sent twice it is done once.

    Raises ChangedMeanwhile, NotHere and what planning.start_clean raises.
    """
    with _hold(person_id, by, at) as held:
        fresh = planning.start_clean(held.plan, because, words, today=held.today)
        if seen != held.loaded.number:
            raise ChangedMeanwhile(None, held.loaded.number)
        return _insert(held, fresh, "begun_again", next_plan=True)


def go_on_with_plan(*, person_id: UUID, by: Actor, at: datetime) -> int:
    """Write down that both go on with the plan, when a clean start was offered. Raises NotHere or planning.NothingToLeave."""
    with _hold(person_id, by, at) as held:
        return _keep(held, planning.go_on(held.plan, today=held.today), "gone_on")


@contextmanager
def _hold(person_id: UUID, by: Actor, at: datetime) -> Iterator[_Held]:
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.PLAN, person_id=person_id, at=at)
        # Two browsers that change the plan at once wait for each other here.
        Person.objects.select_for_update().get(id=person_id)
        keys = open_keys([person_id])
        yield _Held(granted, keys, load_plan(person_id, keys), by, at)


def _keep(held: _Held, plan: Plan, action: str) -> int:
    """Keep a plan as the next version, unless it is as it was."""
    return held.loaded.number if plan == held.plan else _insert(held, plan, action)


def _insert(held: _Held, plan: Plan, action: str, *, answers: Answers | None = None, next_plan: bool = False) -> int:
    before, by, at = held.loaded.row, held.by, held.at
    row = PlanVersion(id=uuid4(), person_id=held.granted.person_id, made_by_id=by.id, made_at=at)
    row.number = held.loaded.number + 1
    row.plan = (before.plan if before else 1) + next_plan
    row.sealed_body = seal_plan(held.keys, row, plan if plan.begun_on else replace(plan, begun_on=held.today))
    if answers is not None:
        seal_answers(held.keys, row, answers)
    row.save(force_insert=True)
    kind = Kind.ALTERATION if before else Kind.COLLECTION
    record(kind, action, held.granted, by=by, at=at, object_type=OBJECT, object_id=row.id)
    return row.number


def _seen(held: _Held, seen: int) -> Plan:
    """Return the plan as it was in the version that was on the screen."""
    if seen == held.loaded.number:
        return held.plan
    return open_plan(held.keys, PlanVersion.objects.filter(person=held.granted.person_id, number=seen).first())


def _said(goal: Goal | None) -> tuple[object, ...] | None:
    """Return what a form about a goal says of it: its steps and levels have forms of their own."""
    if goal is None:
        return None
    return (
        goal.words, goal.area, goal.node_id, goal.is_later, goal.importance, goal.confidence, goal.target_on,
        goal.ended,
    )  # fmt: skip


def _check_step_seen(held: _Held, goal_id: UUID, step_id: UUID, seen: int, changed: Plan) -> None:
    """Raise ChangedMeanwhile when the step is not as it was on the screen, nor as it is wanted."""
    now, then, wanted = (_find_step(plan, goal_id, step_id) for plan in (held.plan, _seen(held, seen), changed))
    if now not in (then, wanted):
        raise ChangedMeanwhile(now, held.loaded.number)


def _find_step(plan: Plan, goal_id: UUID, step_id: UUID) -> Step | None:
    goal = plan.find(goal_id)
    return goal.find(step_id) if goal else None


def _check_node(held: _Held, goal: Goal) -> None:
    """Raise NotHere for a thing that is on no map of this person. One that stood there before may stay."""
    before = held.plan.find(goal.id)
    if goal.node_id is None or (before is not None and before.node_id == goal.node_id):
        return
    if goal.node_id not in load_nodes(held.granted, held.keys, viewer=held.by, at=held.at):
        raise NotHere


def _check_holder(held: _Held, step: Step) -> None:
    """Raise NotHere for a step that is given to somebody who does not work with the person."""
    held_already = {old.holder_id for goal in held.plan.goals for old in goal.steps if old.id == step.id}
    if step.holder_id is None or step.holder_id in held_already:
        return
    if step.holder_id not in working_now(held.granted.person_id, held.at):
        raise NotHere
