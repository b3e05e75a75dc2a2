"""The three logistic predictors for many people at once. The same figures as one by one.

Sums are made in another order here than one by one, which moves the last binary digit. Whoever stands so near to the edge
of a hundredth of a percent that this could matter is worked out one by one, so that both ways always agree.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alongside.domain.risk.column_checks import check_columns
from alongside.domain.risk.column_inputs import Columns
from alongside.domain.risk.column_results import IMPOSSIBLE, ColumnResult, Numbers, Truths, any_of, bands_of
from alongside.domain.risk.figures import Coefficients, load_categories, load_coefficients, load_offences, load_rules
from alongside.domain.risk.inputs import MOTIVATIONS, OTHER_DRUGS, PAST
from alongside.domain.risk.logistic import (
    DRUG_BY_TERM,
    LEVELS_BY_TERM,
    MOST_MONTHS,
    RATE_FROM,
    UNITS_OF_UNEMPLOYMENT,
    score_logistic,
)
from alongside.domain.risk.results import Variant

HUNDREDTHS = 10_000  # of a probability: a percentage with two decimals
NEAR = 1e-6  # of a hundredth of a percent: far more than sums in another order differ by


def score_logistic_columns(read: Columns, predictor: str) -> ColumnResult:
    """Return "arp", "vrp" or "svrp" of everybody, the dynamic variant if all is answered, else the static one."""
    static, dynamic = check_columns(read, predictor)
    refused, partial = any_of(static, read.people), any_of(dynamic, read.people)
    has_day_zero = read.day("start") <= read.day("date_of_birth")  # only svrp gets here with it (section 4.2)
    may = ~refused & ~has_day_zero
    score = np.full(read.people, np.nan)
    for variant, who in ((Variant.STATIC, may & partial), (Variant.DYNAMIC, may & ~partial)):
        places = np.flatnonzero(who)
        score[places] = _scores(read.of(places), predictor, variant)
    impossible = ~refused & (has_day_zero | ((score == 0) & (predictor != "svrp")))
    score[impossible] = np.nan
    problems = {code: where & ~impossible for code, where in {**static, **dynamic}.items()} | {IMPOSSIBLE: impossible}
    there = ~np.isnan(score)
    variants = np.where(partial, Variant.STATIC.value, Variant.DYNAMIC.value)
    return ColumnResult(predictor, score, np.where(there, variants, ""), bands_of(score, predictor), problems)


def _scores(read: Columns, predictor: str, variant: Variant) -> Numbers:
    figures = load_coefficients(predictor, variant)
    total = figures["intercept"] + _of_offence(read, predictor, variant)
    total += _of_history(read, figures, predictor)
    if variant is Variant.DYNAMIC:
        total += _of_circumstances(read, figures)
    falls = np.exp(-np.abs(total))
    hundredths = HUNDREDTHS * np.where(total >= 0, 1 / (1 + falls), falls / (1 + falls))
    score: Numbers = np.clip(np.floor(hundredths + 0.5), 0, HUNDREDTHS - 1) / 100
    for place in np.flatnonzero(np.abs(hundredths - np.floor(hundredths) - 0.5) < NEAR):
        # One by one a score of nought may be refused. Here that is for the caller to see.
        score[place] = score_logistic(read.answers_of(int(place)), predictor).score or 0.0
    return score


def _of_offence(read: Columns, predictor: str, variant: Variant) -> Numbers:
    categories = load_categories(predictor, variant)
    by_code = np.zeros(len(read.codes))
    for place, code in enumerate(read.codes):
        by_code[place] = categories[load_offences()[code].category]
    found: Numbers = by_code[read.offence]
    return found


def _of_history(read: Columns, figures: Coefficients, predictor: str) -> Numbers:
    count, is_woman = read.whole("sanction_count"), read.is_word("sex", "female")
    by_sex = _by_sex(figures, is_woman)
    start, assessed = read.day("start"), read.day("assessment_date")
    age = read.years("date_of_birth", "start")
    career = read.years("date_of_birth", "conviction_date") - read.whole("age_at_first_sanction")
    free = np.where(assessed < start, 0, np.minimum(read.months("start", "assessment_date"), MOST_MONTHS))
    rate = np.zeros(read.people)
    counts = count >= RATE_FROM
    rate[counts] = np.log(count[counts] / (career[counts] + load_rules()["rate_base"][predictor]))
    total = np.where(
        is_woman,
        figures["sex_female"] + _polynomial(figures, "age_female", age),
        _polynomial(figures, "age_male", age),
    )
    total += figures["first_sanction"] * (count == 1) + figures["second_sanction"] * (count == 2)
    total += figures["sanction_count"] * count + by_sex("second_sanction_gap") * career * (count == 2)
    total += _polynomial(figures, "offence_free_months", free)
    total += by_sex("sanction_rate") * rate + by_sex("sanction_rate_squared") * rate**2
    return total if predictor == "arp" else total + _of_violence(read, figures, by_sex, career)


def _by_sex(figures: Coefficients, is_woman: Truths) -> Callable[[str], Numbers]:
    return lambda name: np.where(is_woman, figures.get(f"{name}_female", 0.0), figures.get(f"{name}_male", 0.0))


def _of_violence(
    read: Columns, figures: Coefficients, by_sex: Callable[[str], Numbers], career: NDArray[np.int64]
) -> Numbers:
    violent = read.whole("violent_sanction_count")
    rate = np.zeros(read.people)
    some = violent > 0
    rate[some] = np.log(violent[some] / (career[some] + load_rules()["rate_base"]["violent"]))
    total: Numbers = by_sex("never_violent") * (violent == 0) + figures["once_violent"] * (violent == 1)
    total += figures["violent_sanction_count"] * violent + figures["violent_rate"] * rate
    return total


def _polynomial(figures: Coefficients, name: str, value: NDArray[Any]) -> Numbers:
    total = np.zeros(len(value))
    for power in range(4, 0, -1):
        total = (total + figures.get(f"{name}_{power}", 0.0)) * value
    return total


def _of_circumstances(read: Columns, figures: Coefficients) -> Numbers:
    """Return the sum of those terms whose coefficient exists for the predictor. Missing drug answers count as no."""
    total = np.zeros(read.people)
    for term in CIRCUMSTANCES:
        if term in figures:
            total += figures[term] * _value_of(read, term)
    return total


def _value_of(read: Columns, term: str) -> NDArray[Any]:
    if term in LEVELS_BY_TERM:
        return read.points(LEVELS_BY_TERM[term])
    if term in DRUG_BY_TERM:
        return read.is_true(DRUG_BY_TERM[term])
    if term in PAST_BY_TERM:
        return read.past[:, PAST_BY_TERM[term]]
    return OTHERS[term](read)


def _is_together(read: Columns) -> Truths:
    return read.is_word("relationship_status", "living_together")


def _motivation(read: Columns) -> NDArray[np.int64]:
    found = np.zeros(read.people, dtype=np.int64)
    for word, points in MOTIVATIONS.items():
        found += points * read.is_word("drug_motivation", word)
    return found


PAST_BY_TERM = {f"past_{kind}": place for place, kind in enumerate(PAST)}
OTHERS: Mapping[str, Callable[[Columns], NDArray[Any]]] = {
    "unemployment": lambda read: UNITS_OF_UNEMPLOYMENT * read.is_true("unemployed"),
    "living_with_partner": _is_together,
    "quality_when_living_together": lambda read: read.points("partner_relationship_quality") * _is_together(read),
    "domestic_abuse": lambda read: read.is_true("domestic_abuse_perpetrator"),
    "drug_motivation": _motivation,
    "other_drugs": lambda read: np.logical_or.reduce([read.is_true(name) for name in OTHER_DRUGS]),
    "weapon_in_offence": lambda read: read.is_true("weapon_in_offence"),
}
CIRCUMSTANCES = (*LEVELS_BY_TERM, *DRUG_BY_TERM, *PAST_BY_TERM, *OTHERS)
