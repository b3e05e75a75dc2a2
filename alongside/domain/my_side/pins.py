"""Which six-digit PINs are too easy for somebody else to guess."""

from datetime import date
from enum import StrEnum
from itertools import pairwise

LENGTH = 6


class PinProblem(StrEnum):
    """Why a PIN is refused. Each is the name of a sentence in the catalogue of words."""

    NOT_SIX_DIGITS = "not_six_digits"
    TOO_EASY = "too_easy"


def find_pin_problem(pin: str, *, born_on: date | None) -> PinProblem | None:
    """Return why this PIN is refused, or None. born_on is the person's date of birth, None when it is not known."""
    if len(pin) != LENGTH or not (pin.isascii() and pin.isdigit()):
        return PinProblem.NOT_SIX_DIGITS
    if _is_pattern(pin) or (born_on is not None and _says_birth(pin, born_on)):
        return PinProblem.TOO_EASY
    return None


def _is_pattern(pin: str) -> bool:
    """Two digits or fewer, a piece that is repeated, and numbers in a row, forwards or backwards."""
    repeats = any(pin == pin[:size] * (LENGTH // size) for size in (1, 2, 3))
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return len(set(pin)) <= 2 or repeats or steps in ({1}, {9})


def _says_birth(pin: str, born_on: date) -> bool:
    day, month, year = f"{born_on:%d}", f"{born_on:%m}", f"{born_on:%y}"
    dates = {day + month + year, month + day + year, year + month + day}
    return f"{born_on:%Y}" in pin or pin in dates
