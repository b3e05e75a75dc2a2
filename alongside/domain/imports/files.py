"""Reading an uploaded file of any of the kinds into tables."""

from dataclasses import replace

from alongside.domain.imports.csv_files import read_csv
from alongside.domain.imports.layout import FileKind
from alongside.domain.imports.problems import FileRefused
from alongside.domain.imports.tables import Table, make_table
from alongside.domain.imports.workbooks import is_workbook, read_workbook, sheet_records

WORKBOOK = "workbook"
LARGEST_FILE = 10 * 1024 * 1024


def file_format(content: bytes) -> str:
    """Return xlsx or csv, by what the file is and not by what it is called. Raises FileRefused."""
    if not content:
        raise FileRefused("The file is empty. Check that you chose the right one.")
    if len(content) > LARGEST_FILE:
        raise FileRefused(f"The file is larger than {LARGEST_FILE // 1024 // 1024} MB. Divide it and upload the parts.")
    return "xlsx" if is_workbook(content) else "csv"


def read_file(content: bytes, kind: str, *, own_people: bool) -> list[Table]:
    """Return the tables of a file. kind is a FileKind or WORKBOOK. Raises FileRefused with a sentence."""
    if file_format(content) == "csv":
        if kind == WORKBOOK:
            raise FileRefused("A CSV file holds one kind of row. Say which kind it is, or upload an Excel workbook.")
        return [make_table(FileKind(kind), read_csv(content), own_people=own_people)]
    sheets, unread = read_workbook(content)
    tables = [
        make_table(found, records, own_people=own_people)
        for found, records in sheet_records(sheets)
        if kind in {WORKBOOK, found.value}
    ]
    if not tables:
        raise FileRefused(f"The workbook has no sheet called {kind}. Name the sheet so.")
    said = tuple(f"The sheet {name[:31]} is not one of the four and was not read." for name in unread)
    return [replace(tables[0], notices=said + tables[0].notices), *tables[1:]]
