"""A clock is late after its last moment or its last day, and the overdue come first."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.domain.clocks import Clock, next_due_first, say_days_left

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
TODAY = date(2026, 5, 4)


def clock(what="Do it", days=0, **more):
    return Clock(what, "A rule", TODAY + timedelta(days=days), **more)


def test_the_last_day_is_in_time_and_the_next_is_not():
    assert not clock().is_overdue(now=NOW, today=TODAY)
    assert clock(days=-1).is_overdue(now=NOW, today=TODAY)


def test_a_rule_of_hours_is_judged_by_the_moment_and_the_moment_itself_is_in_time():
    due = clock(due_at=NOW)
    assert not due.is_overdue(now=NOW, today=TODAY)
    assert due.is_overdue(now=NOW + timedelta(seconds=1), today=TODAY)


def test_the_longest_overdue_comes_first_then_what_is_due_next():
    clocks = [
        clock("next week", 7),
        clock("an hour ago", due_at=NOW - timedelta(hours=1)),
        clock("today"),
        clock("old", -9),
    ]
    found = [c.what for c in next_due_first(clocks, now=NOW, today=TODAY)]
    assert found == ["old", "an hour ago", "today", "next week"]


@pytest.mark.parametrize(
    ("days", "words"), [(0, "today"), (1, "1 day left"), (9, "9 days left"), (-1, "1 day late"), (-3, "3 days late")]
)
def test_how_long_there_is_in_words(days, words):
    assert say_days_left(days) == words
    assert clock(days=days).days_left(today=TODAY) == days
