"""What is wrong with a file or a row, in sentences that say what to do."""

from dataclasses import dataclass


class FileRefused(Exception):
    """The file as a whole cannot be read. The sentence never repeats anything that stands in a cell."""


class CellProblem(ValueError):
    """One cell cannot be read. The sentence says what is wrong and what to do."""


@dataclass(frozen=True)
class Problem:
    """What is wrong in one row: its column (empty for the row as a whole) and a sentence that says what to do."""

    column: str
    says: str


@dataclass(frozen=True)
class Row:
    """One row of a table: its number as a spreadsheet shows it, its cells by heading, and what was wrong already."""

    number: int
    cells: dict[str, str]
    problems: tuple[Problem, ...] = ()
