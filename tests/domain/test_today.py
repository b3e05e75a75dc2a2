"""Who is next, and what changed since the two last met."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from alongside.domain.continuity import days_since_contact, is_longer_than_agreed
from alongside.domain.today import Day, PlannedMeeting, is_a_change, sort_day

TODAY = date(2026, 5, 4)


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-05-04T{clock}:00+00:00")


def meeting(number: int, clock: str, *, has_started: bool = False) -> PlannedMeeting:
    return PlannedMeeting(UUID(int=number), at(clock), at(clock) + timedelta(minutes=45), has_started)


def test_the_first_that_is_not_over_is_next_and_the_rest_come_later_by_time():
    ten, noon, three = meeting(1, "10:00"), meeting(2, "12:00"), meeting(3, "15:00")
    assert sort_day([three, ten, noon], now=at("09:00")) == Day(ten, (noon, three), ())
    assert sort_day([three, ten, noon], now=at("11:00")) == Day(noon, (three,), (ten,))


def test_somebody_is_next_until_their_time_is_over():
    ten, noon = meeting(1, "10:00"), meeting(2, "12:00")
    assert sort_day([ten, noon], now=at("10:44")).next == ten
    assert sort_day([ten, noon], now=at("10:45")).next == noon


def test_a_meeting_that_was_started_stays_next_until_it_is_settled():
    ten, noon = meeting(1, "10:00", has_started=True), meeting(2, "12:00")
    assert sort_day([noon, ten], now=at("12:30")) == Day(ten, (noon,), ())


def test_a_day_without_meetings_has_nobody_next():
    assert sort_day([], now=at("09:00")) == Day(None, (), ())


@pytest.mark.parametrize(
    ("days_ago", "last_met_days_ago", "is_news"),
    [
        (0, 7, True),
        (7, 7, True),
        (8, 7, False),
        (14, None, True),
        (15, None, False),
        (14, 30, True),
        (15, 30, False),
        (-1, 7, False),
    ],
)
def test_it_is_news_from_the_day_they_last_met_on_and_for_14_days_at_most(days_ago, last_met_days_ago, is_news):
    last = None if last_met_days_ago is None else TODAY - timedelta(days=last_met_days_ago)
    assert is_a_change(TODAY - timedelta(days=days_ago), last_met_on=last, today=TODAY) is is_news


@pytest.mark.parametrize(("days", "is_longer"), [(14, False), (15, True)])
def test_not_seen_for_longer_than_agreed_begins_the_day_after(days, is_longer):
    since = days_since_contact(last_on=TODAY - timedelta(days=days), together_since=None, on=TODAY)
    assert is_longer_than_agreed(since, agreed_days=14) is is_longer
