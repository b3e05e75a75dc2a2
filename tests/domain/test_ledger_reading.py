"""What one reading may reach, and how repeats become one line."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from alongside.domain.ledger_reading import LedgerLine, WrongSpan, check_span, fold_lines

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
DAY = date(2026, 5, 4)


def line(minutes, actor=1, action="opened"):
    at = AT + timedelta(minutes=minutes)
    return LedgerLine(UUID(int=actor), UUID(int=9), action, "allocated", "person", at, at)


def test_a_reading_reaches_92_days_and_no_further():
    check_span(DAY, DAY)
    check_span(DAY, DAY + timedelta(days=92))
    for last in (DAY - timedelta(days=1), DAY + timedelta(days=93)):
        with pytest.raises(WrongSpan):
            check_span(DAY, last)


def test_repeats_within_ten_minutes_are_one_line_and_others_are_not():
    folded = fold_lines([line(0), line(10), line(20), line(31), line(5, actor=2), line(6, action="listed")])
    assert [(f.actor_id.int, f.action, f.count) for f in folded] == [
        (1, "opened", 1), (1, "opened", 3), (1, "listed", 1), (2, "opened", 1),
    ]  # fmt: skip
    assert sum(f.count for f in folded) == 6
