"""Whole months and years between two days, and the percent as it is published (specification, section 1)."""

import calendar
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

MONTHS_A_YEAR = 12
_EXACT = Context(prec=80)
_HUNDREDTH = Decimal("0.01")


def whole_months(start: date, end: date) -> int:
    """Return the calendar months from `start` to `end`, less one if the day of the month has not been reached."""
    return (end.year - start.year) * MONTHS_A_YEAR + end.month - start.month - (end.day < start.day)


def whole_years(start: date, end: date) -> int:
    """Return the whole years from `start` to `end`, toward zero. Born on 29 February is a year older on 1 March."""
    return int(whole_months(start, end) / MONTHS_A_YEAR)


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, cut to the last day of a shorter month and to the last year there is."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def round_half_up(value: float | Decimal) -> Decimal:
    """Return the value rounded half up to two decimals, on its exact value (not on how it is printed)."""
    return Decimal(value).quantize(_HUNDREDTH, rounding=ROUND_HALF_UP, context=_EXACT)


def as_percent(probability: float) -> float:
    """Return a probability as a percentage with two decimals, from 0.00 to 99.99."""
    percent = round_half_up(_EXACT.multiply(Decimal(probability), Decimal(100)))
    return float(min(max(percent, Decimal(0)), Decimal("99.99")))
