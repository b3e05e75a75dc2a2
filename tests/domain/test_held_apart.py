"""Holding apart: on one of four grounds, answered within a month, and never ended before the person was told."""

from datetime import date

import pytest

from alongside.domain.held_apart import (
    Answer,
    CameBy,
    Ground,
    HoldState,
    NotNow,
    Purpose,
    Told,
    ToldFirst,
    answer_due_on,
    check_told,
    follow,
)

ASKED, HELD, REFUSED, LIFTED = HoldState.ASKED, HoldState.HELD, HoldState.REFUSED, HoldState.LIFTED
FOLLOWS = {(ASKED, HELD), (ASKED, REFUSED), (HELD, LIFTED)}


@pytest.mark.parametrize("state", HoldState)
@pytest.mark.parametrize("to", HoldState)
def test_only_what_is_asked_is_answered_and_only_what_is_held_is_lifted(state, to):
    if (state, to) in FOLLOWS:
        assert follow(state, to) is to
    else:
        with pytest.raises(NotNow):
            follow(state, to)


def test_a_month_is_counted_as_for_a_correction():
    assert answer_due_on(date(2026, 1, 31)) == date(2026, 2, 28)
    assert answer_due_on(date(2026, 11, 27)) == date(2026, 12, 27)


@pytest.mark.parametrize("told_on", [date(2026, 5, 4), date(2026, 5, 6), date(2026, 5, 9)])
def test_the_person_may_be_told_on_any_day_from_the_first_to_today(told_on):
    check_told(told_on, held_on=date(2026, 5, 4), today=date(2026, 5, 9))


@pytest.mark.parametrize("told_on", [date(2026, 5, 3), date(2026, 5, 10)])
def test_nobody_was_told_before_it_was_held_or_will_be_told_tomorrow(told_on):
    with pytest.raises(ToldFirst):
        check_told(told_on, held_on=date(2026, 5, 4), today=date(2026, 5, 9))


def test_only_a_legal_claim_of_the_person_stops_erasing():
    assert [ground for ground in Ground if ground.stops_erasing] == [Ground.CLAIM]


def test_everything_has_words_for_staff():
    for kind in (Ground, HoldState, Answer, CameBy, Purpose, Told):
        assert all(one.label for one in kind)
