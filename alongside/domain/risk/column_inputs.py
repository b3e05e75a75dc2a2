"""Reads columns of answers: the same names and the same refusals as one by one, a column at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alongside.domain.risk.dates import MONTHS_A_YEAR
from alongside.domain.risk.figures import load_offences
from alongside.domain.risk.inputs import (
    DAYS,
    FLAGS,
    INPUT_NAMES,
    LEVELS,
    PAST,
    SCORES,
    SEXUAL_COUNTS,
    WHOLES,
    WORDS,
    Answers,
    MalformedInput,
)
from alongside.domain.risk.inputs import read_answers as read_one

Truths = NDArray[np.bool_]
CODE_LENGTH = 5
BADLY_FORMED, UNKNOWN, MISSING = -3, -2, -1


@dataclass(frozen=True, slots=True)
class Columns:
    """Well-formed columns of the same people.

    words: the place of each word among those there are for its name, from 1 on, 0 where it is missing. offence: a place in
    `codes`, or why it is none of them. numbers: NaN where one is missing. The day "start" is when the time in the community
    began: its own day, else that of the conviction.
    """

    people: int
    days: Mapping[str, NDArray[np.datetime64]]
    wholes: Mapping[str, "np.ma.MaskedArray[Any, Any]"]
    flags: Mapping[str, "np.ma.MaskedArray[Any, Any]"]
    words: Mapping[str, NDArray[np.int8]]
    numbers: Mapping[str, NDArray[np.float64]]
    offence: NDArray[np.int64]
    past: Truths
    past_missing: Truths
    _months: dict[tuple[str, str], NDArray[np.int64]] = field(default_factory=dict, init=False)

    @property
    def codes(self) -> tuple[str, ...]:
        return _codes()

    def of(self, places: NDArray[np.intp]) -> "Columns":
        """Return the columns of these people alone. Everybody is everybody: nothing is copied."""
        if len(places) == self.people:
            return self

        def cut(columns: Mapping[str, Any]) -> dict[str, Any]:
            return {name: column[places] for name, column in columns.items()}

        some = Columns(
            len(places), cut(self.days), cut(self.wholes), cut(self.flags), cut(self.words), cut(self.numbers),
            self.offence[places], self.past[places], self.past_missing[places],
        )  # fmt: skip
        some._months.update({between: months[places] for between, months in self._months.items()})
        return some

    def is_missing(self, name: str) -> Truths:
        """Return for whom there is no answer."""
        if name in self.days:
            no_day: Truths = np.isnat(self.days[name])
            return no_day
        if name in self.words:
            no_word: Truths = self.words[name] == 0
            return no_word
        if name == "offence_code":
            is_missing: Truths = self.offence == MISSING
            return is_missing
        if name == "previous_convictions":
            return self.past_missing
        if name in self.numbers:
            no_number: Truths = np.isnan(self.numbers[name])
            return no_number
        found = self.wholes.get(name, self.flags.get(name))
        return np.ones(self.people, dtype=bool) if found is None else np.ma.getmaskarray(found)

    def any_missing(self, names: Iterable[str]) -> Truths:
        """Return for whom at least one of these is not answered."""
        found: Truths = np.logical_or.reduce([self.is_missing(name) for name in names])
        return found

    def count_missing(self, names: Iterable[str]) -> NDArray[np.int64]:
        """Return how many of these are not answered."""
        found: NDArray[np.int64] = np.sum([self.is_missing(name) for name in names], axis=0)
        return found

    def day(self, name: str) -> NDArray[np.datetime64]:
        return self.days[name]

    def whole(self, name: str) -> NDArray[np.int64]:
        """Return whole numbers, with 0 for a missing one."""
        found = self.wholes.get(name)
        return np.zeros(self.people, dtype=np.int64) if found is None else np.ma.filled(found, 0)

    def number(self, name: str) -> NDArray[np.float64]:
        """Return numbers, with NaN for a missing one."""
        return self.numbers.get(name, np.full(self.people, np.nan))

    def is_false(self, name: str) -> Truths:
        """Return for whom the answer is no, a missing one not counted."""
        return ~self.is_missing(name) & ~self.is_true(name)

    def is_true(self, name: str) -> Truths:
        """Return for whom the answer is yes, a missing one counted as no."""
        found = self.flags.get(name)
        return np.zeros(self.people, dtype=bool) if found is None else np.ma.filled(found, fill_value=False)

    def is_word(self, name: str, word: str) -> Truths:
        found = self.words.get(name)
        return np.zeros(self.people, dtype=bool) if found is None else np.asarray(found == _places(name)[word])

    def is_one_of(self, name: str, words: Iterable[str]) -> Truths:
        found: Truths = np.logical_or.reduce([self.is_word(name, word) for word in words])
        return found

    def text(self, name: str) -> NDArray[np.str_]:
        """Return the words themselves, with "" for a missing one."""
        found = self.words.get(name)
        texts = np.array(["", *_places(name)], dtype="<U14")
        return np.full(self.people, "", dtype="<U14") if found is None else texts[found]

    def points(self, name: str) -> NDArray[np.int64]:
        """Return 0, 1 or 2, a missing level counted as none."""
        by_place = np.zeros(len(_places(name)) + 1, dtype=np.int64)
        for level, points in LEVELS.items():
            by_place[_places(name)[level]] = points
        found = self.words.get(name)
        return np.zeros(self.people, dtype=np.int64) if found is None else by_place[found]

    def months(self, start: str, end: str) -> NDArray[np.int64]:
        """Return the whole calendar months between two days. Worked out once, and meaningless where one is missing."""
        if (start, end) not in self._months:
            (first, day_of_first), (last, day_of_last) = map(_month_and_day, (self.days[start], self.days[end]))
            self._months[start, end] = last - first - (day_of_last < day_of_first)
        return self._months[start, end]

    def years(self, start: str, end: str) -> NDArray[np.int64]:
        """Return the whole years between two days, toward zero. Meaningless where one is missing."""
        return np.trunc(self.months(start, end) / MONTHS_A_YEAR).astype(np.int64)

    def answers_of(self, place: int) -> Answers:
        """Return the answers of one person, as they are read one by one."""
        raw: dict[str, object] = {}
        for name, day in self.days.items():
            raw[name] = None if np.isnat(day[place]) or name == "start" else str(day[place])
        for column in (self.wholes, self.flags):
            raw |= {
                name: None if values[place] is np.ma.masked else values[place].item() for name, values in column.items()
            }
        raw |= {name: [None, *_places(name)][places[place]] for name, places in self.words.items()}
        raw |= {
            name: None if np.isnan(column[place]) else float(column[place]) for name, column in self.numbers.items()
        }
        raw["offence_code"] = self.codes[self.offence[place]] if self.offence[place] >= 0 else None
        kinds = [kind for kind, there in zip(PAST, self.past[place], strict=True) if there]
        raw["previous_convictions"] = None if self.past_missing[place] else kinds
        raw.pop("start")
        return read_one(raw, today=date.min)


def read_columns(raw: Mapping[str, Any], *, today: date) -> Columns:
    """Return the columns in `raw`.

    Raises MalformedInput naming each column that is unknown, of another type, or holds a word that is none, and all of them
    where they are not arrays of one length.
    """
    lengths = {len(column) if isinstance(column, np.ndarray) and column.ndim else None for column in raw.values()}
    people = lengths.pop() if lengths else None
    if people is None or lengths:
        raise MalformedInput(raw)
    wrong = {name for name in raw if name not in INPUT_NAMES}
    read: dict[str, Any] = {}
    for name in set(raw) - wrong:
        try:
            read[name] = _read(name, raw[name], people)
        except (TypeError, ValueError):
            wrong.add(name)
    if wrong:
        raise MalformedInput(wrong)
    return _columns(read, people, today)


def _columns(read: Mapping[str, Any], people: int, today: date) -> Columns:
    def named(names: Any) -> dict[str, Any]:
        return {name: read[name] for name in names if name in read}

    nothing = np.full(people, np.datetime64("NaT"), dtype="datetime64[D]")
    days = dict.fromkeys(DAYS, nothing) | named(DAYS)
    days["assessment_date"] = _or(days["assessment_date"], np.datetime64(today, "D"))
    days["start"] = _or(days["community_start_date"], days["conviction_date"])
    all_missing = np.ma.masked_array(np.zeros((people, len(PAST)), dtype=bool), mask=True)
    past = read.get("previous_convictions", all_missing)
    past_missing: Truths = np.logical_and.reduce(np.ma.getmaskarray(past), axis=1)
    return Columns(
        people, days, named((*WHOLES, *SEXUAL_COUNTS)), named(FLAGS), named(WORDS), named(SCORES),
        read.get("offence_code", np.full(people, MISSING)),
        np.ma.filled(past, fill_value=False), past_missing,
    )  # fmt: skip


def _or(days: NDArray[np.datetime64], other: Any) -> NDArray[np.datetime64]:
    return np.where(np.isnat(days), other, days)


def _read(name: str, column: Any, people: int) -> Any:
    if name == "previous_convictions":
        return np.ma.masked_array(_typed(column, "b", (people, len(PAST))))
    if name in DAYS:
        return _days(np.ma.filled(_typed(column, "M", (people,)), np.datetime64("NaT")))
    if name in WHOLES:
        return _wholes(column, people)
    if name in SEXUAL_COUNTS:
        return _counts(_wholes(column, people))
    if name in SCORES:
        return _numbers(_typed(column, "fiu", (people,)))
    if name in FLAGS:
        return np.ma.masked_array(_typed(column, "b", (people,)))
    words = np.ma.filled(_typed(column, "U", (people,)), "")
    return _places_of(words) if name == "offence_code" else _places_of_words(words, _places(name))


def _typed(column: Any, kinds: str, shape: tuple[int, ...]) -> Any:
    if column.dtype.kind not in kinds or column.shape != shape:
        raise TypeError
    return column


def _days(column: NDArray[np.datetime64]) -> NDArray[np.datetime64]:
    days = column.astype("datetime64[D]")
    if ((days < np.datetime64(date.min)) | (days > np.datetime64(date.max))).any():
        raise ValueError
    return days


def _wholes(column: Any, people: int) -> Any:
    return np.ma.masked_array(_typed(column, "iu", (people,))).astype(np.int64)


def _counts(column: "np.ma.MaskedArray[Any, Any]") -> "np.ma.MaskedArray[Any, Any]":
    if (np.ma.filled(column, 0) < 0).any():
        raise ValueError
    return column


def _numbers(column: Any) -> NDArray[np.float64]:
    numbers: NDArray[np.float64] = np.ma.filled(np.ma.masked_array(column).astype(np.float64), np.nan)
    if np.isinf(numbers).any():
        raise ValueError
    return numbers


def _places_of_words(column: NDArray[np.str_], places: Mapping[str, int]) -> NDArray[np.int8]:
    found = np.full(len(column), UNKNOWN, dtype=np.int8)
    for word, place in {"": 0, **places}.items():
        found[column == word] = place
    if (found == UNKNOWN).any():
        raise ValueError
    return found


@cache
def _places(name: str) -> Mapping[str, int]:
    return {word: place for place, word in enumerate(sorted(WORDS[name]), start=1)}


@cache
def _codes() -> tuple[str, ...]:
    return tuple(sorted(load_offences()))


@cache
def _table() -> NDArray[np.int64]:
    table = np.full(10**CODE_LENGTH, UNKNOWN)
    table[[int(code) for code in _codes()]] = np.arange(len(_codes()))
    return table


def _places_of(column: NDArray[np.str_]) -> NDArray[np.int64]:
    """Return the place of each code, read letter by letter, since a million texts are slow to look up one by one."""
    letters = np.ascontiguousarray(column.astype(f"<U{max(CODE_LENGTH + 1, column.dtype.itemsize // 4)}"))
    points = letters.view(np.uint32).reshape(len(column), -1).astype(np.int64)
    digits = points[:, :CODE_LENGTH] - ord("0")
    well_formed = ((digits >= 0) & (digits <= 9)).all(axis=1) & (points[:, CODE_LENGTH:] == 0).all(axis=1)
    numbers = np.where(well_formed[:, None], digits, 0) @ (10 ** np.arange(CODE_LENGTH - 1, -1, -1))
    places = np.where(well_formed, _table()[numbers], BADLY_FORMED)
    return np.where(column == "", MISSING, places)


def _month_and_day(days: NDArray[np.datetime64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    months = days.astype("datetime64[M]")
    return months.astype(np.int64), (days - months).astype(np.int64)
