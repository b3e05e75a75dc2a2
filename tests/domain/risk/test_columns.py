"""A column to each answer gives to each person what they get one by one."""

import json
from datetime import date
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.domain import risk
from alongside.domain.risk.inputs import DAYS, FLAGS, LEVEL_ANSWERS, PAST, SCORES, SEXUAL_COUNTS, WHOLES, WORDS
from alongside.domain.risk.logistic import LOGISTIC
from alongside.domain.risk.personality import CONDUCT_FLAGS, HEALTH_FLAGS, HEALTH_LEVELS
from tests.domain.risk.made_up import CALM, CODES, HISTORY, LEVELS, SEXUAL, TODAY, VALUES, anything, complete, histories

CASES = json.loads((Path(__file__).parent / "cases.json").read_text())["cases"]
SCREENED = (
    "supervision_status", "sex", "sara_risk_to_partner", "sara_risk_to_others", "dc_srp_band", "iic_srp_band",
    "highest_risk_ever", "awareness_of_consequences", "qualifications",
)  # fmt: skip
# Without an answer to these, only what is asked about personality can screen a man in.
INDICATORS = (
    *HEALTH_FLAGS, *HEALTH_LEVELS, *CONDUCT_FLAGS, "attitude_to_supervision", "childhood_experience",
    "childhood_behaviour_problems", "self_harm_or_suicide_attempt",
)  # fmt: skip
PATIENT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def as_columns(people):
    """Turn the answers of people into columns."""
    names = {"sex"} | {name for person in people for name in person}
    return {name: as_column(name, [person.get(name) for person in people]) for name in names}


def as_column(name, values):
    missing = [value is None for value in values]
    if name in DAYS:
        return np.array([value or "NaT" for value in values], dtype="datetime64[D]")
    if name == "previous_convictions":
        kinds = [[kind in (value or ()) for kind in PAST] for value in values]
        return np.ma.masked_array(kinds, mask=np.repeat(np.array(missing)[:, None], len(PAST), axis=1))
    if name in SCORES:
        return np.array([np.nan if value is None else value for value in values], dtype=float)
    if name in (*WHOLES, *SEXUAL_COUNTS, *FLAGS):
        kind = bool if name in FLAGS else np.int64
        return np.ma.masked_array([kind(value or 0) for value in values], mask=missing, dtype=kind)
    return np.array([value or "" for value in values])


def assert_same(people, *, pni_reads_all=False):
    together = risk.score_columns(as_columns(people), today=TODAY, pni_reads_all=pni_reads_all)
    assert tuple(together) == risk.PREDICTORS
    for place, person in enumerate(people):
        alone = risk.score_person(person, today=TODAY, pni_reads_all=pni_reads_all)
        for name in risk.PREDICTORS:
            assert at(together[name], place) == expected(alone[name]), (name, person)


def at(result, place):
    found = result.score[place]
    codes = {code for code, where in result.problems.items() if where[place]}
    details = {key: plain(values[place]) for key, values in result.details.items()}
    return (
        None if np.isnan(found) else float(found),
        str(result.variant[place]),
        str(result.band[place]),
        codes,
        details,
    )


def plain(value):
    return None if value is np.ma.masked or (isinstance(value, str) and not value) else value.item()


def expected(result):
    return (
        result.score,
        str(result.variant or ""),
        str(result.band or ""),
        set(result.error_codes()),
        dict(result.details),
    )


def crowd(yes):
    """Many who answered every question of the screens, so many of a hundred with yes and as many with some problems, so that
    every rule has somebody just below and just above its edge. The same each time.
    """
    random = Random(yes)  # noqa: S311  a repeatable crowd, not a secret
    for _ in range(1_500):
        person = {name: random.random() < yes / 100 for name in FLAGS}
        person |= {name: random.choices(LEVELS, (200 - 2 * yes, yes, yes))[0] for name in LEVEL_ANSWERS}
        person |= {name: random.choice(sorted(WORDS[name])) for name in SCREENED}
        person |= random.choice([{}, dict.fromkeys(INDICATORS)])
        person |= dict.fromkeys(random.sample([*LEVEL_ANSWERS, *SCREENED], random.choice([0, 0, 1, 4])))
        person |= {"overall_risk": random.choice(["low", "high", "high"]), "domestic_abuse_perpetrator": True}
        named = random.choice([(), ("csrp_score",), ("arp_score", "vrp_score")])
        scores = {
            "csrp_score": random.uniform(0, 5),
            "arp_score": random.uniform(40, 90),
            "vrp_score": random.uniform(20, 70),
        }
        yield HISTORY | person | {name: scores[name] for name in named} | {
            "offence_code": random.choice(CODES), "custodial_sentence": True, "age_at_first_sanction": random.choice([16, 20]),
            "date_of_birth": random.choice(["1990-05-01", "2003-05-01"]),
        }  # fmt: skip


