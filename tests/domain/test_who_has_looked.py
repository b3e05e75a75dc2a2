"""Looks folded into lines a person can read."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from alongside.domain.who_has_looked import ListedMonth, OneLook, count_listed, fold_looks

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
RUTH, MARIAN = UUID(int=1), UUID(int=2)


def look(who: UUID, minutes: int, seen_as: str = "Their practitioner") -> OneLook:
    return OneLook(who, seen_as, NOON + timedelta(minutes=minutes))


def test_looks_with_short_pauses_are_one_visit():
    (line,) = fold_looks([look(RUTH, 0), look(RUTH, 10), look(RUTH, 20)])
    assert (line.count, line.first_at, line.last_at) == (3, NOON, NOON + timedelta(minutes=20))


def test_a_longer_pause_starts_another_visit_and_the_newest_stands_first():
    lines = fold_looks([look(RUTH, 0), look(RUTH, 11)])
    assert [line.last_at.minute for line in lines] == [11, 0]


def test_somebody_else_in_between_does_not_break_a_visit():
    lines = fold_looks([look(RUTH, 0), look(MARIAN, 3, "Supervisor"), look(RUTH, 6)])
    assert sorted((line.seen_as, line.count) for line in lines) == [("Supervisor", 1), ("Their practitioner", 2)]


def test_another_role_of_the_same_somebody_is_another_line():
    assert len(fold_looks([look(RUTH, 0), look(RUTH, 1, "Practitioner standing in")])) == 2


def test_lists_are_counted_by_month_newest_first():
    days = [date(2026, 4, 30), date(2026, 5, 1), date(2026, 5, 31)]
    assert count_listed(days) == (ListedMonth(date(2026, 5, 1), 2), ListedMonth(date(2026, 4, 1), 1))
