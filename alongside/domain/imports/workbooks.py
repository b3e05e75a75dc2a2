"""Reading an Excel workbook, after its parts were looked through.

A workbook is a zip of XML. Before the reader sees it, every part is unpacked here within limits, XML that is read is
parsed with document types refused, and formulas, hidden sheets and cells far outside a table are refused. The reader then
gets a plain copy of exactly the parts that were looked through.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree.ElementTree import ParseError  # nosec B405
from xml.sax import SAXException  # nosec B406
from xml.sax.handler import ContentHandler  # nosec B406
from xml.sax.xmlreader import AttributesImpl  # nosec B406

import defusedxml.ElementTree as safe_xml
import defusedxml.sax as safe_sax
import python_calamine
from defusedxml import DefusedXmlException

from alongside.domain.imports.layout import FileKind
from alongside.domain.imports.problems import FileRefused
from alongside.domain.imports.tables import MOST_COLUMNS, MOST_ROWS

MOST_PARTS = 200
MOST_UNPACKED = 64 * 1024 * 1024
MOST_RATIO = 200
MOST_CELLS = 1_500_000
LARGEST_INDEX = 1024 * 1024
RATIO_FROM = 1024 * 1024
NAMED_FORMULAS = 5
ZIP_START = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
DAMAGED = "The workbook is damaged or was cut short. Save it again in Excel as .xlsx and upload that file."
TOO_BIG = "The workbook is far bigger inside than a table should be. Save only the rows you need as CSV."
WORKBOOK_PART, WORKBOOK_RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Sheet:
    """A sheet and its records."""

    name: str
    records: list[list[str]]


def is_workbook(content: bytes) -> bool:
    """Return whether the content starts like an Excel workbook. Raises FileRefused for the old kind."""
    if content.startswith(OLD_EXCEL):
        raise FileRefused("This is an old or password-protected Excel file. Save it as .xlsx without a password.")
    return content.startswith(ZIP_START)


def read_workbook(content: bytes) -> tuple[list[Sheet], list[str]]:
    """Return the sheets that are named after a kind, and the names of those that are not. Raises FileRefused."""
    parts = _unpack(content)
    paths = _sheet_paths(parts)
    known = {kind.value for kind in FileKind}
    # Why a file was refused is kept in plain text, so a sheet that may be called after somebody is only counted.
    names = {
        path: name if name.strip().casefold() in known else str(n) for n, (name, path) in enumerate(paths.items(), 1)
    }
    for path, part in parts.items():
        if path.endswith((".xml", ".rels")):
            _look_through(names.get(path, path[-31:]).strip(), part)
    wanted = [name for name in paths if name.strip().casefold() in known]
    if not wanted:
        raise FileRefused("No sheet is called people, practitioners, relationships or sessions. Name the sheets so.")
    return _read_sheets(_repack(parts), wanted), [name for name in paths if name not in wanted]


def _unpack(content: bytes) -> dict[str, bytes]:
    """Return the parts, each unpacked within limits. What the zip says about sizes is not believed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_PARTS:
                raise FileRefused(TOO_BIG)
            parts: dict[str, bytes] = {}
            left = MOST_UNPACKED
            for entry in entries:
                part = _unpack_one(archive, entry, left)
                left -= len(part)
                parts[entry.filename] = part
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError):
        raise FileRefused(DAMAGED) from None
    if len({path.casefold() for path in parts}) < len(entries):
        raise FileRefused(DAMAGED)
    return parts


