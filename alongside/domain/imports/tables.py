"""From the cells of a table to its rows: which column is which, what is missing, what is there twice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from alongside.domain.imports.facts import Facts
from alongside.domain.imports.layout import LAYOUTS, ONLY_FOR_ADMINISTRATORS, FileKind
from alongside.domain.imports.problems import FileRefused, Problem, Row
from alongside.domain.imports.rows import RowProblems, read_row

MOST_ROWS = 50_000
MOST_COLUMNS = 100
HEADER_ROW = 1


@dataclass(frozen=True)
class Table:
    """The rows of one kind, and what should be known about the table: columns that were not read."""

    kind: FileKind
    rows: tuple[Row, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadRow:
    """A row with what it says, or with its problems."""

    row: Row
    facts: Facts | None
    problems: tuple[Problem, ...]


def make_table(kind: FileKind, records: Iterable[Sequence[str]], *, own_people: bool) -> Table:
    """Return the rows under their headings. The first record is the heading. Raises FileRefused."""
    found = iter(records)
    header = [_heading(text) for text in next(found, ())]
    notices = _check_header(kind, header, own_people=own_people)
    rows = tuple(_rows(kind, header, found))
    if not rows:
        raise FileRefused(f"There are headings for {kind.value} but no rows under them. Nothing was imported.")
    return Table(kind, rows, notices)


def read_table(table: Table, today: date) -> list[ReadRow]:
    """Return every row read. Rows that are about the same thing are all problems: which one is right is not guessed."""
    read = [_read(table.kind, row, today) for row in table.rows]
    numbers: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for one in read:
        if one.facts:
            numbers[one.facts.key].append(one.row.number)
    return [_with_doubles(table.kind, one, numbers) for one in read]


def _read(kind: FileKind, row: Row, today: date) -> ReadRow:
    if row.problems:
        return ReadRow(row, None, row.problems)
    try:
        return ReadRow(row, read_row(kind, row.cells, today), ())
    except RowProblems as problems:
        return ReadRow(row, None, problems.problems)


def _with_doubles(kind: FileKind, one: ReadRow, numbers: dict[tuple[str, ...], list[int]]) -> ReadRow:
    others = [n for n in numbers[one.facts.key] if n != one.row.number] if one.facts else []
    if not others:
        return one
    column = {FileKind.PRACTITIONERS: "address", FileKind.PEOPLE: "id_number"}.get(kind, "")
    rows = f"row {others[0]}" if len(others) == 1 else f"rows {others[0]} and {len(others) - 1} more"
    said = Problem(column, f"This is in the file more than once, also in {rows}. Keep one of them.")
    return replace(one, facts=None, problems=(said,))


def _heading(text: str) -> str:
    return "_".join(text.strip().casefold().replace("-", " ").replace("_", " ").split())


def _check_header(kind: FileKind, header: list[str], *, own_people: bool) -> tuple[str, ...]:
    columns = {column.name: column for column in LAYOUTS[kind]}
    if len(header) == 1 and any(sign in header[0] for sign in (";", "\t", "|")):
        raise FileRefused("The columns are not separated by commas. Save the file as CSV with commas and try again.")
    if len(header) > MOST_COLUMNS:
        raise FileRefused(f"There are more than {MOST_COLUMNS} columns. Keep only those of the layout.")
    missing = [name for name, column in columns.items() if column.required and name not in header]
    if missing:
        words = "column" if len(missing) == 1 else "columns"
        raise FileRefused(
            f"The {words} {', '.join(missing)} of {kind.value} could not be found in row 1. Headings are spelt as in the template."
        )
    twice = sorted({name for name in header if name in columns and header.count(name) > 1})
    if twice:
        raise FileRefused(f"The column {twice[0]} is there twice. Keep one of them.")
    if own_people and any(name in header for name in ONLY_FOR_ADMINISTRATORS):
        raise FileRefused("Take out the practitioner columns. Everybody in this file will be allocated to you.")
    unknown = [(position, name) for position, name in enumerate(header, 1) if name not in columns and name]
    return tuple(
        f"Column {position}, {name[:40]}, is not in the layout and was not read." for position, name in unknown
    )


def _rows(kind: FileKind, header: list[str], records: Iterator[Sequence[str]]) -> Iterator[Row]:
    known = {column.name for column in LAYOUTS[kind]}
    places = [(position, name) for position, name in enumerate(header) if name in known]
    for number, record in enumerate(records, HEADER_ROW + 1):
        if number > MOST_ROWS + HEADER_ROW:
            raise FileRefused(
                f"There are more than {MOST_ROWS:,} rows. Divide the file and import the parts one by one."
            )
        if not any(cell.strip() for cell in record):
            continue
        cells = {name: record[position] if position < len(record) else "" for position, name in places}
        yield Row(number, cells, _width_problem(len(header), record))


def _width_problem(wide: int, record: Sequence[str]) -> tuple[Problem, ...]:
    if len(record) < wide:
        return (
            Problem(
                "", f"This row has {len(record)} of {wide} cells. It may have been cut short. Export the file again."
            ),
        )
    if any(cell.strip() for cell in record[wide:]):
        return (
            Problem(
                "", "This row has more cells than there are headings. Put quotes round text that has a comma in it."
            ),
        )
    return ()
