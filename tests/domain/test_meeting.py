"""What a meeting asks of the practitioner next."""

from datetime import UTC, datetime, timedelta

import pytest

from alongside.domain.sessions import Attendance
from alongside.domain.sessions.meeting import NextStep, find_next_step

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def step(attendance: Attendance = Attendance.PLANNED, *, started: bool = False, over_for: int = -30) -> NextStep:
    now = NOON + timedelta(minutes=over_for)
    return find_next_step(attendance, has_started=started, ends_at=NOON, now=now)


def test_a_meeting_to_come_or_under_way_by_the_clock_can_be_begun():
    assert step() is NextStep.START
    assert step(over_for=-1) is NextStep.START


def test_a_meeting_whose_time_is_over_is_not_begun_any_more():
    assert step(over_for=0) is NextStep.SETTLE


def test_a_meeting_that_has_begun_waits_to_be_settled():
    assert step(started=True) is NextStep.SETTLE
    assert step(started=True, over_for=600) is NextStep.SETTLE


@pytest.mark.parametrize("over_for", [-30, 600])
def test_the_check_in_is_offered_once_they_came(over_for):
    assert step(Attendance.ATTENDED, over_for=over_for) is NextStep.OFFER


@pytest.mark.parametrize("attendance", [Attendance.MISSED, Attendance.CANCELLED])
def test_nothing_is_asked_about_a_meeting_that_did_not_take_place(attendance):
    assert step(attendance, started=True) is NextStep.NOTHING
