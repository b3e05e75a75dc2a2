"""Rows: what each says, and every problem with its column and what to do."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.imports.cells import check_cell, read_date
from alongside.domain.imports.layout import LAYOUTS, FileKind
from alongside.domain.imports.problems import CellProblem, Row
from alongside.domain.imports.rows import RowProblems, read_row
from alongside.domain.imports.tables import Table, read_table

TODAY = date(2026, 5, 4)


def example(of: FileKind, **changed: str) -> dict[str, str]:
    return {column.name: column.example for column in LAYOUTS[of]} | changed


def problems(of: FileKind, **changed: str) -> dict[str, str]:
    with pytest.raises(RowProblems) as found:
        read_row(of, example(of) | changed, TODAY)
    return {problem.column: problem.says for problem in found.value.problems}


@pytest.mark.parametrize("kind", list(FileKind))
def test_the_examples_of_the_layout_can_be_read(kind):
    assert read_row(kind, example(kind), TODAY)


def test_a_person_says_what_the_cells_say_and_no_more():
    facts = read_row(FileKind.PEOPLE, example(FileKind.PEOPLE, said_as="", is_child=""), TODAY)
    assert facts.name["given_names"] == "Tomos Rhys"
    assert "said_as" not in facts.name
    assert facts.born_on == date(1999, 3, 1)
    assert facts.is_child is None
    assert facts.supervision.title == "Community order, 18 months"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31/02/1990", "There is no 31 February"),
        ("29/02/1990", "There is no 29 February in 1990"),
        ("12/25/1990", "There is no month 25"),
        ("3/1/90", "not a date we can read"),
        ("March 1990", "not a date we can read"),
        ("1990-13-01", "There is no month 13"),
        ("01/01/0190", "too far away"),
        ("05/05/2026", "in the future"),
    ],
)
def test_a_date_that_is_not_one_is_said_and_never_guessed(text, words):
    assert words in problems(FileKind.PEOPLE, born_on=text)["born_on"]


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_date_reads_the_same_in_both_forms(day):
    assert read_date(day.isoformat()) == read_date(f"{day:%d/%m/%Y}") == day


@pytest.mark.parametrize("start", [*"=+-@", "\t", "\r"])
def test_a_cell_that_a_spreadsheet_would_run_is_refused(start):
    with pytest.raises(CellProblem):
        check_cell(f"{start}cmd|' /C calc'!A0", 100)


@pytest.mark.parametrize("text", ["-5", "+44", "-3.25", "O'Brien-Jones", "a=b", "x@example.org"])
def test_plain_numbers_and_ordinary_words_are_no_formulas(text):
    assert check_cell(text, 100) == text


@given(st.text(max_size=60))
def test_a_cell_that_is_kept_is_one_clean_line(text):
    try:
        kept = check_cell(text, 40)
    except CellProblem:
        return
    assert len(kept) <= 40
    assert kept[:1] not in set("=@\t\r")
    assert "\n" not in kept
    kept.encode()


@given(st.sampled_from(list(FileKind)), st.data())
def test_any_cells_give_facts_or_problems(kind, data):
    cells = {column.name: data.draw(st.text(max_size=30)) for column in LAYOUTS[kind]}
    (one,) = read_table(Table(kind, (Row(2, cells),)), TODAY)
    assert bool(one.facts) != bool(one.problems)
    assert all(problem.says.endswith(".") for problem in one.problems)


def test_every_problem_of_a_row_is_said_at_once():
    found = problems(
        FileKind.PEOPLE, born_on="31/02/1990", jurisdiction="France", family_name="", given_names="x" * 200
    )
    assert set(found) == {"born_on", "jurisdiction", "family_name", "given_names"}
    assert "England and Wales" in found["jurisdiction"]
    assert "Shorten it to 120" in found["given_names"]


@pytest.mark.parametrize(
    ("kind", "changed", "column"),
    [
        (FileKind.PEOPLE, {"id_number": "---"}, "id_number"),
        (FileKind.PEOPLE, {"id_number": "///"}, "id_number"),
        (FileKind.PEOPLE, {"given_names": "To\u0000m"}, "given_names"),
        (FileKind.PEOPLE, {"given_names": "To\u202em"}, "given_names"),
        (FileKind.PEOPLE, {"supervision_kind": ""}, "supervision_kind"),
        (FileKind.PEOPLE, {"supervision_ends_on": "01/01/2020"}, "supervision_ends_on"),
        (FileKind.PEOPLE, {"practitioner": "", "practitioner_from": "01/01/2026"}, "practitioner"),
        (FileKind.PRACTITIONERS, {"address": "ruth"}, "address"),
        (FileKind.PRACTITIONERS, {"roles": "administrator"}, "roles"),
        (FileKind.PRACTITIONERS, {"supervisor": "RUTH@example.org"}, "supervisor"),
        (FileKind.RELATIONSHIPS, {"kind": "friend"}, "kind"),
        (FileKind.RELATIONSHIPS, {"ends_on": "03/05/2026"}, "ends_on"),
        (FileKind.SESSIONS, {"time": "25:00"}, "time"),
        (FileKind.SESSIONS, {"time": "01:30", "date": "29/03/2026"}, "time"),
        (FileKind.SESSIONS, {"minutes": "4"}, "minutes"),
        (FileKind.SESSIONS, {"minutes": "٤٥"}, "minutes"),
        (FileKind.SESSIONS, {"attendance": "attended", "date": "05/05/2026"}, "attendance"),
    ],
)
def test_what_is_wrong_is_said_at_its_column(kind, changed, column):
    assert column in problems(kind, **changed)


def test_a_session_is_at_london_time():
    facts = read_row(FileKind.SESSIONS, example(FileKind.SESSIONS), TODAY)
    assert facts.planned_at == datetime(2026, 5, 11, 13, 30, tzinfo=UTC)


def test_rows_about_the_same_person_are_all_problems_whatever_the_spelling():
    rows = tuple(
        Row(number, example(FileKind.PEOPLE, id_number=text)) for number, text in enumerate(["x-1", "X1", "X2"], 2)
    )
    read = read_table(Table(FileKind.PEOPLE, rows), TODAY)
    assert [bool(one.problems) for one in read] == [True, True, False]
    assert "row 3" in read[0].problems[0].says
