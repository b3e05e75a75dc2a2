"""An exercise as it is done: what was written in it, what is still open, and what the person takes away.

What is written in a field is a grid, rows of cells, whatever its kind. Nothing has to be written to save, so that a fire
drill loses nothing. What was asked is kept with the words, so that a changed module does not change what somebody wrote.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from alongside.domain.assessment import Voice
from alongside.domain.skills.modules import Exercise, Field, Kind, Module

Grid = tuple[tuple[str, ...], ...]
LONGEST_CELL, LONGEST_TEXT = 300, 5_000
NOUGHT_TO_TEN = frozenset(str(number) for number in range(11))


class CannotKeep(ValueError):
    """Something in an exercise cannot be kept. wrong says for each field what to do about it."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        """Keep a sentence for each field, to be shown at its place."""
        super().__init__("; ".join(wrong.values()))
        self.wrong = dict(wrong)


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in one field, with the words it was asked in and of whom. apart: for staff alone."""

    key: str
    label: str
    grid: Grid
    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    voice: Voice = Voice.PERSON
    apart: bool = False

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was written or chosen."""
        return not any(cell for row in self.grid for cell in row)

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return each row that is not empty, with its heading or nothing, its cells in one line."""
        headings = (*self.rows, *[""] * len(self.grid))
        said = zip(headings, (" → ".join(filter(None, row)) for row in self.grid), strict=False)
        return tuple((heading, line) for heading, line in said if line)


@dataclass(frozen=True, slots=True)
class Done:
    """An exercise as far as it was done, with the version of the module it was done from."""

    module_id: str
    exercise_id: str
    version: str
    title: str
    written: tuple[Written, ...] = ()

    def find(self, key: str) -> Written | None:
        """Return what was written in a field, or None."""
        return next((each for each in self.written if each.key == key), None)

    def as_turned(self) -> "Done":
        """Return the same for a screen both look at, without what is for staff alone."""
        return replace(self, written=tuple(each for each in self.written if not each.apart))


@dataclass(frozen=True, slots=True)
class TakeAway:
    """What the person takes with them: a title that gives nothing away, and what they wrote."""

    title: str
    parts: tuple[Written, ...]


def begin(module: Module, exercise: Exercise, *, before: Sequence[Done] = ()) -> Done:
    """Return an exercise not yet done. Words from earlier exercises of the module stand where it goes on with them."""
    known = {f"{done.exercise_id}.{each.key}": each.grid for done in before for each in done.written}
    return _done(module, exercise, {each.key: known.get(each.starts_from, ()) for each in exercise.fields})


def write(module: Module, exercise: Exercise, typed: Mapping[str, Grid]) -> Done:
    """Return the exercise with what was typed, blank edges and empty rows left out. Raises CannotKeep for every field at once.

    What was typed is not changed by the error: it stays with whoever called, and goes back on the page.
    """
    wrong = {each.key: why for each in exercise.fields if (why := _what_is_wrong(each, typed.get(each.key, ())))}
    if wrong:
        raise CannotKeep(wrong)
    return _done(module, exercise, {each.key: _clean(each, typed.get(each.key, ())) for each in exercise.fields})


def keep_unasked(done: Done, before: Done | None, *, asked: Collection[str]) -> Done:
    """Return an exercise with what stood before in every field that was not asked for on this screen.

    The turned screen does not ask for what is for staff alone, and saving there must not lose it.
    """
    if before is None:
        return done
    kept = {each.key: each for each in before.written if each.key not in asked}
    return replace(done, written=tuple(kept.get(each.key, each) for each in done.written))


def still_open(exercise: Exercise, done: Done) -> tuple[Field, ...]:
    """Return the fields that have to be filled in before the exercise is done, and are not."""
    return tuple(each for each in exercise.fields if each.needed and _is_missing(done.find(each.key)))


def reason_to_stop(exercise: Exercise, done: Done) -> str:
    """Return what to say to whoever chose an answer after which this exercise is not for now, or nothing."""
    chosen = {(each.key, cell) for each in done.written for row in each.grid for cell in row}
    options = ((found.key, option) for found in exercise.fields for option in found.options)
    return next((option.stops for key, option in options if option.stops and (key, option.says) in chosen), "")


def take_away(exercise: Exercise, done: Done) -> TakeAway:
    """Return what the person takes away, in the order of the exercise, without what was left empty."""
    return TakeAway(exercise.title, _parts(done, exercise.keep))


def card_of(exercise: Exercise, done: Done) -> TakeAway:
    """Return what fits on a card. Its title is one that anybody may see."""
    return TakeAway(exercise.card_title, _parts(done, exercise.card))


def _done(module: Module, exercise: Exercise, grids: Mapping[str, Grid]) -> Done:
    written = tuple(
        Written(
            each.key, each.label, _say_chosen(each, grids[each.key]), each.columns, each.rows, each.voice, each.apart
        )
        for each in exercise.fields
    )
    return Done(module.id, exercise.id, module.version, exercise.title, written)


def _say_chosen(field: Field, grid: Grid) -> Grid:
    """Keep the words that were chosen and not their codes: they are what the person saw."""
    if not field.kind.has_options:
        return grid
    return tuple((option.says,) for row in grid for cell in row if (option := field.option(cell)))


def _parts(done: Done, keys: Sequence[str]) -> tuple[Written, ...]:
    return tuple(each for each in done.written if each.key in keys and not each.is_empty)


def _is_missing(written: Written | None) -> bool:
    return written is None or written.is_empty


def _clean(field: Field, typed: Grid) -> Grid:
    rows = tuple(tuple(cell.strip() for cell in row) for row in typed)
    if field.rows:
        return rows
    return tuple(row for row in rows if any(row))


def _what_is_wrong(field: Field, typed: Grid) -> str:
    """Return what to do about what was typed in a field, or nothing when it can be kept."""
    grid = _clean(field, typed)
    most = LONGEST_TEXT if field.kind is Kind.LONG else LONGEST_CELL
    if any(len(cell) > most for row in grid for cell in row):
        return f"This is longer than {most} letters. Make it shorter, or write the rest in the notes."
    if field.kind is Kind.SCALE and not {cell for row in grid for cell in row if cell} <= NOUGHT_TO_TEN:
        return "Choose a whole number from 0 to 10."
    if field.kind.has_options:
        return _wrong_choice(field, grid)
    return _wrong_size(field, grid)


def _wrong_choice(field: Field, grid: Grid) -> str:
    chosen = [cell for row in grid for cell in row if cell]
    if any(field.option(cell) is None for cell in chosen):
        return "Choose from the answers that are there."
    return "Choose one answer." if field.kind is Kind.CHOICE and len(chosen) > 1 else ""


def _wrong_size(field: Field, grid: Grid) -> str:
    width = max(len(field.columns), 1)
    if any(len(row) > width for row in grid):
        return "There is more here than there are places for it."
    most = len(field.rows) or field.most
    return f"There is room for {most} here. Put two together, or leave one out." if len(grid) > most else ""
