"""When a session can be, in a country that changes its clocks."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from alongside.domain.sessions import Attendance, NoSuchTime, NotPlannable, check_plan, london_moment, read_points

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("on", "utc_hour"),
    [(date(2026, 1, 15), 10), (date(2026, 7, 15), 9), (date(2026, 3, 29), 9), (date(2026, 10, 25), 10)],
)
def test_ten_in_the_morning_is_london_time_all_year(on, utc_hour):
    assert london_moment(on, time(10)) == datetime(on.year, on.month, on.day, utc_hour, tzinfo=UTC)


def test_a_time_that_the_clocks_leave_out_is_refused():
    with pytest.raises(NoSuchTime):
        london_moment(date(2026, 3, 29), time(1, 30))


def test_of_a_time_that_comes_twice_the_first_is_meant():
    assert london_moment(date(2026, 10, 25), time(1, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("days", [-367, 367])
def test_more_than_a_year_away_is_refused(days):
    with pytest.raises(NotPlannable):
        check_plan(NOW + timedelta(days=days), 45, now=NOW)


@pytest.mark.parametrize("minutes", [0, 4, 481])
def test_a_length_that_is_no_meeting_is_refused(minutes):
    with pytest.raises(NotPlannable):
        check_plan(NOW, minutes, now=NOW)


def test_yesterday_can_be_written_down():
    check_plan(NOW - timedelta(days=1), 45, now=NOW)


def test_points_are_lines_that_say_something():
    assert read_points("  The damp \r\n\r\n Bus   fares") == ("The damp", "Bus fares")


def test_every_outcome_has_a_word():
    assert [a.label for a in Attendance] == ["Planned", "Came", "Did not come", "Cancelled"]
