"""Three made-up plans: one both agreed on and have worked with, a draft, and one that is not agreed on. Nobody in it is real."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from alongside.domain.assessment import Area
from alongside.domain.demo.maps import make_maps
from alongside.domain.plan import (
    Answers,
    Ending,
    Goal,
    Level,
    Owner,
    PersonAnswer,
    Plan,
    StaffAnswer,
    Status,
    Step,
    end_goal,
    mark_step,
    put_goal,
    put_step,
    say_level,
    set_levels,
    set_review,
)

BEGUN, CHANGED, LATELY = timedelta(days=42), timedelta(days=14), timedelta(days=2)
LEVELS = (
    "Shouting most weeks, and then nobody talks",
    "It builds up for days until I blow",
    "I say it the same day, most times",
    "I say it when it is small, and I hear the other side",
    "We sort things out before anybody raises their voice",
)


@dataclass(frozen=True, slots=True)
class PlanThen:
    """A plan as it stood on a day. answers: what both said to it, which makes a version of its own."""

    on: date
    plan: Plan
    answers: Answers | None = None


def agreed_plan(person_id: UUID, worker_id: UUID, *, today: date) -> Sequence[PlanThen]:
    """Return a plan both agreed on six weeks ago: one goal from the map with its levels, one let go, a look at it due."""
    begun, changed = today - BEGUN, today - CHANGED
    say_it, flat, gym = (uuid5(person_id, f"goal {number}") for number in range(3))
    step = _steps_of(person_id)
    wants = next(one for one in make_maps(person_id)[-1].nodes if one.words.startswith("To say it"))
    plan = Plan(begun_on=begun)
    for goal in (
        Goal(say_it, "Say it when it is small", Area.THINKING, wants.id, importance=9, confidence=5,
             target_on=today + timedelta(days=60)),
        Goal(flat, "A flat where my girl can stay over", Area.ACCOMMODATION, importance=10, confidence=4,
             target_on=today + timedelta(days=120)),
        Goal(gym, "Back to the boxing gym twice a week", Area.HEALTH, importance=6, confidence=7),
    ):  # fmt: skip
        plan = put_goal(plan, goal, today=begun)
    plan = set_levels(plan, say_it, LEVELS)
    for goal_id, one in (
        (say_it, step("List three signs that it is building up")),
        (say_it, step("Try the time-out with my brother", by_on=today + timedelta(days=5))),
        (flat, step("Fill in the housing form together")),
        (flat, step("Ring the housing office about the waiting list", holder_id=worker_id,
                    by_on=today + timedelta(days=3))),
        (flat, step("Write a letter about the back injury", who="Doctor’s surgery")),
        (gym, step("Ask what a month costs")),
    ):  # fmt: skip
        plan = put_step(plan, goal_id, one, today=begun)
    agreed = Answers(PersonAnswer.AGREES, StaffAnswer.AGREES, begun, "That is about right.")
    later = end_goal(plan, gym, Ending.LET_GO, "The gym shut in the autumn. Walking does for now.", today=changed)
    for goal_id, words, status, because in (
        (say_it, "List three signs that it is building up", Status.DONE, ""),
        (say_it, "Try the time-out with my brother", Status.DOING, ""),
        (flat, "Fill in the housing form together", Status.DONE, ""),
        (flat, "Write a letter about the back injury", Status.CANNOT_YET, "The surgery has no appointment before the new year."),
    ):  # fmt: skip
        later = mark_step(later, goal_id, _id_of(person_id, words), status, because, today=changed)
    later = say_level(later, say_it, Level.START, "I still save it up.", today=changed)
    later = set_review(later, today + timedelta(days=3), today=changed)
    lately = today - LATELY
    now = say_level(later, say_it, Level.GOAL, "Told my sister straight away on Sunday.", today=lately)
    return (
        PlanThen(begun, plan),
        PlanThen(begun, plan, agreed),
        PlanThen(changed, later),
        PlanThen(changed, later, Answers(PersonAnswer.AGREES, StaffAnswer.AGREES, changed)),
        PlanThen(lately, now),
    )


def draft_plan(person_id: UUID, worker_id: UUID, *, today: date) -> Sequence[PlanThen]:
    """Return a plan that was only begun: nobody has been asked yet whether they agree."""
    begun = today - LATELY
    goal = Goal(uuid5(person_id, "goal 0"), "Out of the flat in the day", Area.EMPLOYMENT_AND_EDUCATION, importance=8)
    plan = put_goal(Plan(begun_on=begun), goal, today=begun)
    step = _steps_of(person_id)
    plan = put_step(plan, goal.id, step("Find out what the forklift ticket costs to renew"), today=begun)
    plan = put_step(plan, goal.id, step("Ask the job centre who pays for it", holder_id=worker_id), today=begun)
    return (PlanThen(begun, plan),)


def disputed_plan(person_id: UUID, worker_id: UUID, *, today: date) -> Sequence[PlanThen]:
    """Return a plan the person does not agree with, which stays a draft with their words beside it."""
    begun = today - CHANGED
    goal = Goal(
        uuid5(person_id, "goal 0"), "See the kids on Saturdays", Area.RELATIONSHIPS, importance=10, confidence=3
    )
    plan = put_goal(Plan(begun_on=begun), goal, today=begun)
    asks = _steps_of(person_id)("Ask whether the unpaid work can move to Sunday", holder_id=worker_id)
    plan = put_step(plan, goal.id, asks, today=begun)
    words = "Asking is not the same as moving it."
    return (
        PlanThen(begun, plan),
        PlanThen(begun, plan, Answers(PersonAnswer.DOES_NOT, StaffAnswer.AGREES, begun, words)),
    )


def _steps_of(person_id: UUID) -> Callable[..., Step]:
    """Return a maker of steps of one person. Without a holder or somebody else it is the person's own."""

    def step(words: str, *, who: str = "", holder_id: UUID | None = None, by_on: date | None = None) -> Step:
        owner = Owner.PRACTITIONER if holder_id else Owner.SOMEBODY_ELSE if who else Owner.PERSON
        return Step(_id_of(person_id, words), words, owner, who, holder_id, by_on)

    return step


def _id_of(person_id: UUID, words: str) -> UUID:
    return uuid5(person_id, f"step {words}")
