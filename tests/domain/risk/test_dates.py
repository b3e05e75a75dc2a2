"""Whole years and months, and the percent as it is published (specification, section 1)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.risk.dates import add_months, as_percent, round_half_up, whole_months, whole_years


@pytest.mark.parametrize(
    ("start", "end", "months", "years"),
    [
        (date(2004, 2, 29), date(2005, 2, 28), 11, 0),
        (date(2004, 2, 29), date(2005, 3, 1), 12, 1),
        (date(2025, 1, 31), date(2025, 2, 28), 0, 0),
        (date(2025, 3, 15), date(2024, 3, 16), -12, -1),
        (date(2025, 3, 15), date(2025, 3, 14), -1, 0),
    ],
)
def test_months_and_years_are_counted_whole(start, end, months, years):
    assert (whole_months(start, end), whole_years(start, end)) == (months, years)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2025, 10, 3), 3, date(2026, 1, 3)),
        (date(9999, 11, 30), 3, date.max),
    ],
)
def test_added_months_keep_the_day_or_are_cut_to_the_last(day, months, later):
    assert add_months(day, months) == later


def test_a_percent_is_rounded_half_up_on_its_exact_value():
    assert as_percent(0.00125) == 0.13  # the double lies a little above
    assert round_half_up(Decimal("2.345")) == Decimal("2.35")
    assert round_half_up(Decimal("2.335")) == Decimal("2.34")  # a banker's rounding keeps the even one
    assert (as_percent(-0.1), as_percent(1.0), as_percent(0.99999)) == (0.0, 99.99, 99.99)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_probability_never_has_a_lower_percent(one, other):
    low, high = sorted((one, other))
    assert 0 <= as_percent(low) <= as_percent(high) <= 99.99


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)), st.integers(0, 600))
def test_adding_months_is_undone_by_counting_them_unless_the_day_was_cut(day, months):
    later = add_months(day, months)
    assert whole_months(day, later) == (months if later.day == day.day else months - 1)
