"""Bank holidays worked out by rule, so that no list goes out of date.

Source: Banking and Financial Dealings Act 1971, Schedule 1, with the days added by proclamation every year (New Year's
Day, the first Monday in May, substitute days). A holiday proclaimed for one year only, such as a coronation, is not known
here: on such a day Alongside counts a working day too many. Easter after Meeus, Astronomical Algorithms (1991), chapter 8.
"""

from datetime import date, timedelta
from functools import cache

from alongside.domain.people.kinds import Jurisdiction

MONDAY, SATURDAY = 0, 5


@cache
def bank_holidays(year: int, jurisdiction: Jurisdiction) -> frozenset[date]:
    """Return the bank holidays of a year in one part of the United Kingdom."""
    easter = easter_sunday(year)
    found = {easter - timedelta(days=2), _monday(year, 5, 1), _last_monday(year, 5)}
    if jurisdiction is Jurisdiction.SCOTLAND:
        found |= {_monday(year, 8, 1)}
        fixed = [date(year, 1, 1), date(year, 1, 2), date(year, 11, 30)]
    else:
        found |= {easter + timedelta(days=1), _last_monday(year, 8)}
        fixed = [date(year, 1, 1)]
    if jurisdiction is Jurisdiction.NORTHERN_IRELAND:
        fixed += [date(year, 3, 17), date(year, 7, 12)]
    for day in [*fixed, date(year, 12, 25), date(year, 12, 26)]:
        found.add(_or_substitute(day, found))
    return frozenset(found)


def easter_sunday(year: int) -> date:
    """Return the day of Easter in the Gregorian calendar."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)


def _or_substitute(day: date, taken: set[date]) -> date:
    """A holiday on a weekend moves to the next weekday that is not one already."""
    while day.weekday() >= SATURDAY or day in taken:
        day += timedelta(days=1)
    return day


def _monday(year: int, month: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(MONDAY - first.weekday()) % 7 + 7 * (number - 1))


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=last.weekday())
