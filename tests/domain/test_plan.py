"""A plan: what may be done to it, what both said to it, and how its goals are reached."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain import plan as planning
from alongside.domain.plan import (
    AgreedAlready,
    Answers,
    Because,
    Ending,
    Goal,
    GoneBy,
    Level,
    NeedsReason,
    NeedsSomebody,
    NeedsWords,
    NotOnThePlan,
    Owner,
    PersonAnswer,
    Plan,
    ReviewState,
    StaffAnswer,
    Standing,
    Status,
    Step,
)

TODAY, DAY = date(2026, 5, 4), timedelta(days=1)
RUTH, OLDER = UUID(int=90), UUID(int=91)
GOAL, FIRST, SECOND = UUID(int=1), UUID(int=11), UUID(int=12)
FIVE = ("I blow up and stay away", "I blow up", "I say it the same day", "I say it there and then", "It is easy")
YES = Answers(PersonAnswer.AGREES, StaffAnswer.AGREES, TODAY)


def step(step_id=FIRST, words="Try it with Ruth", owner=Owner.PERSON, **more):
    return Step(step_id, words, owner, **more)


def made(*steps, **more):
    plan = planning.put_goal(Plan(begun_on=TODAY), Goal(GOAL, "Say it when it is small", **more), today=TODAY)
    for one in steps:
        plan = planning.put_step(plan, GOAL, one, today=TODAY)
    return plan


def test_a_goal_is_in_the_persons_words_and_the_same_sent_twice_is_one():
    plan = planning.put_goal(made(), Goal(GOAL, "Something else"), today=TODAY)
    assert [goal.words for goal in plan.going] == ["Say it when it is small"]


@pytest.mark.parametrize(
    ("goal", "refusal"),
    [
        (Goal(UUID(int=2), "  "), NeedsWords),
        (Goal(UUID(int=2), "x" * 401), planning.WordsTooLong),
        (Goal(UUID(int=2), "Work", target_on=TODAY - DAY), GoneBy),
        (Goal(UUID(int=2), "Work", importance=11), planning.NotFromNoughtToTen),
        (Goal(UUID(int=2), "Work", confidence=-1), planning.NotFromNoughtToTen),
    ],
)
def test_what_makes_no_sense_as_a_goal_is_refused_by_name(goal, refusal):
    with pytest.raises(refusal):
        planning.put_goal(Plan(), goal, today=TODAY)


def test_a_day_that_stood_there_may_stay_when_it_has_gone_by_and_no_other_may():
    plan = made(step(by_on=TODAY + DAY), target_on=TODAY + DAY)
    later = TODAY + 3 * DAY
    goal = plan.going[0]
    kept = planning.change_goal(plan, replace(goal, words="Say it early"), today=later)
    kept = planning.change_step(kept, GOAL, step(words="Try it", by_on=TODAY + DAY), today=later)
    assert (kept.going[0].words, kept.going[0].steps[0].words) == ("Say it early", "Try it")
    with pytest.raises(GoneBy):
        planning.change_goal(plan, replace(goal, target_on=TODAY + 2 * DAY), today=later)
    with pytest.raises(GoneBy):
        planning.change_step(plan, GOAL, step(by_on=TODAY), today=later)


def test_a_step_of_somebody_else_says_who_and_one_of_the_person_holds_nobody():
    with pytest.raises(NeedsSomebody):
        planning.put_step(made(), GOAL, step(owner=Owner.SOMEBODY_ELSE, who=" "), today=TODAY)
    plan = made(step(who="the physio", holder_id=RUTH))
    assert (plan.going[0].steps[0].who, plan.going[0].steps[0].holder_id) == ("", None)


def test_what_a_step_waits_for_is_said_and_done_needs_no_word():
    plan = made(step())
    for status in (Status.CANNOT_YET, Status.NOT_NEEDED):
        with pytest.raises(NeedsWords):
            planning.mark_step(plan, GOAL, FIRST, status, " ", today=TODAY)
    done = planning.mark_step(plan, GOAL, FIRST, Status.DONE, "", today=TODAY)
    assert (done.going[0].steps[0].status, done.going[0].steps[0].status_on) == (Status.DONE, TODAY)
    assert planning.mark_step(done, GOAL, FIRST, Status.DONE, "", today=TODAY + DAY) == done


def test_a_goal_is_let_go_with_a_word_why_and_can_be_taken_up_again_with_its_steps():
    plan = made(step())
    with pytest.raises(NeedsWords):
        planning.end_goal(plan, GOAL, Ending.LET_GO, "", today=TODAY)
    ended = planning.end_goal(plan, GOAL, Ending.LET_GO, "Not now", today=TODAY)
    assert (ended.going, ended.ended[0].ended.words) == ((), "Not now")
    with pytest.raises(NotOnThePlan):
        planning.mark_step(ended, GOAL, FIRST, Status.DONE, "", today=TODAY)
    assert planning.take_up_again(ended, GOAL) == plan
    assert planning.end_goal(plan, GOAL, Ending.ACHIEVED, "", today=TODAY).ended


def test_what_both_agreed_on_is_never_taken_away_and_what_nobody_did_can_be():
    agreed = made(step())
    plan = planning.put_step(agreed, GOAL, step(SECOND, "Ring Gaz"), today=TODAY)
    assert len(planning.take_off_step(plan, GOAL, SECOND, agreed=agreed).going[0].steps) == 1
    with pytest.raises(AgreedAlready):
        planning.take_off_step(plan, GOAL, FIRST, agreed=agreed)
    with pytest.raises(AgreedAlready):
        planning.take_off_goal(plan, GOAL, agreed=agreed)
    assert planning.take_off_goal(plan, GOAL, agreed=None).goals == ()


def test_progress_keeps_an_agreement_and_a_new_promise_asks_for_one():
    agreed = made(step())
    assert planning.standing_of(Plan(), None, None) is Standing.EMPTY
    assert planning.standing_of(agreed, None, None) is Standing.DRAFT
    moved = planning.mark_step(agreed, GOAL, FIRST, Status.DONE, "", today=TODAY)
    moved = planning.change_goal(moved, replace(moved.going[0], confidence=7, importance=9), today=TODAY)
    assert planning.standing_of(moved, YES, agreed) is Standing.AGREED
    assert (
        planning.standing_of(planning.put_step(moved, GOAL, step(SECOND), today=TODAY), YES, agreed) is Standing.CHANGED
    )
    moved_owner = planning.change_step(agreed, GOAL, step(owner=Owner.PRACTITIONER, holder_id=RUTH), today=TODAY)
    assert planning.standing_of(moved_owner, YES, agreed) is Standing.CHANGED


@pytest.mark.parametrize("person", [PersonAnswer.DOES_NOT, PersonAnswer.COULD_NOT])
def test_a_plan_the_person_does_not_agree_with_stays_a_draft(person):
    answers = Answers(person, StaffAnswer.AGREES, TODAY, staff_reason="He was unwell")
    planning.check_answers(made(), answers)
    assert planning.standing_of(made(), answers, made()) is Standing.NOT_AGREED


def test_only_staff_are_ever_asked_why_and_nothing_is_not_agreed_on():
    planning.check_answers(made(), Answers(PersonAnswer.DOES_NOT, StaffAnswer.AGREES, TODAY))
    for answers in (
        Answers(PersonAnswer.COULD_NOT, StaffAnswer.AGREES, TODAY), Answers(PersonAnswer.AGREES, StaffAnswer.DOES_NOT, TODAY)
    ):  # fmt: skip
        with pytest.raises(NeedsReason):
            planning.check_answers(made(), answers)
    with pytest.raises(planning.NothingToAgreeOn):
        planning.check_answers(Plan(), YES)


def test_the_score_is_that_of_kiresuk_and_sherman():
    # By hand from the formula: one goal moves it by ten a level, and three goals at +1 make 50 + 30 / sqrt(4.8).
    scores = {(0, 0): 50.0, (2,): 70.0, (-2,): 30.0, (1, 1): 62.40, (1, 1, 1): 63.69, (-1, -1, -1, -1): 35.49}
    for levels, expected in scores.items():
        found = planning.score_attainment([Level(level) for level in levels])
        assert round(found.score, 2) == expected
    assert planning.score_attainment([]) is None


@given(st.lists(st.sampled_from(list(Level)), min_size=1, max_size=30))
def test_the_score_does_not_depend_on_order_and_mirrors(levels):
    score = planning.score_attainment(levels).score
    assert planning.score_attainment(levels[::-1]).score == pytest.approx(score)
    assert planning.score_attainment([Level(-level) for level in levels]).score == pytest.approx(100 - score)


def test_levels_are_all_five_and_what_is_reached_is_said_once_a_day():
    with pytest.raises(planning.NoLevels):
        planning.say_level(made(), GOAL, Level.GOAL, "", today=TODAY)
    for levels in (FIVE[:4], (*FIVE[:4], " ")):
        with pytest.raises(planning.NeedsFiveLevels):
            planning.set_levels(made(), GOAL, levels)
    plan = planning.set_levels(made(), GOAL, FIVE)
    for level, on in ((Level.START, TODAY), (Level.GOAL, TODAY + DAY), (Level.BETTER, TODAY + DAY)):
        plan = planning.say_level(plan, GOAL, level, "Twice", today=on)
    assert [(reached.level, reached.on) for reached in plan.going[0].reached] == [
        (Level.START, TODAY), (Level.BETTER, TODAY + DAY)
    ]  # fmt: skip
    assert planning.attainment_of(plan.going).score == pytest.approx(60)


def test_a_look_at_the_plan_is_ahead_due_overdue_or_paused_with_a_reason():
    def state(plan, today=TODAY):
        return planning.review_standing(plan, today=today).state

    assert state(Plan()) is ReviewState.NO_DAY
    plan = planning.set_review(Plan(), TODAY + 8 * DAY, today=TODAY)
    assert [state(plan, TODAY + days * DAY) for days in (0, 1, 8, 9)] == [
        ReviewState.AHEAD, ReviewState.DUE, ReviewState.DUE, ReviewState.OVERDUE
    ]  # fmt: skip
    late = planning.review_standing(plan, today=TODAY + 9 * DAY)
    assert planning.say_review(late) == "You meant to look at it again on 12 May 2026, 1 day ago."
    paused = planning.pause_review(plan, "He is in hospital")
    assert state(paused, TODAY + 30 * DAY) is ReviewState.PAUSED
    with pytest.raises(NeedsWords):
        planning.pause_review(plan, " ")
    with pytest.raises(GoneBy):
        planning.set_review(plan, TODAY - DAY, today=TODAY)
    looked = planning.look_again(paused, "Two of three are going", TODAY + 90 * DAY, today=TODAY + 30 * DAY)
    assert (looked.reviews[-1].words, looked.paused_because) == ("Two of three are going", "")


def test_the_step_with_the_nearest_day_comes_next_and_none_that_waits_or_is_settled():
    plan = made(
        step(UUID(int=20), "No day"), step(UUID(int=21), "Later", by_on=TODAY + 9 * DAY),
        step(UUID(int=22), "Soon", by_on=TODAY + DAY), step(UUID(int=23), "Waits"), step(UUID(int=24), "Going on"),
    )  # fmt: skip
    plan = planning.mark_step(plan, GOAL, UUID(int=23), Status.CANNOT_YET, "the form", today=TODAY)
    plan = planning.mark_step(plan, GOAL, UUID(int=24), Status.DOING, "", today=TODAY)
    assert [one.step.words for one in planning.next_steps(plan, most=9)] == ["Soon", "Later", "Going on", "No day"]


def test_what_is_worth_a_look_is_seen_and_asked_about():
    def seen(plan, working=(RUTH,), today=TODAY):
        return [notice.seen for notice in planning.look_at(plan, working_now=working, today=today)]

    assert seen(made()) == ["“Say it when it is small” has no step yet."]
    held = made(step(words="Ring housing", owner=Owner.PRACTITIONER, holder_id=OLDER))
    assert seen(held) == ["“Ring housing” was for somebody who does not work with you both any more."]
    assert seen(held, working=(RUTH, OLDER)) == []
    done = planning.mark_step(held, GOAL, FIRST, Status.DONE, "", today=TODAY)
    assert seen(done) == ["Every step of “Say it when it is small” is settled."]
    late = made(step(by_on=TODAY), target_on=TODAY)
    assert len(seen(late, today=TODAY + DAY)) == 2
    assert seen(made(is_later=True)) == []


def test_the_history_says_what_was_done_with_what_was_there_before():
    first = made(step())
    second = planning.mark_step(first, GOAL, FIRST, Status.CANNOT_YET, "No form yet", today=TODAY)
    second = planning.change_goal(second, replace(second.going[0], words="Say it early", confidence=7), today=TODAY)
    told = [(d.said, d.words, d.before) for d in planning.differences(first, second)]
    assert told == [
        ("New words", "Say it early", "Say it when it is small"),
        ("How sure of “Say it early”", "7", "not asked"),
        ("“Try it with Ruth”", "Cannot be done yet: No form yet", "Not started"),
    ]
    ended = planning.end_goal(second, GOAL, Ending.LET_GO, "Not now", today=TODAY)
    assert [d.said for d in planning.differences(second, ended)] == ["Let go"]
    assert planning.differences(second, second) == ()


def test_a_clean_start_is_offered_after_a_recall_or_a_new_sentence_and_never_made():
    plan = made()
    assert planning.is_offered(plan, recalled_on=TODAY, sentenced_on=TODAY) is None
    assert planning.is_offered(plan, recalled_on=TODAY + DAY, sentenced_on=None) is Because.RECALL
    assert planning.is_offered(plan, recalled_on=None, sentenced_on=TODAY + DAY) is Because.NEW_SENTENCE
    gone_on = planning.go_on(plan, today=TODAY + DAY)
    assert planning.is_offered(gone_on, recalled_on=TODAY + DAY, sentenced_on=TODAY + DAY) is None
    assert planning.is_offered(gone_on, recalled_on=TODAY + 2 * DAY, sentenced_on=None) is Because.RECALL
    assert [d.said for d in planning.differences(plan, gone_on)] == ["Gone on with instead of a clean start"]
    with pytest.raises(planning.NothingToLeave):
        planning.go_on(Plan(), today=TODAY)
    fresh = planning.start_clean(plan, Because.RECALL, "", today=TODAY + DAY)
    assert (fresh.goals, fresh.begun_because) == ((), "After a recall")
    with pytest.raises(NeedsWords):
        planning.start_clean(plan, Because.OTHER, " ", today=TODAY)
    with pytest.raises(planning.NothingToLeave):
        planning.start_clean(Plan(), Because.RECALL, "", today=TODAY)
