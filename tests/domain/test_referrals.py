"""Referrals: which step may follow which, what has to be said, and how long somebody has waited."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.referrals import (
    BeforeTheLastStep,
    CannotFollow,
    InTheFuture,
    NeedsWords,
    Step,
    Taken,
    check_step,
    is_worth_asking,
    say_standing,
    standing_of,
    steps_after,
)

TODAY, DAY = date(2026, 11, 26), timedelta(days=1)


def steps(*kinds, start=TODAY - 20 * DAY):
    return [Taken(kind, start + number * DAY) for number, kind in enumerate(kinds)]


@pytest.mark.parametrize(
    ("taken", "said", "is_open"),
    [
        ([Taken(Step.AGREED, TODAY)], "Agreed today, not sent yet.", True),
        ([Taken(Step.AGREED, TODAY - 3 * DAY)], "Agreed three days ago, not sent yet.", True),
        (steps(Step.AGREED, Step.SENT), "Waiting 19 days to be seen.", True),
        (steps(Step.AGREED, Step.SENT, Step.ACCEPTED), "Waiting 19 days to be seen. They said yes.", True),
        (steps(Step.AGREED, Step.SENT, Step.FIRST_SEEN), "Seen for the first time.", True),
        (steps(Step.AGREED, Step.SENT, Step.CAME_BACK), "Came back with something.", False),
        (steps(Step.AGREED, Step.SENT, Step.DECLINED), "They said no.", False),
        (steps(Step.AGREED, Step.WITHDRAWN), "Called off.", False),
        (steps(Step.AGREED, Step.SENT, Step.DECLINED, Step.UNDONE), "Waiting 19 days to be seen.", True),
    ],
)
def test_how_it_stands_is_one_sentence(taken, said, is_open):
    standing = standing_of(taken, today=TODAY)
    assert say_standing(standing, today=TODAY) == said
    assert standing.is_open is is_open


def test_a_wait_began_when_it_was_sent_whatever_was_heard_since():
    taken = steps(Step.AGREED, Step.SENT, Step.ACCEPTED)
    assert standing_of(taken, today=TODAY).since == TODAY - 19 * DAY


def test_a_wait_of_one_day_is_one_day():
    taken = [Taken(Step.AGREED, TODAY - DAY), Taken(Step.SENT, TODAY - DAY)]
    assert say_standing(standing_of(taken, today=TODAY), today=TODAY) == "Waiting one day to be seen."


@pytest.mark.parametrize(
    ("step", "on", "words", "refusal"),
    [
        (Step.FIRST_SEEN, TODAY, "", CannotFollow),
        (Step.UNDONE, TODAY, "Mistake", CannotFollow),
        (Step.SENT, TODAY + DAY, "", InTheFuture),
        (Step.SENT, TODAY - 21 * DAY, "", BeforeTheLastStep),
        (Step.WITHDRAWN, TODAY, " ", NeedsWords),
    ],
)
def test_what_cannot_be_is_refused(step, on, words, refusal):
    with pytest.raises(refusal):
        check_step(steps(Step.AGREED), step, on, words=words, today=TODAY)


def test_news_may_come_out_of_order_and_a_no_needs_a_reason():
    sent = steps(Step.AGREED, Step.SENT)
    check_step(sent, Step.FIRST_SEEN, TODAY, words="", today=TODAY)
    check_step(sent, Step.DECLINED, TODAY, words="Too far away", today=TODAY)
    with pytest.raises(NeedsWords):
        check_step(sent, Step.DECLINED, TODAY, words="", today=TODAY)


@given(st.lists(st.tuples(st.sampled_from(Step), st.integers(0, 9)), max_size=12))
def test_whatever_is_tried_nobody_waits_less_than_no_days_and_what_is_over_stays_over_until_it_is_taken_back(tried):
    taken = [Taken(Step.AGREED, TODAY - 10 * DAY)]
    for step, back in tried:
        try:
            check_step(taken, step, TODAY - back * DAY, words="A word", today=TODAY)
        except (CannotFollow, BeforeTheLastStep):
            continue
        taken.append(Taken(step, TODAY - back * DAY))
        standing = standing_of(taken, today=TODAY)
        assert standing.waiting is None or standing.waiting >= 0
        if standing.step in {Step.DECLINED, Step.WITHDRAWN}:
            assert steps_after(taken) == (Step.UNDONE,)


@pytest.mark.parametrize(
    ("taken", "asks"),
    [
        ([Taken(Step.AGREED, TODAY - 6 * DAY)], False),
        ([Taken(Step.AGREED, TODAY - 7 * DAY)], True),
        (steps(Step.AGREED, Step.SENT, start=TODAY - 14 * DAY), False),
        (steps(Step.AGREED, Step.SENT, Step.ACCEPTED, start=TODAY - 15 * DAY), True),
        (steps(Step.AGREED, Step.SENT, Step.FIRST_SEEN), False),
        (steps(Step.AGREED, Step.SENT, Step.DECLINED), False),
    ],
)
def test_it_is_time_to_ask_after_a_week_unsent_or_two_weeks_unseen(taken, asks):
    assert is_worth_asking(standing_of(taken, today=TODAY), today=TODAY) is asks
