"""How long since two people met, and whether a way to reach somebody is confirmed."""

from datetime import date

import pytest

from alongside.domain.continuity import days_since_contact, is_in_the_week_of, is_longer_than_agreed
from alongside.domain.people.contact import is_confirmed

TODAY = date(2026, 5, 13)  # a Wednesday


def test_days_count_from_the_last_meeting_or_else_from_the_start():
    assert days_since_contact(last_on=date(2026, 5, 1), together_since=date(2026, 1, 1), on=TODAY) == 12
    assert days_since_contact(last_on=None, together_since=date(2026, 5, 3), on=TODAY) == 10
    assert days_since_contact(last_on=None, together_since=None, on=TODAY) is None
    assert days_since_contact(last_on=date(2026, 6, 1), together_since=None, on=TODAY) == 0


def test_as_many_days_as_agreed_is_as_agreed():
    assert not is_longer_than_agreed(14, agreed_days=14)
    assert is_longer_than_agreed(15, agreed_days=14)
    assert not is_longer_than_agreed(None, agreed_days=14)


@pytest.mark.parametrize(
    ("day", "inside"),
    [(date(2026, 5, 10), False), (date(2026, 5, 11), True), (date(2026, 5, 17), True), (date(2026, 5, 18), False)],
)
def test_a_week_runs_from_monday_to_sunday(day, inside):
    assert is_in_the_week_of(day, on=TODAY) is inside
    assert not is_in_the_week_of(None, on=TODAY)


def test_a_way_to_reach_somebody_stays_confirmed_for_ninety_days():
    assert is_confirmed(date(2026, 2, 12), on=TODAY)
    assert not is_confirmed(date(2026, 2, 11), on=TODAY)
    assert not is_confirmed(None, on=TODAY)
