"""Writes and reads whole tables. Everything that gives a table to somebody goes through here."""

import csv
import io
import json
from collections.abc import Iterable, Sequence

from alongside.domain.exports.cells import neutral_cell, restore_cell

# A spreadsheet takes a file without a byte order mark for Windows-1252.
BYTE_ORDER_MARK = "\ufeff"
Row = Sequence[str]


def write_table(headings: Row, rows: Iterable[Row], *, separator: str = ",") -> str:
    """Return a table as text, a heading and a line for each row, every cell quoted and made harmless."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([neutral_cell(cell) for cell in row] for row in [headings, *rows])
    return BYTE_ORDER_MARK + text.getvalue()


def read_table(text: str, *, separator: str = ",") -> list[list[str]]:
    """Return the cells of a table that `write_table` wrote, heading and all, as they were before."""
    lines = io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")
    return [[restore_cell(cell) for cell in row] for row in csv.reader(lines, delimiter=separator)]


def write_json(headings: Row, rows: Iterable[Row]) -> str:
    """Return the same table as a list of objects. JSON runs nothing, so no cell is changed."""
    return json.dumps([dict(zip(headings, row, strict=True)) for row in rows], ensure_ascii=False, indent=1)
