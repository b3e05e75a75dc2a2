from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.absences import Step, count_working_days, find_changes

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
FRIDAY = date(2026, 5, 8)


def test_five_working_days_after_a_friday_is_the_next_friday():
    assert count_working_days(FRIDAY, 5) == date(2026, 5, 15)
    assert count_working_days(FRIDAY, 1) == date(2026, 5, 11)
    assert count_working_days(FRIDAY + timedelta(days=1), 1) == date(2026, 5, 11)


@given(days, st.integers(1, 40))
def test_a_deadline_is_a_working_day_and_more_days_are_later(day, number):
    found = count_working_days(day, number)
    assert found.weekday() < 5
    assert number <= (found - day).days <= number * 7 / 5 + 3
    assert count_working_days(day, number + 1) > found


def test_a_deadline_of_no_days_is_refused():
    with pytest.raises(ValueError, match="at least one working day"):
        count_working_days(FRIDAY, 0)


def test_only_what_is_new_is_kept_and_silence_takes_nothing_away():
    before = {Step.SOUGHT: "The bus", Step.HARD: "The fare"}
    assert find_changes(before, {Step.SOUGHT: "The bus", Step.HARD: "", Step.NEXT: "Ring"}) == {Step.NEXT: "Ring"}
    assert find_changes(before, {Step.SOUGHT: "The train"}) == {Step.SOUGHT: "The train"}
    assert find_changes({}, {}) == {}
