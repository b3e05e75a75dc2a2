from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.change.own_range import own_range

scores = st.lists(st.floats(0, 10), min_size=4, max_size=40)


def test_there_is_no_range_before_four_scores():
    assert own_range([7, 7, 7]) is None


def test_the_worked_example_uses_the_sample_deviation():
    found = own_range([4, 6, 8, 6])
    assert found is not None
    assert isclose(found.mean, 6)
    assert isclose(found.spread, sqrt(8 / 3))
    assert isclose(found.threshold, 6 - 2 * sqrt(8 / 3))


def test_identical_answers_still_have_the_pooled_width():
    found = own_range([10] * 6)
    assert found is not None
    assert isclose(found.threshold, 8.4)
    assert found.high == 10


@given(scores)
def test_the_range_holds_its_own_mean_and_stays_on_the_scale(prior):
    found = own_range(prior)
    assert found is not None
    assert 0 <= found.low <= found.mean + 1e-9
    assert found.mean - 1e-9 <= found.high <= 10


def test_a_pooled_spread_of_nought_is_refused_since_it_takes_the_range_away():
    with pytest.raises(ValueError, match="above nought"):
        own_range([7, 7, 7, 7], pooled_w=0)
