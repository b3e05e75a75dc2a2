"""Numbers, dates and lists of things as they are said in a sentence."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


def score_words(score: float, *, places: int = 1) -> str:
    """A score rounded half up, as it is taught at school, without an empty decimal: 4.75 is 4.8, and 10.0 is 10."""
    rounded = Decimal(str(score)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded:f}".rstrip("0").rstrip(".")


def tell_apart(score: float, low: float) -> tuple[str, str]:
    """Both numbers with as few decimals as keep them apart: 5.5 below 5.5 would make no sense to anybody."""
    for places in (1, 2, 3):
        said = score_words(score, places=places), score_words(low, places=places)
        if said[0] != said[1] or score == low:
            break
    return said


def date_words(day: date) -> str:
    """A date without the leading nought, with its year, since this page knows no today."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def count_words(number: int, one: str, many: str) -> str:
    """How many of something: in letters below ten."""
    said = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{said} {one if number == 1 else many}"


def list_words(parts: Sequence[str]) -> str:
    """Things in a row, the last after *and*."""
    return " and ".join(parts) if len(parts) < 3 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def possessive(name: str) -> str:
    """A name with its 's, also after s: Tomos's."""
    return f"{name}'s"
