"""What the manual promises is what the reader does."""

from datetime import date
from pathlib import Path

import pytest

from alongside.domain.imports.files import read_file
from alongside.domain.imports.layout import LAYOUTS, FileKind
from alongside.domain.imports.tables import read_table

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"


@pytest.mark.parametrize("kind", list(FileKind))
def test_the_manual_names_every_column_as_the_reader_knows_it(kind):
    manual = (DOCS / "import.md").read_text(encoding="utf-8")
    for column in LAYOUTS[kind]:
        needed = "yes" if column.required else ""
        assert f"| `{column.name}` | {needed} | {column.example} | {column.says} |" in manual


@pytest.mark.parametrize("kind", list(FileKind))
def test_the_example_files_have_no_problems(kind):
    content = (DOCS / "examples" / f"{kind.value}.csv").read_bytes()
    (table,) = read_file(content, kind.value, own_people=False)
    assert table.notices == ()
    assert [one.problems for one in read_table(table, date(2026, 5, 4)) if one.problems] == []
