"""Relations that have dates open a record from their first day to their last, and on no day beside them."""

import pytest

from tests.access.dated import DAYS, KINDS, OPEN_DAYS, days_that_are_wrong

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", KINDS)
def test_a_dated_relation_opens_the_record_on_its_days_only(kind):
    assert days_that_are_wrong(kind) == []


def test_the_days_asked_about_lie_on_both_sides_of_each_edge():
    before, first, last, after = DAYS
    assert (first - before).days == 1
    assert (after - last).days == 1
    assert {first, last} == OPEN_DAYS