def _unpack_one(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    if entry.flag_bits & 1:
        raise FileRefused("The workbook has a password. Save it without one.")
    with archive.open(entry) as file:
        part = file.read(left + 1)
    packed = max(entry.compress_size, 1)
    if len(part) > left or (len(part) > RATIO_FROM and len(part) / packed > MOST_RATIO):
        raise FileRefused(TOO_BIG)
    return part


def _parse(part: bytes) -> Any:
    if len(part) > LARGEST_INDEX:
        raise FileRefused(TOO_BIG)
    try:
        return safe_xml.fromstring(part, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise FileRefused(DAMAGED) from None


def _scan(part: bytes, handler: ContentHandler) -> None:
    """Read XML without keeping it. Document types, and with them entities, are refused."""
    try:
        safe_sax.parseString(part, handler, forbid_dtd=True)
    except (SAXException, DefusedXmlException, ValueError, LookupError):
        raise FileRefused(DAMAGED) from None


def _sheet_paths(parts: dict[str, bytes]) -> dict[str, str]:
    """Return each sheet's name and the part that holds it. A hidden sheet is refused by name."""
    if not {"_rels/.rels", WORKBOOK_PART, WORKBOOK_RELATIONS} <= parts.keys():
        raise FileRefused("This is not an Excel workbook. Upload CSV in UTF-8, or a workbook saved as .xlsx.")
    roots = [r.get("Target", "").lstrip("/") for r in _parse(parts["_rels/.rels"]) if _is_main(r)]
    if roots != [WORKBOOK_PART]:
        raise FileRefused(DAMAGED)
    targets = {r.get("Id"): r.get("Target", "") for r in _parse(parts[WORKBOOK_RELATIONS])}
    paths: dict[str, str] = {}
    sheets = [element for element in _parse(parts[WORKBOOK_PART]).iter() if _local(element.tag) == "sheet"]
    for number, element in enumerate(sheets, 1):
        name = str(element.get("name", ""))
        if element.get("state", "visible") != "visible":
            raise FileRefused(
                f"Sheet {number} of the workbook is hidden. Show it or delete it, so that you see what you upload."
            )
        target = targets.get(element.get(RELATION_ID), "")
        paths[name] = posixpath.normpath(posixpath.join("xl", target)) if target[:1] != "/" else target[1:]
    return paths


def _is_main(relation: Any) -> bool:
    return str(relation.get("Type", "")).endswith("/officeDocument")


class _SheetScan(ContentHandler):
    """Notes the first formulas of a sheet, and refuses cells far outside any table, which would fill the memory."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.root = ""
        self.cell = ""
        self.cells = 0
        self.formulas: list[str] = []

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        tag = name.rsplit(":", 1)[-1]
        self.root = self.root or tag
        if self.root != "worksheet":
            return
        if tag == "c":
            self.cells += 1
            self.cell = str(attrs.get("r", "")) or f"cell {self.cells}"
        if tag in {"c", "row"}:
            _refuse_far_away(self.name, str(attrs.get("r", "")))
        if tag == "f" and len(self.formulas) < NAMED_FORMULAS:
            self.formulas.append(self.cell)
        if self.cells > MOST_CELLS:
            raise FileRefused(TOO_BIG)


def _look_through(name: str, part: bytes) -> None:
    """Refuse document types anywhere, and a sheet with formulas, naming the first few cells."""
    scan = _SheetScan(name)
    _scan(part, scan)
    if scan.formulas:
        raise FileRefused(
            f"The sheet {scan.name} has formulas, for example in {', '.join(scan.formulas)}. "
            "Copy the cells, paste them as values and save again."
        )


def _refuse_far_away(name: str, reference: str) -> None:
    letters = reference.rstrip("0123456789").upper()
    digits = reference[len(letters) :]
    column = 0
    for letter in letters[:4]:
        column = column * 26 + ord(letter) - 64
    if column > MOST_COLUMNS or len(letters) > 3 or len(digits) > 7 or int(digits or 0) > MOST_ROWS + 1:
        raise FileRefused(
            f"The sheet {name} has cells outside {MOST_COLUMNS} columns and {MOST_ROWS:,} rows. Delete them and save again."
        )


def _repack(parts: dict[str, bytes]) -> bytes:
    """Return a zip of the parts that were looked through, so that the reader can find nothing else."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        for path, part in parts.items():
            archive.writestr(zipfile.ZipInfo(path), part)
    return held.getvalue()


def _read_sheets(content: bytes, names: list[str]) -> list[Sheet]:
    try:
        workbook = python_calamine.load_workbook(io.BytesIO(content))
        return [Sheet(name, _records(workbook.get_sheet_by_name(name))) for name in names]
    except BaseException as error:
        # A panic of the reader is no Exception, and a damaged file must never end the worker.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise FileRefused(DAMAGED) from None
        raise


def _records(sheet: python_calamine.CalamineSheet) -> list[list[str]]:
    rows = sheet.to_python(skip_empty_area=False)
    wide = len(rows[0]) if rows else 0
    while rows and wide and not str(rows[0][wide - 1]).strip():
        wide -= 1
    return [[_text(cell) for cell in row[:wide]] + _left_over(row[wide:]) for row in rows]


def _left_over(cells: list[Any]) -> list[str]:
    return [text for text in (_text(cell) for cell in cells) if text.strip()]


def _text(cell: object) -> str:
    """Return a cell the way it would be typed: whole numbers without a point, dates year first, times as hours and minutes."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, time):
        return cell.strftime("%H:%M") if not cell.second else cell.isoformat()
    if isinstance(cell, timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _local(tag: object) -> str:
    return str(tag).rsplit("}", 1)[-1]


def sheet_records(sheets: list[Sheet]) -> Iterator[tuple[FileKind, list[list[str]]]]:
    """Return the records of each kind, in the order in which kinds are read."""
    by_name = {sheet.name.strip().casefold(): sheet.records for sheet in sheets}
    for kind in FileKind:
        if kind.value in by_name:
            yield kind, by_name[kind.value]
