"""One cell at a time: what is refused in any cell, and reading dates, times, choices and addresses."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from alongside.domain.imports.problems import CellProblem

LONDON = ZoneInfo("Europe/London")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::00)?", re.ASCII)
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
ADDRESS = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\".]+(\.[^\s@,;<>\".]+)+")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def check_cell(text: str, longest: int) -> str:
    """Return the text without space around it. Raises CellProblem for formulas, control characters and length."""
    stripped = text.strip(" \u00a0")
    if stripped.startswith(FORMULA_STARTS) and not NUMBER.fullmatch(stripped):
        raise CellProblem("A cell may not start with = + - @ or a tab, because a spreadsheet runs it as a formula.")
    if any(_is_control(c) for c in stripped):
        raise CellProblem("There is a line break or an invisible character in this cell. Type it again as one line.")
    if len(stripped) > longest:
        raise CellProblem(f"This is {len(stripped):,} characters long. Shorten it to {longest} or fewer.")
    return stripped


def _is_control(character: str) -> bool:
    # Direction marks can make a name read as another, and lone surrogates cannot be stored at all.
    code = ord(character)
    is_direction = 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
    return code < 32 or 127 <= code < 160 or 0xD800 <= code < 0xE000 or code in {0x2028, 0x2029} or is_direction


def read_date(text: str) -> date:
    """Return a date written dd/mm/yyyy or yyyy-mm-dd. Nothing else is read, so no date can be taken for another."""
    day_first, year_first = DAY_FIRST.fullmatch(text), YEAR_FIRST.fullmatch(text)
    if day_first:
        day, month, year = (int(part) for part in day_first.groups())
    elif year_first:
        year, month, day = (int(part) for part in year_first.groups())
    else:
        raise CellProblem("This is not a date we can read. Write it as 01/03/1999 (day first) or 1999-03-01.")
    if not 1 <= month <= 12:
        raise CellProblem(f"There is no month {month}. Write the day first, as in 25/12/1990.")
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise CellProblem(f"The year {year} is too far away. Check it.")
    try:
        return date(year, month, day)
    except ValueError:
        leap = f" in {year}" if (day, month) == (29, 2) else ""
        raise CellProblem(f"There is no {day} {MONTHS[month - 1]}{leap}. Check the day and month.") from None


def read_birth(text: str, today: date) -> date:
    """Return a date of birth. Raises CellProblem for a day that has not come."""
    born_on = read_date(text)
    if born_on > today:
        raise CellProblem("This date of birth is in the future. Check the year.")
    return born_on


def read_time(text: str) -> time:
    """Return a time of day, 24-hour clock."""
    found = CLOCK.fullmatch(text)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise CellProblem("This is not a time we can read. Write it as 14:30.")
    return time(int(found[1]), int(found[2]))


def london_moment(day: date, clock: time) -> datetime:
    """Return the moment in London. Raises CellProblem for the hour that is skipped when the clocks go forward."""
    moment = datetime.combine(day, clock, LONDON)
    there_and_back = datetime.fromtimestamp(moment.timestamp(), LONDON)
    if there_and_back.replace(fold=0) != moment:
        raise CellProblem("The clocks go forward on this day and skip this time. Check it.")
    return moment


def read_choice(text: str, choices: Mapping[str, str]) -> str:
    """Return the value of a choice, whatever its case. Raises CellProblem with the words that are known."""
    wanted = " ".join(text.casefold().replace("_", " ").replace("-", " ").split())
    for words, value in choices.items():
        if wanted == words.casefold().replace("-", " "):
            return value
    # Several words may mean the same. The first of them is the one to write.
    *most, last = {value: words for words, value in reversed(list(choices.items()))}.values()
    raise CellProblem(f"We do not know this word. Write {', '.join(most)} or {last}.")


def read_address(text: str) -> str:
    """Return a work e-mail address in small letters."""
    if not ADDRESS.fullmatch(text) or len(text) > 254:
        raise CellProblem("This is not an e-mail address. Write it as ruth@example.org.")
    return text.lower()


def read_number(text: str, least: int, most: int) -> int:
    """Return a whole number between two others."""
    if not (text.isascii() and text.isdigit()) or len(text) > 6 or not least <= int(text) <= most:
        raise CellProblem(f"Write a whole number from {least} to {most}.")
    return int(text)
