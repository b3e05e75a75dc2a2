"""What holds for everybody: the order of answers, what is refused, and what may only ever rise."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.domain import risk
from alongside.domain.risk.checks import REQUIRED_FOR_DYNAMIC
from alongside.domain.risk.figures import load_rules
from alongside.domain.risk.inputs import DAYS, FLAGS, PAST, SEXUAL_COUNTS, WHOLES, WORDS
from alongside.domain.risk.logistic import LEVELS_BY_TERM, LOGISTIC
from tests.domain.risk.made_up import CALM, HISTORY, LEVELS, SEXUAL, TODAY, anything, complete, histories, score

RISING = [name for name in LEVELS_BY_TERM.values() if name != "partner_relationship_quality"]


@given(anything, st.randoms(use_true_random=False))
def test_the_order_of_answers_changes_nothing(answers, random):
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    turned = {name: value[::-1] if isinstance(value, list) else value for name, value in shuffled}
    assert score(turned) == score(answers)


@given(anything)
def test_a_missing_answer_and_none_are_the_same(answers):
    assert score(dict.fromkeys(risk.INPUT_NAMES) | answers) == score(answers)


@given(anything)
def test_every_predictor_answers_with_a_score_or_reasons(answers):
    results = score(answers)
    assert tuple(results) == risk.PREDICTORS
    for name in (*LOGISTIC, "dc_srp", "iic_srp", "csrp", "lds"):
        result = results[name]
        assert (result.score is None) == bool(result.error_codes() - {"missing_dynamic", "drug_use_without_motivation"})
        assert result.score is None or 0 <= result.score <= 99.99
        assert "note" in result.as_data()
        assert all(set(problem.fields) <= {*risk.INPUT_NAMES, *risk.PREDICTORS} for problem in result.errors)


@settings(max_examples=300)
@given(complete())
def test_terms_add_up_to_the_score_and_its_band(answers):
    for name in LOGISTIC:
        result = score(answers)[name]
        if result.error_codes() == {"calculation_error"}:
            continue
        terms = dict(result.contributions)
        total = terms.pop("total")
        assert result.variant == "dynamic"
        assert math.isclose(math.fsum(terms.values()), total, abs_tol=1e-12)
        assert abs(result.score - 100 / (1 + math.exp(-total))) <= 0.0051
        bounds = load_rules()["bands"][name]
        assert result.band == ([word for word, bound in bounds.items() if result.score >= bound] or ["low"])[-1]


@settings(max_examples=60)
@given(
    complete(),
    st.sampled_from([*RISING, *(n for n in FLAGS if n.startswith("uses_")), "unemployed", "weapon_in_offence"]),
)
def test_a_harder_circumstance_never_lowers_a_figure(answers, name):
    steps = LEVELS if name in WORDS else (False, True)
    figures = [score(answers | {name: step}) for step in steps]
    for predictor in LOGISTIC:
        scores = [found[predictor].score for found in figures]
        if None not in scores:
            assert scores == sorted(scores)


@given(complete(), st.sampled_from(PAST))
def test_one_more_kind_of_earlier_conviction_never_lowers_serious_violence(answers, kind):
    with_it = answers | {"previous_convictions": [*answers["previous_convictions"], kind]}
    assert score(with_it)["svrp"].score >= score(answers)["svrp"].score


@given(complete(), st.data())
def test_any_missing_circumstance_leaves_the_history_alone_and_is_named(answers, data):
    for predictor in LOGISTIC:
        left_out = data.draw(st.sampled_from(REQUIRED_FOR_DYNAMIC[predictor]))
        short = {name: value for name, value in answers.items() if name != left_out}
        history = {name: value for name, value in answers.items() if name in HISTORY}
        result, bare = score(short)[predictor], score(history)[predictor]
        assert (result.score, result.band, result.variant) == (bare.score, bare.band, bare.variant)
        if result.score is not None:
            assert result.variant == "static"
            assert left_out in dict.fromkeys(field for problem in result.errors for field in problem.fields)


@given(histories())
def test_a_history_within_the_rules_has_a_static_score(answers):
    for predictor in LOGISTIC:
        result = score(answers)[predictor]
        assert result.error_codes() - {"missing_dynamic"} <= {"calculation_error"}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"sanction_count": 0}, "sanction_count_out_of_range"),
        ({"sanction_count": 1000}, "sanction_count_out_of_range"),
        ({"violent_sanction_count": 10}, "violent_sanction_count_out_of_range"),
        ({"violent_sanction_count": -1}, "violent_sanction_count_out_of_range"),
        ({"age_at_first_sanction": 110}, "age_at_first_sanction_out_of_range"),
        ({"age_at_first_sanction": -1}, "age_at_first_sanction_out_of_range"),
        ({"age_at_first_sanction": 34}, "first_sanction_after_conviction"),
        ({"offence_code": "4700"}, "offence_code_format"),
        ({"offence_code": "０4700"}, "offence_code_format"),
        ({"offence_code": "00001"}, "offence_code_unknown"),
        ({"conviction_date": "1990-05-01"}, "conviction_not_after_birth"),
        ({"conviction_date": "2026-01-04"}, "conviction_too_far_after_assessment"),
    ],
    ids=str,
)
def test_a_history_outside_the_range_has_no_score(wrong, code):
    for predictor in ("vrp", "svrp"):
        result = score(HISTORY | CALM | wrong)[predictor]
        assert (result.score, result.band, result.variant, result.contributions) == (None, None, None, None)
        assert code in result.error_codes()


def test_a_conviction_three_months_ahead_is_the_last_that_is_accepted():
    assert score(HISTORY | CALM | {"conviction_date": "2026-01-03"})["arp"].score is not None


@pytest.mark.parametrize("start", ["1990-05-01", "2100-05-01"])
def test_a_start_before_birth_or_past_a_hundred_and_ten_is_refused(start):
    found = score(HISTORY | CALM | {"community_start_date": start})
    assert found["arp"].score is None
    assert found["vrp"].score is None
    expected = {"calculation_error"} if start < "2000" else set()
    assert found["svrp"].error_codes() == expected


@given(st.integers(0, 60), st.integers(0, 60))
def test_time_without_an_offence_never_raises_a_figure(earlier, later):
    """Months count up to 36 and not below 0, so the figure falls or stays as the day of assessment moves on."""
    first, second = sorted((earlier, later))
    for answers in (HISTORY, HISTORY | CALM):
        start = date(2024, 11, 22)
        found = [
            score(answers | {"assessment_date": (start + timedelta(days=31 * months)).isoformat()})
            for months in (first, second)
        ]
        for predictor in ("arp", "vrp"):
            assert found[1][predictor].score <= found[0][predictor].score


@given(st.sampled_from(SEXUAL_COUNTS), st.integers(0, 4))
def test_one_more_sexual_sanction_never_lowers_points_or_place(name, count):
    fewer, more = ({**HISTORY, **SEXUAL, "sanction_count": 50, name: n} for n in (count, count + 1))
    before, after = score(fewer), score(more)
    if before["dc_srp"].errors or after["dc_srp"].errors:
        assert before["dc_srp"].error_codes() == {"sexual_history_without_sanctions"}
        return
    assert after["dc_srp"].details["points"] >= before["dc_srp"].details["points"]
    assert after["iic_srp"].score >= before["iic_srp"].score
    assert after["csrp"].score >= before["csrp"].score


@pytest.mark.parametrize("age", range(16, 70))
def test_points_of_age_fall_by_one_each_three_years_and_end_at_sixty(age):
    start = date(1990 + age, 5, 2)
    answers = HISTORY | SEXUAL | {"community_start_date": start.isoformat()}
    points = score(answers)["dc_srp"].contributions["age_at_community_start"]
    assert points == (0 if age >= 60 else 14 if age < 21 else 14 - (age - 18) // 3)


@pytest.mark.parametrize(
    ("status", "years", "is_lower"),
    [("community", 5, True), ("remand", 5, True), ("custody", 5, False), ("community", 4, False)],
)
def test_five_years_outside_custody_lower_the_band_by_one_and_nothing_else(status, years, is_lower):
    long_ago = f"{2025 - years}-10-03"
    answers = HISTORY | SEXUAL | {
        "contact_adult_sexual_sanctions": 4, "community_start_date": long_ago, "supervision_status": status,
    }  # fmt: skip
    today, then = score(answers)["dc_srp"], score(answers | {"assessment_date": long_ago})["dc_srp"]
    assert today.details["band_reduced"] is is_lower
    assert (today.score, today.contributions) == (then.score, then.contributions)
    assert (today.band != then.band) is is_lower


@given(anything)
def test_the_parts_of_the_combined_figure_add_up(answers):
    results = score(answers)
    combined = results["csrp"]
    if combined.score is None:
        assert "component_error" in combined.error_codes()
        return
    parts = sum(results[name].score for name in ("svrp", "dc_srp", "iic_srp"))
    extra = 0.38 if answers["sex"] == "female" and answers["sexual_offence_history"] else 0
    assert combined.score == pytest.approx(min(parts + extra, 99.99))
    assert combined.variant == results["svrp"].variant


@given(anything, st.sampled_from(["work_skills", "reading_writing_numeracy", "learning_difficulties"]))
def test_more_difficulty_never_lowers_the_learning_screen(answers, name):
    scores = [score(answers | {name: level})["lds"].score for level in LEVELS]
    assert scores[0] is None or scores == sorted(scores)


@given(anything)
def test_maturity_is_asked_of_young_men_only(answers):
    result = score(answers)["mst"]
    if result.details["applicable"]:
        assert answers["sex"] == "male"
        assert 0 <= result.score <= 19
        assert result.details["flag"] is (result.score >= 10)


@given(anything)
def test_there_is_always_a_pathway_and_without_a_supervision_status_an_omission(answers):
    result = score(answers)["pni"]
    assert result.details["pathway"] in {"high", "moderate", "alternative", "omission"}
    if "supervision_status" not in answers:
        assert result.details["pathway"] == "omission"


@given(anything)
def test_the_personality_screen_never_leaves_one_answer_open(answers):
    result = score(answers)["opd"]
    assert (result.details["result"] is None) == (not result.details["checked"])
    assert (result.details["override"] is None) or result.details["result"] == "screen_out"


def test_the_needs_identifier_can_be_given_what_the_service_leaves_out():
    answers = HISTORY | CALM | SEXUAL | {"image_sexual_sanctions": 3}
    answers |= {"sara_risk_to_partner": "low", "sara_risk_to_others": "low"}
    as_service = risk.score_person(answers, today=TODAY)["pni"]
    with_all = risk.score_person(answers, today=TODAY, pni_reads_all=True)["pni"]
    named = risk.score_person(answers | {"iic_srp_band": "high", "dc_srp_band": "low", "csrp_score": 9}, today=TODAY)[
        "pni"
    ]
    assert as_service.details["pathway"] == "omission"
    assert with_all.details["pathway"] == named.details["pathway"] == "alternative"


NOT_A_VALUE = {
    **{name: ["2023-02-30", "31/12/2020", "20201231", "2020-1-1", "٢٠٢٠-٠١-٠١", 20201231, True] for name in DAYS},
    **{name: [2.5, 2.0, "3", True, [3]] for name in WHOLES},
    **{name: [-1, 2.5, "3", False] for name in SEXUAL_COUNTS},
    **{name: [0, 1, "true", "", []] for name in FLAGS},
    **{name: ["", "NONE", "no problems", 1, True, ["none"]] for name in WORDS},
    "previous_convictions": ["homicide", ["treason"], [1], {"arson": 1}, 3],
    "offence_code": [4700, ["04700"], True],
    "arp_score": [float("nan"), float("inf"), 10**400, "75", True],
}


@pytest.mark.parametrize("name", NOT_A_VALUE)
def test_a_value_of_the_wrong_kind_is_malformed_and_named(name):
    for value in NOT_A_VALUE[name]:
        with pytest.raises(risk.MalformedInput) as refused:
            score(HISTORY | {name: value})
        assert refused.value.names == (name,), value


def test_all_that_is_malformed_is_named_at_once_and_an_unknown_name_even_when_empty():
    with pytest.raises(risk.MalformedInput) as refused:
        score({"unemployed": 1, "sex": "x", "shoe_size": None, "عمر": 3})
    assert refused.value.names == ("sex", "shoe_size", "unemployed", "عمر")
