"""Whole files: what is read, and what is refused with a sentence before anything is kept."""

import random
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.imports.files import LARGEST_FILE, WORKBOOK, read_file
from alongside.domain.imports.layout import LAYOUTS, FileKind, template_columns
from alongside.domain.imports.problems import FileRefused
from alongside.domain.imports.tables import MOST_ROWS
from tests.domain.made_up_files import HEADER, PEOPLE_CSV, PEOPLE_SHEET, make_workbook, sheet_xml

MUTATIONS, MUTATIONS_AT_NIGHT = 500, 10_000


def read(content: bytes | str, kind: str = "people", *, own_people: bool = False):
    raw = content.encode() if isinstance(content, str) else content
    return read_file(raw, kind, own_people=own_people)


def refusal(content: bytes | str, kind: str = "people", *, own_people: bool = False) -> str:
    with pytest.raises(FileRefused) as refused:
        read(content, kind, own_people=own_people)
    return str(refused.value)


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_utf_8_is_read_with_and_without_a_mark(start):
    (table,) = read(start + PEOPLE_CSV)
    assert [row.number for row in table.rows] == [2, 3]
    assert table.rows[1].cells["family_name"] == "Llŷr"


@pytest.mark.parametrize(("encoding", "words"), [("cp1252", "not in UTF-8"), ("utf-16", "UTF-16")])
def test_another_encoding_is_refused_and_never_guessed(encoding, words):
    said = refusal(PEOPLE_CSV.replace("ŷ", "y").encode(encoding))
    assert words in said
    assert "CSV UTF-8" in said


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "empty"),
        (" \n \n", "empty"),
        (HEADER, "no rows"),
        (PEOPLE_CSV.replace("jurisdiction", "country"), "jurisdiction"),
        (PEOPLE_CSV.replace("born_on", "given_names"), "there twice"),
        (PEOPLE_CSV.replace(",", ";"), "commas"),
        (PEOPLE_CSV + 'CRN,"X3,Cut', "cut short"),
        (PEOPLE_CSV + 'CRN,"X3"x,Odd', "cannot be read"),
        (PEOPLE_CSV + "\x00", "not a CSV"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "old or password"),
        (HEADER + "a,b,c,d,e,f\n" * (MOST_ROWS + 1), "more than 50,000 rows"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(content, words):
    assert words in refusal(content)


def test_a_refusal_repeats_nothing_that_stands_in_the_file():
    assert "Bevan" not in refusal("Tomos,Bevan,X1\nSiân,Llŷr,X2\n")


def test_a_file_over_the_limit_is_refused():
    assert "larger than 10 MB" in refusal(b"x" * (LARGEST_FILE + 1))


def test_an_unknown_column_is_said_and_not_refused():
    (table,) = read(PEOPLE_CSV.replace("born_on", "shoe_size"))
    assert table.notices == ("Column 5, shoe_size, is not in the layout and was not read.",)
    assert "shoe_size" not in table.rows[0].cells


def test_headings_may_be_written_with_spaces_and_capitals():
    (table,) = read(PEOPLE_CSV.replace("given_names", "Given Names"))
    assert table.rows[0].cells["given_names"] == "Tomos"


def test_a_short_row_and_a_long_row_are_problems_of_that_row():
    (table,) = read(PEOPLE_CSV + "CRN,X3,Ann\n" + "CRN,X4,B,C,,Scotland,extra\n")
    assert [bool(row.problems) for row in table.rows] == [False, False, True, True]
    assert "cut short" in table.rows[2].problems[0].says


def test_a_practitioners_own_file_has_no_practitioner_column():
    content = PEOPLE_CSV.replace("born_on", "practitioner")
    assert "allocated to you" in refusal(content, own_people=True)
    assert read(content)


def test_four_sheets_are_read_in_the_order_they_are_written_in():
    sheets = {kind.value.title(): [template_columns(kind, own_people=False), ["x"]] for kind in reversed(FileKind)}
    tables = read(make_workbook(sheets), WORKBOOK)
    assert [table.kind for table in tables] == list(FileKind)


def test_a_workbook_reads_the_same_as_the_csv():
    (table,) = read(make_workbook({"people": PEOPLE_SHEET}), WORKBOOK)
    assert table.rows == read(PEOPLE_CSV)[0].rows


def test_dates_and_whole_numbers_of_a_workbook_read_as_typed():
    sheet = [*PEOPLE_SHEET, ["CRN", 12345, "A", "B", '<c s="0"><v>1</v></c>', "Scotland"]]
    (table,) = read(make_workbook({"people": sheet}), WORKBOOK)
    assert table.rows[-1].cells["id_number"] == "12345"


def test_a_sheet_of_another_name_is_said():
    tables = read(make_workbook({"people": PEOPLE_SHEET, "scratch": [["x"]]}), WORKBOOK)
    assert tables[0].notices == ("The sheet scratch is not one of the four and was not read.",)


FORMULA = '<c r="B2"><f>HYPERLINK("x")</f><v>1</v></c>'
BOOK = make_workbook({"people": PEOPLE_SHEET})
BOMB = '<!DOCTYPE a [<!ENTITY x "y">]>'


@pytest.mark.parametrize(
    ("book", "words"),
    [
        (
            make_workbook({"people": PEOPLE_SHEET, "secrets": [["x"]]}, hidden=["secrets"]),
            "Sheet 2 of the workbook is hidden",
        ),
        (make_workbook({"people": [*PEOPLE_SHEET, [FORMULA]]}), "formulas, for example in B2"),
        (make_workbook({"notes": [["x"]]}), "No sheet is called"),
        (make_workbook({"people": [*PEOPLE_SHEET, ['<c r="XFD1048576"><v>1</v></c>']]}), "cells outside"),
        (make_workbook({"people": PEOPLE_SHEET})[:-40], "damaged"),
        (make_workbook({"people": PEOPLE_SHEET})[:500], "damaged"),
        (make_workbook({"p": [["x"]]}, parts={"xl/worksheets/sheet1.xml": sheet_xml([["x"]], BOMB)}), "damaged"),
        (make_workbook({"people": PEOPLE_SHEET}, parts={"xl/sharedStrings.xml": BOMB + "<sst/>"}), "damaged"),
        (make_workbook({"people": PEOPLE_SHEET}, parts={"XL/workbook.xml": "<workbook/>"}), "damaged"),
        (make_workbook({"people": PEOPLE_SHEET}, parts={"_rels/.rels": "<Relationships/>"}), "damaged"),
        (make_workbook({"people": PEOPLE_SHEET}, parts={"big.bin": b"0" * 70_000_000}), "far bigger inside"),
        (make_workbook({"people": PEOPLE_SHEET}, parts={f"p{i}": b"" for i in range(300)}), "far bigger inside"),
    ],
)
def test_a_workbook_that_is_not_a_plain_table_is_refused(book, words):
    assert words in refusal(book, WORKBOOK)


def test_a_formula_in_a_sheet_that_is_not_read_is_refused_too():
    assert "formulas" in refusal(make_workbook({"people": PEOPLE_SHEET, "other": [[FORMULA]]}), WORKBOOK)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    assert "not an Excel workbook" in refusal((tmp_path / "z.zip").read_bytes(), WORKBOOK)


def test_a_csv_cannot_be_four_sheets():
    assert "one kind of row" in refusal(PEOPLE_CSV, WORKBOOK)


def read_or_refused(content: bytes, kind: str) -> str:
    """Return the sentence of the refusal, or nothing when the file was read within its bounds."""
    try:
        tables = read(content, kind)
    except FileRefused as refused:
        return str(refused)
    return "" if all(len(table.rows) <= MOST_ROWS for table in tables) else "too many rows"


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_and_nothing_else_happens(content):
    for kind in ("people", WORKBOOK):
        said = read_or_refused(content, kind)
        assert said == "" or 20 < len(said) <= 300


def mutate(content: bytes, chance: random.Random) -> bytes:
    """Return the content cut, doubled, overwritten or with bytes thrown in."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(data) or 1)
        match chance.randrange(5):
            case 0:
                del data[place:]
            case 1:
                data[place:place] = chance.randbytes(chance.randint(1, 20))
            case 2:
                data[place : place + 20] = data[chance.randrange(len(data) or 1) :][:40]
            case 3 if data:
                data[min(place, len(data) - 1)] = chance.choice(b'\x00"\n,=;\xff\r')
            case _:
                del data[place : place + chance.randint(1, 30)]
    return bytes(data)


def survive(number: int) -> None:
    chance = random.Random(number)  # noqa: S311  no secret
    content, kind = chance.choice([(PEOPLE_CSV.encode(), "people"), (BOOK, WORKBOOK)])
    said = read_or_refused(mutate(content, chance), kind)
    assert said == "" or 20 < len(said) <= 300


def test_500_damaged_files_are_read_or_refused():
    for number in range(MUTATIONS):
        survive(number)


@pytest.mark.nightly
def test_10000_damaged_files_are_read_or_refused(goal_result):
    goal_result(goal="G26", tried=MUTATIONS_AT_NIGHT, what="damaged files read")
    for number in range(MUTATIONS_AT_NIGHT):
        survive(number)


def test_every_column_has_an_example_that_its_own_reader_accepts():
    for kind, columns in LAYOUTS.items():
        assert all(column.example or not column.required for column in columns), kind
