"""The plan: every change a version, agreed on or honestly not, and read by those who may."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.formulation.operations import agree_on_map, put_on_map
from alongside.casework.plan import operations as plans
from alongside.casework.plan.operations import ChangedMeanwhile
from alongside.casework.plan.queries import get_history, get_plan
from alongside.casework.relationships.operations import add_co_worker
from alongside.domain.plan import (
    AgreedAlready,
    Answers,
    Because,
    Ending,
    Goal,
    Level,
    Owner,
    PersonAnswer,
    StaffAnswer,
    Standing,
    Status,
    Step,
)
from alongside.ledger.models import Entry
from alongside.records.models import PlanVersion, PowerEvent, Relationship
from tests.cast import START, Cast, make_cast
from tests.domain.made_up_maps import node

pytestmark = pytest.mark.django_db
TODAY, DAY = START.date(), timedelta(days=1)
GOAL, STEP = UUID(int=1), UUID(int=11)
NOBODY = ["colleague", "excluded", "stranger", "privacy_officer", "safeguarding_lead", "evaluator", "administrator"]
FIVE = ("It gets worse", "Where I was", "I say it the same day", "There and then", "It is easy")
YES = Answers(PersonAnswer.AGREES, StaffAnswer.AGREES, TODAY)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def do(cast, ruth):
    """Do something to the plan, as the practitioner unless somebody else is said."""

    def done(operation, *, by=None, at=START, **said):
        return operation(person_id=cast.person_id, by=by or ruth, at=at, **said)

    return done


@pytest.fixture
def see(cast):
    def seen(part="practitioner", at=START, **more):
        return get_plan(person_id=cast.person_id, viewer=actor_for(getattr(cast, part)), at=at, **more)

    return seen


@pytest.fixture
def begun(do, ruth):
    """Begin a plan: one goal with one step of the practitioner, not agreed on."""
    do(plans.put_goal, goal=Goal(GOAL, "A dry room for Ella", importance=10, target_on=TODAY + 60 * DAY))
    do(plans.put_step, goal_id=GOAL, step=Step(STEP, "Ring housing", Owner.PRACTITIONER, holder_id=ruth.id))


def test_a_plan_is_made_agreed_on_worked_on_and_stays_agreed(do, see, begun):
    assert see().standing is Standing.DRAFT
    do(plans.answer_plan, answers=YES, seen=2)
    do(plans.mark_step, goal_id=GOAL, step_id=STEP, status=Status.DONE, seen=3)
    do(plans.set_levels, goal_id=GOAL, levels=FIVE)
    page = see()
    assert page.standing is Standing.CHANGED  # the levels are part of what is agreed on
    do(plans.answer_plan, answers=YES, seen=5)
    do(plans.say_level, goal_id=GOAL, level=Level.BETTER, words="He came out")
    page = see()
    assert (page.standing, page.attainment.score, page.plan.going[0].steps[0].status) == (
        Standing.AGREED, pytest.approx(60), Status.DONE
    )  # fmt: skip


def test_every_change_is_a_version_and_the_history_tells_what_it_was(do, see, cast, ruth, begun):
    do(plans.change_goal, goal=Goal(GOAL, "A dry room"), seen=2)
    do(plans.end_goal, goal_id=GOAL, how=Ending.LET_GO, words="They moved")
    told = get_history(person_id=cast.person_id, viewer=ruth, at=START)
    assert [version.changes[0].said for version in told.versions] == ["Let go", "New words", "A step", "A goal"]
    assert see(number=2).plan.going[0].words == "A dry room for Ella"
    do(plans.take_up_again, goal_id=GOAL)
    assert see().plan.going[0].steps[0].words == "Ring housing"


def test_the_same_sent_twice_is_done_once(do, begun):
    do(plans.put_goal, goal=Goal(GOAL, "A dry room for Ella"))
    for _ in range(2):
        do(plans.mark_step, goal_id=GOAL, step_id=STEP, status=Status.DOING, seen=2)
    for _ in range(2):
        do(plans.answer_plan, answers=YES, seen=3)
    assert PlanVersion.objects.count() == 4


def test_of_two_who_change_the_same_the_second_is_told_and_two_who_change_different_things_are_not_in_the_way(
    do, see, begun
):
    do(plans.change_goal, goal=Goal(GOAL, "Theirs"), seen=2)
    do(plans.mark_step, goal_id=GOAL, step_id=STEP, status=Status.DOING, seen=2)
    with pytest.raises(ChangedMeanwhile) as met:
        do(plans.change_goal, goal=Goal(GOAL, "Mine"), seen=2)
    assert met.value.theirs.words == "Theirs"
    with pytest.raises(ChangedMeanwhile):
        do(plans.mark_step, goal_id=GOAL, step_id=STEP, status=Status.DONE, seen=2)
    with pytest.raises(ChangedMeanwhile):
        do(plans.answer_plan, answers=YES, seen=2)
    do(plans.change_goal, goal=Goal(GOAL, "Mine"), seen=met.value.number)
    assert see().plan.going[0].words == "Mine"


def test_what_the_person_does_not_agree_with_is_kept_with_their_words_and_asked_again(do, see, begun):
    no = Answers(PersonAnswer.DOES_NOT, StaffAnswer.AGREES, TODAY, person_words="That is your goal, not mine")
    do(plans.answer_plan, answers=no, seen=2)
    page = see()
    assert (page.standing, page.answers.person_words, page.agreed) == (Standing.NOT_AGREED, no.person_words, None)
    do(plans.answer_plan, answers=YES, seen=3)
    assert (see().standing, PlanVersion.objects.exclude(person_says="").count()) == (Standing.AGREED, 2)


def test_what_was_agreed_on_is_not_taken_off(do, begun):
    do(plans.answer_plan, answers=YES, seen=2)
    with pytest.raises(AgreedAlready):
        do(plans.take_off_goal, goal_id=GOAL)
    with pytest.raises(AgreedAlready):
        do(plans.take_off_step, goal_id=GOAL, step_id=STEP)
    assert PlanVersion.objects.count() == 3


def test_after_a_recall_a_clean_start_is_offered_and_the_earlier_plan_is_kept(do, see, cast, ruth, begun):
    later = START + 10 * DAY
    assert see(at=later).offers is None
    PowerEvent.objects.create(
        person_id=cast.person_id, kind="recall", happened_on=later.date(), recorded_by_id=ruth.id, recorded_at=later
    )
    assert see(at=later).offers is Because.RECALL
    for _ in range(2):
        with_it = {"because": Because.RECALL, "words": "", "at": later}
        if see(at=later).plan.goals:
            do(plans.start_again, seen=2, **with_it)
    page = see(at=later)
    assert (page.plan.goals, page.standing, page.earlier, page.offers) == ((), Standing.EMPTY, 1, None)
    assert see(at=later, number=2).plan.going[0].words == "A dry room for Ella"


def test_going_on_after_a_recall_is_a_version_and_it_is_not_asked_again(do, see, cast, ruth, begun):
    later = START + 10 * DAY
    PowerEvent.objects.create(
        person_id=cast.person_id, kind="recall", happened_on=later.date(), recorded_by_id=ruth.id, recorded_at=later
    )
    for _ in range(2):
        assert do(plans.go_on_with_plan, at=later) == 3
    page = see(at=later)
    assert (page.offers, page.plan.going[0].words, page.earlier) == (None, "A dry room for Ella", 0)


def test_a_step_of_a_worker_who_left_is_taken_over_in_one_tap_and_not_from_somebody_who_is_there(do, see, cast, begun):
    one = {"goal_id": GOAL, "step_id": STEP}
    do(plans.take_over_step, **one)
    for who in ("colleague", "cover"):
        with pytest.raises(NotHere):
            do(plans.take_over_step, by=actor_for(getattr(cast, who)), **one)
    add_co_worker(
        person_id=cast.person_id, practitioner_id=cast.colleague.id, on=START.date(), until=None, reason="",
        by=actor_for(cast.supervisor), at=START,
    )  # fmt: skip
    colin = actor_for(cast.colleague)
    with pytest.raises(plans.StillThere):
        do(plans.take_over_step, by=colin, **one)
    Relationship.objects.filter(practitioner=cast.practitioner).update(ends_on=TODAY, ended_at=START)
    for _ in range(2):
        assert do(plans.take_over_step, by=colin, **one) == 3
    assert see("colleague").notices == ()


def test_a_step_for_a_worker_who_left_is_noticed_and_nobody_else_can_be_given_one(do, see, cast, begun):
    assert see().notices == ()
    Relationship.objects.filter(practitioner=cast.practitioner).update(practitioner=cast.colleague)
    page = see("colleague")
    assert [notice.ask for notice in page.notices] == ["Who does it now?"]
    assert page.names[cast.practitioner.id] == "Ruth Adeyemi"
    colin = actor_for(cast.colleague)
    for_colin = Step(STEP, "Ring housing", Owner.PRACTITIONER, holder_id=colin.id)
    stranger = replace(for_colin, holder_id=cast.stranger.id)
    with pytest.raises(NotHere):
        do(plans.change_step, by=colin, goal_id=GOAL, step=stranger, seen=2)
    do(plans.change_step, by=colin, goal_id=GOAL, step=for_colin, seen=2)
    assert see("colleague").notices == ()


def test_whoever_stands_in_reads_and_writes_it_and_of_the_map_only_what_was_agreed_on(do, see, cast, ruth, begun):
    there = node(1)
    put_on_map(person_id=cast.person_id, node=there, by=ruth, at=START)
    do(plans.change_goal, goal=Goal(GOAL, "A dry room", node_id=there.id), seen=2)
    assert see().on_the_map == {there.id: there.words}
    cover = actor_for(cast.cover)
    assert see("cover").on_the_map == {}
    with pytest.raises(NotHere):
        do(plans.put_goal, by=cover, goal=Goal(UUID(int=3), "Work", node_id=there.id))
    do(plans.mark_step, by=cover, goal_id=GOAL, step_id=STEP, status=Status.DONE, seen=3)
    agree_on_map(person_id=cast.person_id, number=1, by=ruth, at=START)
    assert see("cover").on_the_map == {there.id: there.words}


@pytest.mark.parametrize("part", NOBODY)
def test_nobody_else_reads_or_writes_it(do, see, cast, begun, part):
    by = actor_for(getattr(cast, part))
    for refused in (
        lambda: see(part),
        lambda: get_history(person_id=cast.person_id, viewer=by, at=START),
        lambda: do(plans.put_goal, by=by, goal=Goal(UUID(int=2), "Work")),
        lambda: do(plans.answer_plan, by=by, answers=YES, seen=2),
        lambda: do(plans.start_again, by=by, because=Because.RECALL, words="", seen=2),
    ):
        with pytest.raises(NotHere):
            refused()
    assert PlanVersion.objects.count() == 2


def test_a_supervisor_reads_and_does_not_write(do, see, cast, begun):
    assert see("supervisor").may_write is False
    with pytest.raises(NotHere):
        do(plans.put_goal, by=actor_for(cast.supervisor), goal=Goal(UUID(int=2), "Work"))


def test_it_is_sealed_and_each_look_and_change_is_in_the_ledger(see, begun):
    assert b"Ella" not in bytes(PlanVersion.objects.first().sealed_body)
    see()
    assert set(Entry.objects.filter(object_type="plan").values_list("action", flat=True)) == {
        "goal_added", "step_added", "opened"
    }  # fmt: skip
