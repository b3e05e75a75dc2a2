"""Working days in the three parts of the United Kingdom. The dates are those published on gov.uk/bank-holidays."""

from datetime import date

import pytest

from alongside.domain.people.kinds import Jurisdiction
from alongside.domain.working_days import add_working_days, bank_holidays

ENGLAND_WALES, SCOTLAND, NORTHERN_IRELAND = Jurisdiction


def days(*pairs: tuple[int, int]) -> set[tuple[int, int]]:
    return set(pairs)


PUBLISHED = {
    (2025, ENGLAND_WALES): days((1, 1), (4, 18), (4, 21), (5, 5), (5, 26), (8, 25), (12, 25), (12, 26)),
    (2025, SCOTLAND): days((1, 1), (1, 2), (4, 18), (5, 5), (5, 26), (8, 4), (12, 1), (12, 25), (12, 26)),
    (2025, NORTHERN_IRELAND): days(
        (1, 1), (3, 17), (4, 18), (4, 21), (5, 5), (5, 26), (7, 14), (8, 25), (12, 25), (12, 26)
    ),
    (2026, ENGLAND_WALES): days((1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28)),
    (2027, ENGLAND_WALES): days((1, 1), (3, 26), (3, 29), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)),
}


@pytest.mark.parametrize(("year", "where"), PUBLISHED)
def test_the_holidays_are_those_published(year, where):
    assert {(day.month, day.day) for day in bank_holidays(year, where)} == PUBLISHED[year, where]


def test_new_year_on_a_saturday_moves_both_days_in_scotland():
    assert {date(2028, 1, 3), date(2028, 1, 4)} <= bank_holidays(2028, SCOTLAND)


@pytest.mark.parametrize(
    ("day", "where", "second"),
    [
        (date(2026, 5, 5), ENGLAND_WALES, date(2026, 5, 7)),
        (date(2026, 5, 8), ENGLAND_WALES, date(2026, 5, 12)),
        (date(2026, 4, 2), ENGLAND_WALES, date(2026, 4, 8)),
        (date(2026, 4, 2), SCOTLAND, date(2026, 4, 7)),
        (date(2026, 7, 10), NORTHERN_IRELAND, date(2026, 7, 15)),
        (date(2026, 12, 24), ENGLAND_WALES, date(2026, 12, 30)),
        (date(2026, 12, 31), SCOTLAND, date(2027, 1, 6)),
    ],
)
def test_the_second_working_day_skips_weekends_and_holidays(day, where, second):
    assert add_working_days(day, 2, jurisdiction=where) == second
