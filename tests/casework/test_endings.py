"""An ending: every change a version, a draft for those who write it, and what came another way kept with what was begun."""

from collections import Counter
from datetime import date, timedelta
from uuid import UUID

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework import audit
from alongside.casework.endings import operations as ends
from alongside.casework.endings.operations import ChangedMeanwhile
from alongside.casework.endings.queries import get_ending, get_history
from alongside.casework.people.operations import SupervisionFacts
from alongside.casework.people.supervision import add_supervision
from alongside.casework.reintegration.operations import put_tie
from alongside.casework.skills.operations import begin_skill, move_stage, save_exercise
from alongside.domain.assessment import Voice
from alongside.domain.endings import Held, Reason, Stage, Step, Timing
from alongside.domain.reintegration import Tie
from alongside.domain.skills import Move
from alongside.domain.skills import Stage as SkillStage
from alongside.ledger.models import Entry
from alongside.records.models import EndingVersion, Relationship, Supervision
from tests.cast import START, make_cast

pytestmark = pytest.mark.django_db
TODAY, DAY = START.date(), timedelta(days=1)
READERS = ["practitioner", "cover", "supervisor"]
NOBODY = ["colleague", "excluded", "stranger", "privacy_officer", "safeguarding_lead", "evaluator", "administrator"]


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def do(cast):
    def done(operation, *, part="practitioner", at=START, **said):
        return operation(person_id=cast.person_id, by=actor_for(getattr(cast, part)), at=at, **said)

    return done


@pytest.fixture
def see(cast):
    def seen(part="practitioner", at=START, **more):
        return get_ending(person_id=cast.person_id, viewer=actor_for(getattr(cast, part)), at=at, **more)

    return seen


@pytest.fixture
def begun(do):
    do(ends.begin_ending, last_day=TODAY + 60 * DAY)


def write_everything(do):
    for number, step in enumerate((one for one in Step if one.fields), start=1):
        do(ends.write_step, step=step, words={one.key: "Said" for one in step.fields}, seen=number)
    do(ends.write_letter, text="Dear Tomos", seen=6)
    do(ends.give_letter, on=TODAY, how="By hand", seen=7)
    do(ends.say_goodbye, on=TODAY, how=Held.HELD, words="", seen=8)
    do(ends.say_door, is_open=True, words="Ring the front desk", seen=9)


def test_an_ending_is_written_step_by_step_and_ends_as_planned(do, see, begun):
    write_everything(do)
    do(ends.end_as_planned, on=TODAY)
    do(ends.end_as_planned, on=TODAY)
    page = see()
    assert {page.ending.stage_of(step) for step in Step} == {Stage.DONE}
    assert (page.ending.ended.on, page.ending.letter.given_by, page.version.number) == (TODAY, "Ruth Adeyemi", 11)


def test_the_last_day_comes_from_the_supervision_and_from_the_later_one_when_there_are_two(do, see, cast):
    Supervision.objects.all().delete()
    assert (see().last_day, see().timing) == (None, Timing.NO_DAY)
    for ends_on in (TODAY + 30 * DAY, TODAY + 84 * DAY):
        do(add_supervision, facts=SupervisionFacts("order", "Order", TODAY - 300 * DAY, ends_on))
    assert (see().last_day, see().timing) == (TODAY + 84 * DAY, Timing.TIME)
    do(add_supervision, facts=SupervisionFacts("agreement", "Mentoring", TODAY, None))
    assert (see().last_day, see().timing) == (None, Timing.NO_DAY)
    do(ends.begin_ending, last_day=None)
    do(ends.set_last_day, last_day=TODAY - DAY, seen=1)
    assert see().timing is Timing.GONE_BY


def test_there_is_one_ending_at_a_time_and_another_one_when_somebody_comes_back(do, see, begun):
    do(ends.begin_ending, last_day=TODAY)
    assert (see().version.number, see().ending.planned_on) == (1, TODAY + 60 * DAY)
    said = {"reason": Reason.MOVED, "words": "No goodbye", "is_open": True, "door": "Any time"}
    for _ in range(2):
        do(ends.end_early, on=TODAY, **said)
    assert see().version.ending == 1
    do(ends.begin_ending, last_day=None)
    assert (see().version.ending, see().ending.is_going) == (2, True)
    assert EndingVersion.objects.count() == 3


def test_a_recall_after_it_was_begun_keeps_what_was_written_and_a_letter_can_follow(do, see, cast, begun):
    do(ends.write_step, step=Step.SIGNS, words={"mine": "A tight jaw"}, seen=1)
    early = {"on": TODAY, "reason": Reason.RECALL, "words": "We never looked back", "is_open": True, "door": "Once out"}
    do(ends.end_early, **early)
    page = see()
    assert page.ending.written(Step.SIGNS).words["mine"] == "A tight jaw"
    assert (Step.SIGNS in page.ending.ended.missed, Step.REVIEW in page.ending.ended.missed) == (False, True)
    do(ends.write_letter, text="Dear Tomos", seen=3)
    do(ends.give_letter, on=TODAY, how="By post to the prison", seen=4)
    do(ends.put_beside, words="It was in March")
    told = get_history(person_id=cast.person_id, viewer=actor_for(cast.practitioner), at=START)
    assert [one.changes[-1].said for one in told.versions] == [
        "Put beside the letter", "The letter was given", "The draft of the letter was changed",
        "It ended on 4 May 2026: Recalled to prison", "What I notice first", "The last day",
    ]  # fmt: skip


def test_one_that_nobody_began_is_written_down_with_a_day_long_gone_and_without_a_door_for_somebody_who_died(do, see):
    early = {"words": "He died before we met again", "is_open": False, "door": ""}
    do(ends.end_early, on=date(2020, 2, 29), reason=Reason.DIED, **early)
    ending = see().ending
    assert (ending.was_planned, ending.door, ending.ended.missed) == (False, None, tuple(Step))
    do(ends.take_up_again)
    assert see().ending.is_going


