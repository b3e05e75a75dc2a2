"""Promises: the truth table of their states, who may settle what, and sentences that favour nobody."""

import inspect
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from alongside.domain.promises import (
    CannotSettleThis,
    DayHasPassed,
    NeedsAWord,
    NotLateYet,
    Outcome,
    Side,
    State,
    TooFarAhead,
    can_undo,
    check_due_on,
    check_settling,
    outcomes_on,
    say_outcome,
    say_step,
    say_when,
    sentences,
    state_on,
)

TODAY = date(2026, 11, 26)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("due_on", "outcome", "state"),
    [
        (None, None, State.OPEN),
        (TOMORROW, None, State.OPEN),
        (TODAY, None, State.DUE_TODAY),
        (YESTERDAY, None, State.OVERDUE),
        *[(due, o, State(o.value)) for due, o in product((None, YESTERDAY, TODAY, TOMORROW), Outcome)],
    ],
)
def test_how_a_promise_stands_on_a_day(due_on, outcome, state):
    assert state_on(TODAY, due_on=due_on, outcome=outcome) is state
    assert state.is_open is (outcome is None)


def settle(outcome, side=Side.PRACTITIONER, said_by=Side.PRACTITIONER, due_on=None, agreed=True, left=False, words=""):
    check_settling(
        outcome, side=side, said_by=said_by, day=TODAY, due_on=due_on, agreed=agreed, maker_has_left=left, words=words
    )


# Whose promise, who says it: what that somebody may say of it, one day after its day.
MAY_SAY = {
    (Side.PERSON, Side.PRACTITIONER): set(Outcome),
    (Side.PRACTITIONER, Side.PRACTITIONER): set(Outcome),
    (Side.PERSON, Side.PERSON): {Outcome.KEPT, Outcome.LATE},
    (Side.PRACTITIONER, Side.PERSON): set(),
}


@pytest.mark.parametrize(("side", "said_by", "outcome"), list(product(Side, Side, Outcome)))
def test_who_may_settle_what(side, said_by, outcome):
    if outcome in MAY_SAY[side, said_by]:
        settle(outcome, side, said_by, YESTERDAY)
    else:
        with pytest.raises(CannotSettleThis):
            settle(outcome, side, said_by, YESTERDAY)


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize(("due_on", "is_late"), [(None, False), (TOMORROW, False), (TODAY, False), (YESTERDAY, True)])
def test_late_is_kept_after_its_day_and_never_before_it(side, due_on, is_late):
    assert (Outcome.LATE in outcomes_on(TODAY, due_on=due_on)) is is_late
    if is_late:
        settle(Outcome.LATE, side, due_on=due_on)
    else:
        with pytest.raises(NotLateYet):
            settle(Outcome.LATE, side, due_on=due_on)


def test_letting_go_takes_two_but_for_the_promise_of_somebody_who_left_which_needs_a_word():
    with pytest.raises(CannotSettleThis):
        settle(Outcome.LET_GO, agreed=False, words="It no longer matters")
    with pytest.raises(NeedsAWord):
        settle(Outcome.LET_GO, agreed=False, left=True, words=" ")
    settle(Outcome.LET_GO, agreed=False, left=True, words="Neil has moved. I am sorry, this will not happen")


def test_a_promise_is_for_today_or_later_and_not_for_a_year_mistyped():
    for due_on in (None, TODAY, TOMORROW):
        check_due_on(due_on, today=TODAY)
    with pytest.raises(DayHasPassed):
        check_due_on(YESTERDAY, today=TODAY)
    with pytest.raises(TooFarAhead):
        check_due_on(date(2036, 1, 1), today=TODAY)


def test_an_undo_lasts_ten_minutes():
    at = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
    assert can_undo(at, at + timedelta(minutes=10))
    assert not can_undo(at, at + timedelta(minutes=10, seconds=1))
    assert not can_undo(at, at - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (None, "No day set"),
        (TODAY, "Today"),
        (TOMORROW, "By 27 November"),
        (date(2027, 1, 3), "By 3 January 2027"),
        (YESTERDAY, "One day late"),
        (TODAY - timedelta(days=6), "Six days late"),
        (TODAY - timedelta(days=13), "13 days late"),
        (TODAY - timedelta(days=20), "Two weeks late"),
        (TODAY - timedelta(days=95), "Three months late"),
    ],
)
def test_when_it_is_for_is_said_in_words(due_on, words):
    assert say_when(due_on, today=TODAY) == words


@pytest.mark.parametrize(
    ("outcome", "agreed", "words"),
    [
        (Outcome.KEPT, False, "Done. That was said on 26 November"),
        (Outcome.LATE, False, "Done late. That was said on 26 November, and it was for 25 November"),
        (Outcome.BROKEN, False, "Not done. That was said on 26 November"),
        (Outcome.LET_GO, True, "Left undone, as you both agreed on 26 November"),
        (Outcome.LET_GO, False, "Left undone. That was said on 26 November"),
    ],
)
def test_what_became_of_it_is_said_in_words(outcome, agreed, words):
    assert say_outcome(outcome, settled_on=TODAY, due_on=YESTERDAY, agreed=agreed, today=TODAY) == words


def test_each_step_of_the_history_has_words():
    assert say_step("made", outcome=None, due_on=TODAY, today=TODAY) == "Promised, for 26 November"
    assert say_step("made", outcome=None, due_on=None, today=TODAY) == "Promised"
    assert say_step("changed_date", outcome=None, due_on=TOMORROW, today=TODAY) == "A new day: 27 November"
    assert say_step("settled", outcome=Outcome.BROKEN, due_on=None, today=TODAY) == "Not done"
    assert say_step("settled", outcome=Outcome.LET_GO, due_on=None, today=TODAY) == "Let go"
    assert say_step("taken_over", outcome=None, due_on=None, today=TODAY) == "Taken over"


def test_no_sentence_can_know_whose_promise_it_is():
    """A late promise of the practitioner is said as plainly as one of the person, because nothing here can tell."""
    assert "Side" not in inspect.getsource(sentences)
    for function in (say_when, say_outcome, say_step, state_on, outcomes_on):
        assert not {"side", "name", "who"} & set(inspect.signature(function).parameters)
