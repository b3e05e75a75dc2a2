"""Many people from a file: in order, nothing lost, and a row that cannot be read spoils no other."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain import risk
from alongside.domain.risk.rows import is_malformed, looks_like_csv, score_rows
from tests.domain.risk.made_up import CALM, HISTORY, TODAY, anything, score

GOOD = HISTORY | CALM


def read(content, *, is_csv=False):
    return list(score_rows(io.BytesIO(content), is_csv=is_csv, today=TODAY))


def line(**row):
    return json.dumps(row).encode() + b"\n"


def as_csv(people):
    """Write people as a spreadsheet would."""
    names = sorted({name for person in people for name in person})
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(["id", *names])
    for number, person in enumerate(people):
        table.writerow([f"p{number}", *(_cell(person.get(name)) for name in names)])
    return out.getvalue().encode()


def _cell(value):
    if isinstance(value, list):
        return ";".join(value) or "none"
    return "" if value is None else str(value)


@given(st.lists(anything, max_size=4))
def test_lines_and_a_table_give_what_each_person_gives_alone(people):
    alone = [{name: result.as_data() for name, result in score(person).items()} for person in people]
    lines = read(b"".join(line(id=f"p{number}", input=person) for number, person in enumerate(people)))
    assert lines == [{"id": f"p{number}"} | found for number, found in enumerate(alone)]
    assert read(as_csv(people), is_csv=True) == lines


@pytest.mark.parametrize(
    ("content", "row"),
    [
        (b"nonsense\n", {"id": None, "*": {"malformed": ["line"], "line": 1}}),
        (b"[1, 2]\n", {"id": None, "*": {"malformed": ["line"], "line": 1}}),
        (b'{"id": 1, "input": {"impulsivity": NaN}}\n', {"id": None, "*": {"malformed": ["line"], "line": 1}}),
        (b"[" * 100_000 + b"\n", {"id": None, "*": {"malformed": ["line"], "line": 1}}),
        (b'{"id": 1, "input": {"sex": "\xff"}}\n', {"id": None, "*": {"malformed": ["line"], "line": 1}}),
        (line(id=7), {"id": 7, "*": {"malformed": ["input"], "line": 1}}),
        (line(id=7, input=[]), {"id": 7, "*": {"malformed": ["input"], "line": 1}}),
        (line(input={}), {"id": None, "*": {"malformed": ["id"], "line": 1}}),
        (b'{"id": 7, "input": {"sex": "male", "sex": "female"}}\n', {"id": 7, "*": {"malformed": ["sex"]}}),
        (
            line(id="🙂 שלום", input={"unemployed": 1, "x": 2}),
            {"id": "🙂 שלום", "*": {"malformed": ["unemployed", "x"]}},
        ),
        (line(id=7, input={"offence_code": ["x" * 30_000]}), {"id": 7, "*": {"malformed": ["offence_code"]}}),
    ],
    ids=range(11),
)
def test_a_line_that_cannot_be_read_says_so_and_the_next_is_read(content, row):
    found = read(content + b"\n" + line(id="next", input=GOOD))
    assert found[0] == row
    assert [one["id"] for one in found[1:]] == ["next"]
    assert found[1]["arp"]["score"] == score(GOOD)["arp"].score


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"id,sex,unemployed\na,male,true\nb,other,1\n", [["a"], ["b", "sex", "unemployed"]]),
        (b"id,sex,shoe_size\na,male,\n", [["a", "shoe_size"]]),
        (b"id,sex,sex\na,male,male\n", [["a", "sex"]]),
        (b"id,sex\na,male,more\nb,male\n", [[None, "line"], ["b"]]),
        (b'id,sex\na,"ma"le\nb,male\n', [[None, "line"], ["b"]]),
        (b'id,sex\nb,male\na,"never closed\n', [["b"], [None, "line"]]),
        (b"id,sex\n\xe9,male\nb,male\n", [["\udce9", "line"], ["b"]]),
        (b"\xef\xbb\xbfsex\r\nmale\r\n\r\nfemale\r\n", [[1], [2]]),
        (b"id,sanction_count\na,2.5\nb,3\n", [["a", "sanction_count"], ["b"]]),
        (b"id,date_of_birth\na,2023-02-30\n", [["a", "date_of_birth"]]),
        (b"", []),
    ],
    ids=range(11),
)
def test_a_table_names_what_is_wrong_row_by_row(content, rows):
    found = read(content, is_csv=True)
    assert [[row["id"], *(row["*"]["malformed"] if is_malformed(row) else [])] for row in found] == rows


def test_rows_come_out_one_by_one():
    def endless():
        while True:
            yield line(id=1, input=GOOD)

    rows = score_rows(endless(), is_csv=False, today=TODAY)
    assert [next(rows)["id"] for _ in range(3)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("content", "is_csv"),
    [(b'\n {"id": 1}\n', False), (b"\xef\xbb\xbf{}\n", False), (b"id,sex\n", True), (b"", True), (b"\n\n", True)],
)
def test_a_file_without_a_telling_name_is_told_by_its_first_line(content, is_csv):
    found, lines = looks_like_csv(io.BytesIO(content))
    assert found is is_csv
    assert b"".join(lines) == content


def test_every_answer_says_what_it_is_and_whose_figures_it_uses():
    row = read(line(id=1, input=GOOD))[0]
    assert set(row) == {"id", *risk.PREDICTORS}
    for name in risk.PREDICTORS:
        assert row[name]["note"] == "An independent calculation, not an official score."
        assert "Crown copyright" in row[name]["source"]
        assert (row[name]["model_version"], row[name]["threshold_version"]) == ("1.0", "1.0")
