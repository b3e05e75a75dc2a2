"""What a long check tells of itself reaches the table, with its failures."""

from datetime import date
from types import SimpleNamespace

import pytest

from tests.goals import TOLD, Line, lines_of, write_table


def report(*, failed: bool, **told: object) -> pytest.TestReport:
    value = {"goal": "G12", "tried": 10, "failed": 0, "what": "proofs", **told}
    return SimpleNamespace(user_properties=[(TOLD, value)], failed=failed, duration=1.25, when="call")  # type: ignore[return-value]


def test_a_check_that_failed_is_never_in_the_table_without_a_failure():
    assert [line.failed for line in lines_of(report(failed=True))] == [1]
    assert [line.failed for line in lines_of(report(failed=False))] == [0]


def test_the_table_is_in_the_order_of_the_goals_and_says_its_day():
    lines = [Line("G12", "proofs", "SQLite", 10_000, 0, 3.04), Line("G4", "answers", "PostgreSQL", 2_000, 1, 9)]
    page = write_table(lines, day=date(2026, 5, 4))
    assert "on 4 May 2026" in page
    assert page.endswith(
        "| G4 | answers | PostgreSQL | 2,000 | 1 | 9.0 |\n| G12 | proofs | SQLite | 10,000 | 0 | 3.0 |\n"
    )


def test_what_was_tried_in_parts_is_one_line():
    parts = [Line("G28", "odd requests", "SQLite", 5_000, failed, 60.0) for failed in (0, 1)]
    page = write_table([*parts, Line("G28", "odd requests", "PostgreSQL", 5_000, 0, 70.0)], day=date(2026, 5, 4))
    assert "| G28 | odd requests | SQLite | 10,000 | 1 | 120.0 |" in page
    assert "| G28 | odd requests | PostgreSQL | 5,000 | 0 | 70.0 |" in page
