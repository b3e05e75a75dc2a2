"""A promise made for a goal or a step of the plan: it stands there, and nowhere that it does not belong."""

from datetime import timedelta
from uuid import UUID

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.plan.operations import end_goal, put_goal, put_step, start_again
from alongside.casework.plan.promising import promise_for_goal
from alongside.casework.plan.queries import get_plan
from alongside.casework.promises.loading import OnPlan
from alongside.casework.promises.queries import get_promise
from alongside.domain.plan import Because, Ending, Goal, Owner, Step
from alongside.domain.promises import DayHasPassed, Side
from alongside.records.models import Promise
from tests.cast import START, Cast, make_cast

pytestmark = pytest.mark.django_db
TODAY, DAY = START.date(), timedelta(days=1)
GOAL, STEP = UUID(int=1), UUID(int=2)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def about(cast):
    return {"person_id": cast.person_id, "by": actor_for(cast.practitioner), "at": START}


@pytest.fixture
def promise(about):
    put_goal(goal=Goal(GOAL, "A dry room"), **about)
    put_step(goal_id=GOAL, step=Step(STEP, "Ring housing", Owner.PERSON), **about)

    def made(**more):
        said = {"goal_id": GOAL, "step_id": STEP, "side": Side.PERSON, "words": "Ring housing", "due_on": TODAY}
        return promise_for_goal(**(said | about | more))

    return made


def on_plan(about):
    return get_plan(person_id=about["person_id"], viewer=about["by"], at=START).promises


def test_it_is_made_once_and_stands_with_its_goal(about, promise):
    made = promise()
    assert promise() == made
    (line,) = on_plan(about)
    assert (line.promise_id, line.made_for, line.when) == (made, OnPlan(GOAL, STEP), "Today")
    assert get_promise(promise_id=made, viewer=about["by"], at=START).line.made_for == OnPlan(GOAL, STEP)
    promise(step_id=None)
    assert len(on_plan(about)) == 2


@pytest.mark.parametrize("wrong", [{"goal_id": UUID(int=9)}, {"step_id": UUID(int=9)}])
def test_nothing_is_promised_for_what_is_not_on_the_plan(promise, wrong):
    with pytest.raises(NotHere):
        promise(**wrong)
    assert not Promise.objects.exists()


def test_nothing_is_promised_for_a_goal_that_has_ended_or_for_a_day_gone_by(about, promise):
    with pytest.raises(DayHasPassed):
        promise(due_on=TODAY - DAY)
    end_goal(goal_id=GOAL, how=Ending.LET_GO, words="Not now", **about)
    with pytest.raises(NotHere):
        promise()


def test_after_a_clean_start_the_promise_stays_and_does_not_stand_on_the_new_plan(about, promise):
    made = promise()
    start_again(because=Because.RECALL, words="", seen=2, **about)
    assert on_plan(about) == []
    assert get_promise(promise_id=made, viewer=about["by"], at=START).line.is_open


@pytest.mark.parametrize("who", ["supervisor", "colleague", "stranger", "excluded"])
def test_nobody_who_does_not_write_the_plan_promises_for_it(cast, promise, who):
    with pytest.raises(NotHere):
        promise(by=actor_for(getattr(cast, who)))
