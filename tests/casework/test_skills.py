"""Skills: begun, done, tried in life, kept back where somebody may be hurt, and read by those who may."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.plan.operations import put_goal
from alongside.casework.skills import operations as skills
from alongside.casework.skills.operations import KeptBackNow, NeedsReason, SavedMeanwhile
from alongside.casework.skills.queries import get_exercise, get_skill, get_skills
from alongside.casework.skills.serving import list_skills_of_goals, say_what_for
from alongside.domain.assessment import Area, Voice
from alongside.domain.plan import Goal
from alongside.domain.skills import Added, CannotKeep, CannotMove, Move, Practice, Serves, Stage, Sureness
from alongside.ledger.models import Entry
from alongside.records.models import PlanVersion, Relationship, Session, Skill, SkillEntry, SkillExercise, SkillPractice
from tests.cast import START, Cast, make_cast

pytestmark = pytest.mark.django_db
TODAY, DAY = START.date(), timedelta(days=1)
GOAL = UUID(int=9)
METER, TOGETHER = "anger-meter", "time-out-together"
NOBODY = ["colleague", "excluded", "stranger", "privacy_officer", "safeguarding_lead", "evaluator", "administrator"]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def do(cast):
    """Do something, as the practitioner unless somebody else is said."""

    def done(operation, *, part="practitioner", at=START, **said):
        return operation(person_id=cast.person_id, by=actor_for(getattr(cast, part)), at=at, **said)

    return done


@pytest.fixture
def see(cast):
    def seen(query=get_skill, *, part="practitioner", at=START, **more):
        return query(person_id=cast.person_id, viewer=actor_for(getattr(cast, part)), at=at, **more)

    return seen


@pytest.fixture
def begun(do):
    do(skills.begin_skill, module_id=METER)


def meter(do, moment, *, seen=0, **more):
    return do(
        skills.save_exercise, module_id=METER, exercise_id="meter", typed={"moment": ((moment,),)} | more, seen=seen
    )


def practice(**more):
    return replace(Practice(UUID(int=1), METER, "meter", TODAY, START, 6, "On the bus"), **more)


def test_a_module_is_begun_once_and_an_exercise_that_was_interrupted_goes_on(do, see, begun):
    do(skills.begin_skill, module_id=METER)
    assert Skill.objects.count() == 1
    assert meter(do, "The bus") == 1
    page = see(get_exercise, module_id=METER, exercise_id="meter")
    assert page.saved.number == 1
    assert page.done.find("moment").grid == (("The bus",),)
    assert page.done.find("moment").label


def test_the_same_saved_twice_is_one_and_what_another_screen_saved_is_never_written_over(do, begun):
    assert (meter(do, "The bus"), meter(do, "The bus")) == (1, 1)
    with pytest.raises(SavedMeanwhile) as met:
        meter(do, "The queue")
    assert met.value.theirs.find("moment").grid == (("The bus",),)
    assert meter(do, "The queue", seen=met.value.number) == 2
    assert SkillExercise.objects.count() == 2


def test_what_a_screen_did_not_ask_for_is_kept(do, see, begun):
    meter(do, "The bus", stop_at=(("5",),))
    do(skills.save_exercise, module_id=METER, exercise_id="meter", typed={"moment": (("The queue",),)}, seen=1)
    done = see(get_exercise, module_id=METER, exercise_id="meter").done
    assert (done.find("moment").grid, done.find("stop_at").grid) == ((("The queue",),), (("5",),))


def test_what_cannot_be_kept_is_refused_and_nothing_is_saved(do, begun):
    with pytest.raises(CannotKeep):
        meter(do, "The bus", stop_at=(("11",),))
    assert not SkillExercise.objects.exists()


def test_stages_are_kept_in_order_and_only_the_person_says_that_it_was_tried_in_life(do, see, begun):
    explained = Move(Stage.EXPLAINED, TODAY, Voice.PRACTITIONER, "Said what it is for")
    for _ in range(2):
        do(skills.move_stage, module_id=METER, move=explained)
    with pytest.raises(CannotMove):
        do(skills.move_stage, module_id=METER, move=Move(Stage.IN_LIFE, TODAY, Voice.PRACTITIONER))
    do(skills.move_stage, module_id=METER, move=Move(Stage.IN_LIFE, TODAY, Voice.PERSON, "In the queue"))
    assert see(module_id=METER).skill.path.reached == {Stage.EXPLAINED, Stage.IN_LIFE}
    assert SkillEntry.objects.count() == 2


def test_how_sure_is_kept_before_and_after(do, see, begun):
    for number, at in ((3, START), (6, START + 7 * DAY)):
        do(skills.say_sure, module_id=METER, said=Sureness(at.date(), number), at=at)
    assert [one.value for one in see(module_id=METER).skill.sureness] == [3, 6]


def test_practice_sent_twice_is_there_once_and_is_looked_at_until_they_have_met(cast, do, see, begun):
    assert do(skills.log_practice, practice=practice()) is Added.KEPT
    assert do(skills.log_practice, practice=practice()) is Added.THERE_ALREADY
    assert [one.how for one in see(module_id=METER).practised] == [6]
    Session.objects.create(
        person_id=cast.person_id, relationship=Relationship.objects.first(), practitioner=cast.practitioner,
        planned_at=START + DAY, attendance="attended", created_at=START,
    )  # fmt: skip
    later = START + 2 * DAY
    assert see(module_id=METER, at=later).practised == ()
    do(skills.log_practice, practice=practice(sent_id=UUID(int=2), how=2, words=""), at=later)
    late = see(module_id=METER, at=later).practised
    assert [(one.how, one.is_late) for one in late] == [(2, True)]
    assert SkillPractice.objects.count() == 2


def test_a_skill_is_put_aside_with_a_reason_is_not_offered_meanwhile_and_can_be_taken_up(do, see, begun):
    with pytest.raises(NeedsReason):
        do(skills.put_aside, module_id=METER, because=" ")
    assert [offer.module.id for offer in see(get_skills).choices.offers] == [METER]
    do(skills.put_aside, module_id=METER, because="Work first")
    page = see(get_skills)
    assert page.skills[METER].aside.because == "Work first"
    assert METER not in [offer.module.id for offer in page.choices.offers]
    do(skills.begin_skill, module_id=METER)
    assert see(module_id=METER).skill.aside is None


def test_what_involves_somebody_close_cannot_be_begun_while_nobody_asked_both_ways(do, see):
    with pytest.raises(KeptBackNow) as kept:
        do(skills.begin_skill, module_id=TOGETHER)
    assert kept.value.verdict.route
    assert not see(module_id=TOGETHER).verdict.may_be_used
    assert not Skill.objects.exists()


def test_a_skill_that_is_kept_back_since_it_was_begun_cannot_be_done(cast, do):
    Skill.objects.create(
        person_id=cast.person_id, module=TOGETHER, begun_by=cast.practitioner, begun_at=START,
    )  # fmt: skip
    with pytest.raises(KeptBackNow):
        do(skills.save_exercise, module_id=TOGETHER, exercise_id="terms", typed={}, seen=0)


@pytest.mark.parametrize(("module_id", "exercise_id"), [("no-such", "meter"), (METER, "no-such"), ("worry", "sort")])
def test_what_is_not_there_or_not_begun_is_not_here(do, see, begun, module_id, exercise_id):
    with pytest.raises(NotHere):
        see(get_exercise, module_id=module_id, exercise_id=exercise_id)
    with pytest.raises(NotHere):
        do(skills.save_exercise, module_id=module_id, exercise_id=exercise_id, typed={}, seen=0)


@pytest.mark.parametrize("part", NOBODY)
def test_nobody_else_reads_or_writes_anything(do, see, begun, part):
    for query in (get_skills, get_skill, get_exercise):
        more = {} if query is get_skills else {"module_id": METER}
        more |= {"exercise_id": "meter"} if query is get_exercise else {}
        with pytest.raises(NotHere):
            see(query, part=part, **more)
    with pytest.raises(NotHere):
        do(skills.log_practice, part=part, practice=practice())


def test_the_supervisor_reads_and_does_not_write(do, see, begun):
    assert not see(get_skills, part="supervisor").may_write
    with pytest.raises(NotHere):
        do(skills.begin_skill, part="supervisor", module_id="worry")


def test_every_look_and_every_change_is_in_the_ledger(do, see, begun):
    before = Entry.objects.count()
    see(get_skills)
    meter(do, "The bus")
    do(skills.log_practice, practice=practice())
    assert Entry.objects.count() == before + 3
    assert {entry.action for entry in Entry.objects.all()} >= {"begun", "opened", "exercise_saved", "practice_logged"}


def test_what_a_skill_is_for_is_chosen_when_it_is_begun_changed_later_and_kept_beside(cast, do, see):
    put_goal(person_id=cast.person_id, goal=Goal(GOAL, "A calm week"), by=actor_for(cast.practitioner), at=START)
    do(skills.begin_skill, module_id=METER, serves=Serves(TODAY, Area.RELATIONSHIPS, None, GOAL))
    page = see(module_id=METER)
    assert (page.skill.serves.area, page.skill.serves.goal_id) == (Area.RELATIONSHIPS, GOAL)
    assert page.links.goals[GOAL].words == "A calm week"
    for _ in range(2):
        do(say_what_for, module_id=METER, serves=Serves(TODAY, Area.THINKING))
    assert see(module_id=METER).skill.serves.area is Area.THINKING
    assert SkillEntry.objects.filter(kind="serves").count() == 2
    do(say_what_for, module_id=METER, serves=Serves(TODAY))
    assert see(module_id=METER).skill.serves.is_empty


def test_a_skill_serves_only_what_is_there_and_what_has_gone_since_may_stay(cast, do, see, begun):
    for serves in (Serves(TODAY, None, UUID(int=5)), Serves(TODAY, None, None, UUID(int=6))):
        with pytest.raises(NotHere):
            do(say_what_for, module_id=METER, serves=serves)
    with pytest.raises(NotHere):
        do(skills.begin_skill, module_id="worry", serves=Serves(TODAY, None, None, UUID(int=6)))
    assert not Skill.objects.filter(module="worry").exists()
    put_goal(person_id=cast.person_id, goal=Goal(GOAL, "A calm week"), by=actor_for(cast.practitioner), at=START)
    do(say_what_for, module_id=METER, serves=Serves(TODAY, None, None, GOAL))
    PlanVersion.objects.all().delete()
    do(say_what_for, module_id=METER, serves=Serves(TODAY, Area.MONEY, None, GOAL))
    assert see(module_id=METER).skill.serves.goal_id == GOAL


def test_a_goal_has_the_skills_in_progress_that_serve_it_for_those_who_may_read_them(cast, do, see, begun):
    put_goal(person_id=cast.person_id, goal=Goal(GOAL, "A calm week"), by=actor_for(cast.practitioner), at=START)
    assert see(list_skills_of_goals) == {}
    do(say_what_for, module_id=METER, serves=Serves(TODAY, None, None, GOAL))
    assert [one.module_id for one in see(list_skills_of_goals)[GOAL]] == [METER]
    with pytest.raises(NotHere):
        see(list_skills_of_goals, part="stranger")
    do(skills.put_aside, module_id=METER, because="Work first")
    assert see(list_skills_of_goals) == {}
