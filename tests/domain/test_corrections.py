"""Where a request for a correction stands, and by when it is answered."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.corrections import ANSWERS, CorrectionState, CorrectionStep, NotNow, answer_due_on, follow

ANSWERED = [state for state in CorrectionState if not state.is_open]


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (date(2026, 5, 4), date(2026, 6, 4)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2026, 11, 30), date(2026, 12, 30)),
    ],
)
def test_the_answer_is_due_on_the_same_day_of_the_next_month_or_its_last(asked, due):
    assert answer_due_on(asked) == due


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_nobody_waits_longer_than_31_days_and_nobody_who_asks_later_is_due_earlier(asked):
    days = (answer_due_on(asked) - asked).days
    assert 28 <= days <= 31


def test_it_is_looked_at_once_and_answered_from_anywhere():
    assert follow(CorrectionState.ASKED, CorrectionStep.LOOKING) is CorrectionState.LOOKING
    for state in CorrectionState:
        for step in ANSWERS:
            assert follow(state, step).value == step.value
    for state in (CorrectionState.LOOKING, *ANSWERED):
        with pytest.raises(NotNow):
            follow(state, CorrectionStep.LOOKING)


def test_the_person_disagrees_with_an_answer_only_and_that_changes_nothing_else():
    for state in ANSWERED:
        assert follow(state, CorrectionStep.DISAGREED) is state
    for state in (CorrectionState.ASKED, CorrectionState.LOOKING):
        with pytest.raises(NotNow):
            follow(state, CorrectionStep.DISAGREED)


def test_asking_is_where_it_begins_and_never_a_step_after():
    for state in CorrectionState:
        with pytest.raises(NotNow):
            follow(state, CorrectionStep.ASKED)
