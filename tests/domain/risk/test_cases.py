"""Every published case agrees, read by the rules the file gives under `how_to_read`. Where they come from: NOTICE.md."""

import json
from datetime import date
from pathlib import Path

import pytest

from alongside.domain import risk

CASES = json.loads((Path(__file__).parent / "cases.json").read_text())["cases"]
TODAY = date(2025, 10, 3)
EXACT = 1e-9
PER_RESULT = {
    (case["id"], name): (case["input"], expected)
    for case in CASES
    for name, expected in case["expected"].items()
    if name != "*"
}


def as_set(errors):
    return {(error["code"], frozenset(error["fields"])) for error in errors}


def is_as_expected(key, expected, result):
    """Compare one key of a case with the result, as `how_to_read` says."""
    if key == "errors":
        return as_set(result["errors"]) == as_set(expected)
    if key == "errors_include":
        return set(expected) <= {error["code"] for error in result["errors"]}
    if key == "contributions":
        given = result["contributions"] or {}
        return all(name in given and abs(given[name] - value) <= EXACT for name, value in expected.items())
    if key == "score" and expected is not None:
        return result["score"] is not None and f"{result['score']:.2f}" == f"{expected:.2f}"
    return key in result and result[key] == expected


@pytest.mark.parametrize(("case", "predictor"), PER_RESULT, ids=[" ".join(key) for key in PER_RESULT])
def test_a_published_case_agrees(case, predictor):
    answers, expected = PER_RESULT[case, predictor]
    result = risk.score_person(answers, today=TODAY)[predictor].as_data()
    differ = {
        key: (value, result.get(key)) for key, value in expected.items() if not is_as_expected(key, value, result)
    }
    assert differ == {}


@pytest.mark.parametrize("case", [c for c in CASES if "*" in c["expected"]], ids=lambda case: case["id"])
def test_malformed_input_is_refused_as_a_whole_and_named(case):
    with pytest.raises(risk.MalformedInput) as refused:
        risk.score_person(case["input"], today=TODAY)
    assert list(refused.value.names) == sorted(case["expected"]["*"]["malformed"])


def test_every_case_of_the_file_is_read():
    assert len(CASES) == 787
    assert {name for case in CASES for name in case["expected"]} == {*risk.PREDICTORS, "*"}
    assert len(PER_RESULT) + 10 == sum(len(case["expected"]) for case in CASES)


def test_each_input_name_of_a_case_is_known():
    named = {name for case in CASES for name in case["input"]} - {"favourite_colour"}
    assert named <= set(risk.INPUT_NAMES)