@st.composite
def men_who_offended_sexually(draw):
    """Somebody the sexual predictors are for, with every count that they read, and what the screens ask."""
    counts = {name: draw(st.integers(0, 3)) for name in SEXUAL_COUNTS}
    named = ("latest_sexual_offence_date", "latest_offence_date", "supervision_status", "stranger_victim")
    more = {name: draw(VALUES[name]) for name in named} | draw(anything)
    return more | draw(histories()) | SEXUAL | counts | {name: more[name] for name in named} | {"sex": "male"}


def test_every_public_case_agrees():
    readable = [case["input"] for case in CASES if "*" not in case["expected"]]
    assert len(readable) > 700
    assert_same(readable)
    assert_same(readable, pni_reads_all=True)


@PATIENT
@given(
    st.lists(st.one_of(anything, histories(), complete(), men_who_offended_sexually()), min_size=1, max_size=8),
    st.booleans(),
)
def test_together_is_as_one_by_one(people, reads_all):
    assert_same(people, pni_reads_all=reads_all)


@pytest.mark.parametrize("yes", [8, 25, 60])
def test_a_crowd_on_every_edge_of_the_screens_gets_what_each_gets_alone(yes):
    people = list(crowd(yes))
    assert_same(people)
    pathways = {str(word) for word in risk.score_columns(as_columns(people), today=TODAY)["pni"].details["pathway"]}
    assert pathways == {"high", "moderate", "alternative", "omission"}


@PATIENT
@given(st.lists(men_who_offended_sexually(), min_size=2, max_size=4), st.sets(st.sampled_from(risk.PREDICTORS)))
def test_whoever_asks_for_some_predictors_gets_those_and_the_same(people, asked):
    columns = as_columns(people)
    everything, some = (risk.score_columns(columns, today=TODAY, **more) for more in ({}, {"predictors": asked}))
    assert set(some) == asked
    for name in asked:
        assert [at(some[name], p) for p in range(len(people))] == [at(everything[name], p) for p in range(len(people))]


@PATIENT
@given(st.lists(complete(), min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_neither_the_order_of_columns_nor_that_of_people_changes_anything(people, random):
    columns = as_columns(people)
    names, turned = list(columns), list(range(len(people)))
    random.shuffle(names)
    random.shuffle(turned)
    before = risk.score_columns(columns, today=TODAY)
    after = risk.score_columns({name: columns[name][turned] for name in names}, today=TODAY)
    for name in risk.PREDICTORS:
        assert [at(after[name], place) for place in range(len(people))] == [at(before[name], p) for p in turned]


def test_whoever_stands_on_the_edge_of_a_hundredth_is_worked_out_one_by_one(monkeypatch):
    asked = []
    monkeypatch.setattr("alongside.domain.risk.column_logistic.NEAR", 1.0)
    from alongside.domain.risk import column_logistic

    monkeypatch.setattr(
        column_logistic, "score_logistic", lambda answers, name: asked.append(name) or risk.Result(name, 1.23)
    )
    found = risk.score_columns(as_columns([HISTORY | CALM]), today=TODAY, predictors=LOGISTIC)
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
        ({"image_sexual_sanctions": np.array([-1])}, ("image_sexual_sanctions",)),
        ({"arp_score": np.array([np.inf])}, ("arp_score",)),
        ({"arp_score": np.array(["12"])}, ("arp_score",)),
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
        assert at(found, 0) == expected(risk.score_person(HISTORY | {name: None}, today=TODAY)["arp"]), name


@pytest.mark.parametrize("other", [np.array([1, 2]), [1], 1])
def test_columns_that_are_no_arrays_of_one_length_are_refused(other):
    with pytest.raises(risk.MalformedInput) as refused:
        risk.score_columns({"sex": np.array(["male"]), "sanction_count": other}, today=TODAY)
    assert refused.value.names == ("sanction_count", "sex")


def test_no_people_have_no_results():
    nobody = risk.score_columns({"sex": np.array([], dtype="U6")}, today=date(2026, 1, 1))
    assert [len(result.score) for result in nobody.values()] == [0] * len(risk.PREDICTORS)
