"""Workbooks written by hand for tests: nothing in the project writes them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEADER = "id_scheme,id_number,given_names,family_name,born_on,jurisdiction\n"
PEOPLE_CSV = HEADER + "CRN,X1,Tomos,Bevan,01/03/1999,England and Wales\nCRN,X2,Siân,Llŷr,2001-12-31,Scotland\n"


def cell_xml(value: object) -> str:
    """Return one cell. Text that starts with <c is taken as it is, for cells a test writes itself."""
    text = str(value)
    if text.startswith("<c"):
        return text
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def sheet_xml(rows: Sequence[Sequence[object]], before: str = "") -> str:
    """Return the XML of a sheet."""
    body = "".join("<row>" + "".join(cell_xml(cell) for cell in row) + "</row>" for row in rows)
    return f'{before}<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'


def make_workbook(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    *,
    hidden: Sequence[str] = (),
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Return a workbook. parts replaces or adds parts of the zip."""
    names = list(sheets)
    listed = "".join(
        f'<sheet name="{n}" sheetId="{i}" r:id="rId{i}"{" state=" + chr(34) + "hidden" + chr(34) if n in hidden else ""}/>'
        for i, n in enumerate(names, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{i}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(names) + 1)
    )
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>',
    }
    whole |= {f"xl/worksheets/sheet{i}.xml": sheet_xml(sheets[n]) for i, n in enumerate(names, 1)}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, part in (whole | dict(parts or {})).items():
            archive.writestr(zipfile.ZipInfo(path), part, zipfile.ZIP_DEFLATED)
    return held.getvalue()


PEOPLE_SHEET: list[list[object]] = [line.split(",") for line in PEOPLE_CSV.splitlines()]
