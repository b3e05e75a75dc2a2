"""The pooled spread within people."""

from datetime import date
from math import sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.change.pooled import FLOOR, estimate_pooled_spread, last_closed_quarter_end


def everybody(*series: list[float], people: int = 30) -> list[list[list[float]]]:
    return [list(series)] * people


def test_a_worked_example():
    # Mean 6, squared distances 4, 0, 0, 4 in all 8, three degrees of freedom: sqrt(8 / 3) = 1.63.
    found = estimate_pooled_spread(everybody([4, 6, 6, 8]))
    assert found is not None
    assert (found.w, found.people) == (round(sqrt(8 / 3), 1), 30)


def test_how_high_somebody_answers_plays_no_part():
    low, high = [2.0, 4, 4, 6], [6.0, 8, 8, 10]
    assert estimate_pooled_spread(everybody(low)) == estimate_pooled_spread(everybody(high))


def test_thirty_people_are_needed_with_four_scores_in_one_relationship():
    assert estimate_pooled_spread(everybody([5, 6, 7, 8], people=29)) is None
    assert estimate_pooled_spread(everybody([5, 6, 7], [8, 9, 10])) is None


def test_a_short_series_beside_a_long_one_is_left_out():
    assert estimate_pooled_spread(everybody([4, 6, 6, 8], [0, 10])) == estimate_pooled_spread(everybody([4, 6, 6, 8]))


def test_people_who_always_answer_the_same_leave_the_floor():
    found = estimate_pooled_spread(everybody([10, 10, 10, 10]))
    assert found is not None
    assert found.w == FLOOR


@pytest.mark.parametrize("true", [0.5, 0.8, 1.2])
def test_it_finds_the_spread_that_made_the_scores(true):
    random = Random(1)  # noqa: S311  a repeatable example
    people = [[_series(random, true)] for _ in range(400)]
    found = estimate_pooled_spread(people)
    assert found is not None
    assert found.w == pytest.approx(true, abs=0.1)


def _series(random: Random, true: float) -> list[float]:
    middle = random.uniform(4, 8)
    return [random.gauss(middle, true) for _ in range(12)]


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_a_quarter_that_is_still_running_is_never_counted(day):
    end = last_closed_quarter_end(day)
    assert end <= day
    assert end.day == 1
    assert end.month in (1, 4, 7, 10)
    assert (day - end).days < 92
