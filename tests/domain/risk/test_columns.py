"""A column to each answer gives to each person what they get one by one."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.domain import risk
from alongside.domain.risk.column_inputs import USED
from alongside.domain.risk.inputs import DAYS, FLAGS, PAST, WHOLES
from alongside.domain.risk.logistic import LOGISTIC
from tests.domain.risk.made_up import CALM, HISTORY, TODAY, anything, complete, histories, score

CASES = json.loads((Path(__file__).parent / "cases.json").read_text())["cases"]
PATIENT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def as_columns(people):
    """Turn the answers of people into columns."""
    names = {"sex"} | {name for person in people for name in person} & USED
    return {name: as_column(name, [person.get(name) for person in people]) for name in names}


def as_column(name, values):
    missing = [value is None for value in values]
    if name in DAYS:
        return np.array([value or "NaT" for value in values], dtype="datetime64[D]")
    if name == "previous_convictions":
        kinds = [[kind in (value or ()) for kind in PAST] for value in values]
        return np.ma.masked_array(kinds, mask=np.repeat(np.array(missing)[:, None], len(PAST), axis=1))
    if name in WHOLES or name in FLAGS:
        kind = np.int64 if name in WHOLES else bool
        return np.ma.masked_array([kind(value or 0) for value in values], mask=missing, dtype=kind)
    return np.array([value or "" for value in values])


def assert_same(people):
    together = risk.score_columns(as_columns(people), today=TODAY)
    assert tuple(together) == LOGISTIC
    for place, person in enumerate(people):
        alone = score({name: value for name, value in person.items() if name in USED})
        for name in LOGISTIC:
            assert at(together[name], place) == expected(alone[name]), (name, person)


def at(result, place):
    found = result.score[place]
    codes = {code for code, where in result.problems.items() if where[place]}
    return (None if np.isnan(found) else float(found), str(result.variant[place]), str(result.band[place]), codes)


def expected(result):
    return result.score, str(result.variant or ""), str(result.band or ""), set(result.error_codes())


def test_every_public_case_agrees():
    readable = [case["input"] for case in CASES if "*" not in case["expected"]]
    assert len(readable) > 700
    assert_same(readable)


@PATIENT
@given(st.lists(st.one_of(anything, histories(), complete()), min_size=1, max_size=8))
def test_together_is_as_one_by_one(people):
    assert_same(people)


@PATIENT
@given(st.lists(complete(), min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_neither_the_order_of_columns_nor_that_of_people_changes_anything(people, random):
    columns = as_columns(people)
    names, turned = list(columns), list(range(len(people)))
    random.shuffle(names)
    random.shuffle(turned)
    before = risk.score_columns(columns, today=TODAY)
    after = risk.score_columns({name: columns[name][turned] for name in names}, today=TODAY)
    for name in LOGISTIC:
        assert [at(after[name], place) for place in range(len(people))] == [at(before[name], p) for p in turned]


def test_whoever_stands_on_the_edge_of_a_hundredth_is_worked_out_one_by_one(monkeypatch):
    asked = []
    monkeypatch.setattr("alongside.domain.risk.columns.NEAR", 1.0)
    from alongside.domain.risk import columns

    monkeypatch.setattr(columns, "score_logistic", lambda answers, name: asked.append(name) or risk.Result(name, 1.23))
    found = risk.score_columns(as_columns([HISTORY | CALM]), today=TODAY)
    assert asked == list(LOGISTIC)
    assert [float(result.score[0]) for result in found.values()] == [1.23, 1.23, 1.23]


@pytest.mark.parametrize(
    ("wrong", "names"),
    [
        ({"shoe_size": np.array([1])}, ("shoe_size",)),
        ({"impulsivity": np.array(["rather"])}, ("impulsivity",)),
        ({"sanction_count": np.array([1.5])}, ("sanction_count",)),
        ({"unemployed": np.array(["yes"])}, ("unemployed",)),
        ({"date_of_birth": np.array(["1990-02-30"])}, ("date_of_birth",)),
        ({"previous_convictions": np.ma.masked_array([[True]])}, ("previous_convictions",)),
        ({"sex": np.array([["male", "female"]])}, ("sex",)),
        ({"date_of_birth": np.array(["12000-01-01"], dtype="datetime64[D]")}, ("date_of_birth",)),
    ],
)
def test_a_column_that_cannot_be_read_is_named_and_nothing_is_worked_out(wrong, names):
    with pytest.raises(risk.MalformedInput) as refused:
        risk.score_columns(as_columns([HISTORY]) | wrong, today=TODAY)
    assert refused.value.names == names


def test_what_is_masked_is_missing_in_a_column_of_any_kind():
    masked = {
        "sex": np.ma.masked_array(["male"], mask=True),
        "offence_code": np.ma.masked_array(["00100"], mask=True),
        "date_of_birth": np.ma.masked_array(np.array(["1990-05-01"], dtype="datetime64[D]"), mask=True),
    }
    for name, column in masked.items():
        columns = as_columns([HISTORY]) | {name: column}
        found = risk.score_columns(columns, today=TODAY)["arp"]
        assert at(found, 0) == expected(score(HISTORY | {name: None})["arp"]), name


@pytest.mark.parametrize("other", [np.array([1, 2]), [1], 1])
def test_columns_that_are_no_arrays_of_one_length_are_refused(other):
    with pytest.raises(risk.MalformedInput) as refused:
        risk.score_columns({"sex": np.array(["male"]), "sanction_count": other}, today=TODAY)
    assert refused.value.names == ("sanction_count", "sex")


def test_no_people_have_no_results():
    nobody = risk.score_columns({"sex": np.array([], dtype="U6")}, today=date(2026, 1, 1))
    assert [len(result.score) for result in nobody.values()] == [0, 0, 0]
