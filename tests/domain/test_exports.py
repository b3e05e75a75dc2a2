"""G27: whatever is written as a table reads back as what it was, and no spreadsheet takes a cell for a formula."""

import csv
import importlib.util
import io
import json
import re
import unicodedata
from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest

from alongside.domain.exports import neutral_cell, read_table, write_json, write_table
from alongside.domain.exports import tables as tables_module

ROOT = Path(__file__).parents[2]
EVIL = [
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "＝",
    "＋",
    "－",
    "＠",
    "﹢",
    "﹣",
    "﹦",
    "﹫",
    "'",
    "''",
    '"',
    "\n",
    "\x00",
    "|",
    "%",
]
UNSEEN = [
    "",
    " ",
    "  ",
    "\u00a0",
    "\u3000",
    "\u200b",
    "\ufeff",
    "\u2028",
    "\x0b",
    "\x0c",
    "\x1f",
    "\u202e",
    "\r\n",
    "\u180e",
]
REST = [
    "1+1",
    "cmd|' /C calc'!A0",
    "SUM(A1)",
    "",
    'HYPERLINK("http://x")',
    "Tomos",
    "ŵ, ŷ",
    "a\tb",
    "a\r\nb",
    "a;b",
    '"',
    "'",
]
STARTS = "=+-@\t\r"
WRITERS = ["openpyxl.writer", "xlsxwriter", "xlwt", "pyexcelerate", "odf", "pandas"]


def made_up_cell(random: Random) -> str:
    return random.choice(UNSEEN) + random.choice([*EVIL, ""]) + random.choice(UNSEEN) + random.choice(REST)


def runs(cell: str) -> bool:
    """Return whether a spreadsheet could take this cell for a formula. Written without looking at how it is guarded."""
    plain = unicodedata.normalize("NFKC", cell)
    seen = plain.lstrip().lstrip("\u200b\ufeff\u202e\u180e\x1f\x00\x0b\x0c ").lstrip()
    return bool(cell[:1] and cell[:1] in STARTS) or bool(plain[:1] and plain[:1] in STARTS) or seen[:1] in tuple(STARTS)


def wrong_exports(count: int, write=write_table) -> list[str]:
    """Return what is wrong with as many made-up tables: a cell that runs, or one that is not what it was."""
    random, wrong = Random(27), []  # noqa: S311 - the same tables every time
    for _ in range(count):
        width = random.randint(1, 4)
        rows = [[made_up_cell(random) for _ in range(width)] for _ in range(random.randint(1, 5))]
        headings = [f"h{n}" for n in range(width)]
        separator = random.choice([",", "\t"])
        text = write(headings, rows, separator=separator)
        raw = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator)
        wrong += [f"runs: {cell!r}" for row in raw for cell in row if runs(cell)]
        if read_table(text, separator=separator) != [headings, *rows]:
            wrong.append(f"not the same: {rows!r}")
        if [list(one.values()) for one in json.loads(write_json(headings, rows))] != rows:
            wrong.append(f"not the same as JSON: {rows!r}")
    return wrong


def test_five_thousand_made_up_exports_read_back_equal_and_no_cell_of_them_runs(goal_result):
    wrong = wrong_exports(5_000)
    goal_result(goal="G27", tried=5_000, failed=len(wrong), what="generated exports")
    assert wrong[:5] == []


@pytest.mark.parametrize("broken", [lambda text: text, lambda text: f"'{text}" if text.startswith("=") else text])
def test_broken_on_purpose_an_export_with_a_formula_is_found(broken):
    with patch.object(tables_module, "neutral_cell", broken):
        assert any(line.startswith("runs") for line in wrong_exports(200))


def test_ordinary_words_and_numbers_stay_as_they_are():
    for cell in ("Tomos", "O'Brien", "'tis", "12", "5 May 2026", "a-b", "x=y", "", "'"):
        assert neutral_cell(cell) == cell
    assert neutral_cell("-5") == "'-5"


def code_that_writes_tables() -> set[str]:
    """Return every file of the product that writes separated values or a workbook by itself."""
    writes = re.compile(r"csv\.(writer|DictWriter)|Workbook\(|to_excel|xlsxwriter|xlwt|\.to_csv")
    return {
        str(file.relative_to(ROOT)) for file in (ROOT / "alongside").rglob("*.py") if writes.search(file.read_text())
    }


def test_tables_are_written_in_one_place_only():
    assert code_that_writes_tables() == {"alongside/domain/exports/tables.py"}


def test_no_writer_of_workbooks_can_be_imported():
    def is_there(name: str) -> bool:
        try:
            return importlib.util.find_spec(name) is not None
        except ModuleNotFoundError:
            return False

    assert [name for name in WRITERS if is_there(name)] == []
