"""Predictors are worked out at a terminal, from a file, without a database."""

import json
from pathlib import Path

import pytest

from alongside.domain.risk import PREDICTORS

CASES = json.loads((Path(__file__).parents[1] / "domain" / "risk" / "cases.json").read_text())["cases"]


def rows_of(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_all_published_cases_go_through_one_file_in_their_order(call, tmp_path):
    file = tmp_path / "cases.jsonl"
    file.write_text("".join(json.dumps({"id": case["id"], "input": case["input"]}) + "\n" for case in CASES))
    done = call("risk", "score", str(file), "--on", "2025-10-03")
    rows = rows_of(done)
    assert [row["id"] for row in rows] == [case["id"] for case in CASES]
    for case, row in zip(CASES, rows, strict=True):
        for name, expected in case["expected"].items():
            if name == "*":
                assert row == {"id": case["id"], "*": expected}
            elif "score" in expected:
                assert row[name]["score"] == expected["score"]
    assert (done.exit_code, "10 of the rows could not be read" in done.stderr) == (1, True)


def test_a_table_of_people_who_can_all_be_read_ends_well(call, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("id,sex,work_skills,qualifications,reading_writing_numeracy\nann,female,some,none,some\n")
    done = call("risk", "score", str(file))
    assert done.exit_code == 0, done.output
    row = rows_of(done)[0]
    assert (row["id"], row["lds"]["score"], set(row) - {"id"}) == ("ann", 1.0, set(PREDICTORS))


def test_a_file_without_a_telling_name_is_read_all_the_same(call, tmp_path):
    file = tmp_path / "people"
    file.write_text('{"id": "ann", "input": {}}\n')
    assert rows_of(call("risk", "score", str(file)))[0]["id"] == "ann"


def test_the_needs_identifier_is_given_everything_only_when_asked(call, tmp_path):
    file = tmp_path / "one.jsonl"
    answers = {
        "sex": "female", "supervision_status": "custody", "sara_risk_to_partner": "low", "sara_risk_to_others": "low",
        "sexual_offence_history": False, "date_of_birth": "1990-05-01", "sanction_count": 1, "community_start_date": "2025-01-01",
        "csrp_score": 0, "pro_criminal_attitudes": "none", "hostile_orientation": "none",
    }  # fmt: skip
    file.write_text(json.dumps({"id": 1, "input": answers}) + "\n")
    pathways = [
        rows_of(call("risk", "score", str(file), *more))[0]["pni"]["pathway"] for more in ([], ["--pni-reads-all"])
    ]
    assert pathways == ["omission", "alternative"]


@pytest.mark.parametrize("name", PREDICTORS)
def test_the_transparency_record_of_each_is_printed(call, name):
    printed = call("risk", "record", name)
    assert printed.exit_code == 0
    assert f"(`{name}`)" in printed.output


def test_an_unknown_predictor_or_file_is_said_in_a_sentence(call, tmp_path):
    assert "Invalid value" in call("risk", "record", "horoscope").output
    assert call("risk", "score", str(tmp_path / "none.csv")).exit_code == 2