def test_a_draft_of_the_letter_is_read_by_those_who_write_it_and_the_given_one_by_all(do, see, cast, begun):
    do(ends.write_letter, text="Dear Tomos", seen=1)
    assert [see(part).ending.letter.text for part in READERS] == ["Dear Tomos", "", ""]
    do(ends.give_letter, on=TODAY, how="By hand", seen=2)
    assert {see(part).ending.letter.text for part in READERS} == {"Dear Tomos"}


def test_when_the_worker_has_left_the_next_one_goes_on_with_the_draft_and_the_history_says_whose_it_was(
    do, see, cast, begun
):
    do(ends.write_letter, text="Dear Tomos", seen=1)
    Relationship.objects.filter(practitioner=cast.practitioner).update(ends_on=TODAY)
    tomorrow = START + DAY
    Relationship.objects.create(
        person_id=cast.person_id, practitioner=cast.colleague, kind="allocated", starts_on=TODAY + DAY, created_at=START
    )
    with pytest.raises(NotHere):
        see(at=tomorrow)
    page = see("colleague", at=tomorrow)
    assert (page.ending.letter.text, page.version.by) == ("Dear Tomos", cast.practitioner.name)
    do(ends.give_letter, part="colleague", at=tomorrow, on=TODAY + DAY, how="By post", seen=2)
    assert see("colleague", at=tomorrow).ending.letter.given_by == cast.colleague.name


def test_of_two_who_change_the_same_the_second_is_told_and_others_are_not_in_the_way(do, see, begun):
    words = {"mine": "Theirs"}
    do(ends.write_step, step=Step.SIGNS, words=words, seen=1)
    do(ends.write_letter, text="Theirs", seen=1)
    do(ends.say_goodbye, on=TODAY, how=Held.NOT_YET, words="Theirs", seen=1)
    do(ends.say_door, is_open=True, words="Theirs", seen=1)
    do(ends.set_last_day, last_day=TODAY, seen=1)
    for operation, said in (
        (ends.write_step, {"step": Step.SIGNS, "words": {"mine": "Mine"}}),
        (ends.write_letter, {"text": "Mine"}),
        (ends.give_letter, {"on": TODAY, "how": "By hand"}),
        (ends.say_goodbye, {"on": TODAY, "how": Held.NOT_YET, "words": "Mine"}),
        (ends.say_door, {"is_open": False, "words": "Mine"}),
        (ends.set_last_day, {"last_day": None}),
    ):
        with pytest.raises(ChangedMeanwhile):
            do(operation, seen=1, **said)
    assert see().version.number == 6
    do(ends.write_step, step=Step.SIGNS, words=words, seen=1)
    assert see().version.number == 6


def test_those_who_work_with_the_person_write_it_and_everybody_else_near_reads_it(do, see, begun):
    assert [see(part).may_write for part in READERS] == [True, False, False]
    for part in NOBODY:
        with pytest.raises(NotHere):
            see(part)
    for part in (*NOBODY, "cover", "supervisor"):
        with pytest.raises(NotHere):
            do(ends.skip_step, part=part, step=Step.CALL, because="No")
    assert EndingVersion.objects.count() == 1


def test_nothing_is_written_in_an_ending_that_was_not_begun(do, see):
    with pytest.raises(NotHere):
        do(ends.skip_step, step=Step.CALL, because="No")
    assert see().ending is None


def test_what_was_said_before_is_offered_for_a_step_and_what_staff_keep_apart_is_not(do, see):
    do(begin_skill, module_id="anger-meter")
    typed = {"body": (("Tight jaw",),), "first": (("My jaw",),)}
    do(save_exercise, module_id="anger-meter", exercise_id="signs", typed=typed, seen=0)
    do(put_tie, tie=Tie(UUID(int=1), "Nan", "Landline", "At night"))
    assert see(step=Step.SIGNS).suggested == {"mine": "In my body: Tight jaw\nThe sign that comes first: My jaw"}
    assert see(step=Step.CALL).suggested == {"people": "Nan, Landline, At night"}
    assert see(step=Step.TAKE).suggested == {"skills": ""}
    assert see(step=Step.REVIEW).suggested == {}
    for stage in (SkillStage.EXPLAINED, SkillStage.SHOWN, SkillStage.TRIED):
        do(move_stage, module_id="anger-meter", move=Move(stage, TODAY, Voice.PRACTITIONER, "Calm voice"))
    do(move_stage, module_id="anger-meter", move=Move(SkillStage.IN_LIFE, TODAY, Voice.PERSON, "On the bus"))
    assert see(step=Step.TAKE).suggested["skills"]
    assert see("cover", step=Step.TAKE).suggested == {}


def test_each_change_and_each_look_is_recorded_and_a_failure_leaves_nothing(do, see, cast, begun, monkeypatch):
    before = _entries()
    see()
    see(step=Step.CALL)
    get_history(person_id=cast.person_id, viewer=actor_for(cast.practitioner), at=START)
    do(ends.skip_step, step=Step.CALL, because="On the card")
    expected = {("ending", "opened"): 3, ("reintegration", "opened"): 1, ("ending", "step_left_out"): 1}
    assert _entries() - before == expected

    def broken(**_):
        raise audit.DatabaseError

    monkeypatch.setattr(audit, "record_entry", broken)
    with pytest.raises(audit.NotRecorded):
        do(ends.skip_step, step=Step.TAKE, because="No")
    assert EndingVersion.objects.count() == 2


def _entries():
    return Counter(Entry.objects.values_list("object_type", "action"))
