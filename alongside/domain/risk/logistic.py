"""The three logistic predictors: any, violent and serious violent reoffending within two years (specification, 4).

Figures and licence: `figures/NOTICE.md`.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from alongside.domain.risk.checks import age_on, check_circumstances, check_history
from alongside.domain.risk.dates import as_percent, whole_months
from alongside.domain.risk.figures import Coefficients, load_categories, load_coefficients, load_offences, load_rules
from alongside.domain.risk.inputs import MOTIVATIONS, OTHER_DRUGS, PAST, SINGLE_DRUGS, Answers
from alongside.domain.risk.results import CALCULATION_ERROR, CannotCalculate, Result, Variant, band_of

LOGISTIC = ("arp", "vrp", "svrp")
MOST_MONTHS = 36
UNITS_OF_UNEMPLOYMENT = 2
RATE_FROM = 3  # sanctions, from which on their rate counts
LEVELS_BY_TERM = {
    "accommodation": "accommodation_suitability",
    "relationship_quality": "partner_relationship_quality",
    "activities": "activities_encourage_offending",
    "current_alcohol_use": "current_alcohol_use",
    "binge_drinking": "binge_drinking",
    "impulsivity": "impulsivity",
    "temper_control": "temper_control",
    "pro_criminal_attitudes": "pro_criminal_attitudes",
}
DRUG_BY_TERM = {name.removeprefix("uses_"): name for name in SINGLE_DRUGS}


@dataclass(frozen=True, slots=True)
class _History:
    """The derived values of section 4.4."""

    sex: str
    category: str
    age: int
    career: int
    months_free: int
    sanctions: int
    violent: int | None


def score_logistic(answers: Answers, predictor: str) -> Result:
    """Return the result of "arp", "vrp" or "svrp": the dynamic variant if all is answered, else the static one."""
    static, dynamic = check_history(answers, predictor), check_circumstances(answers, predictor)
    if static:
        return Result(predictor, errors=(*static, *dynamic))
    variant = Variant.STATIC if dynamic else Variant.DYNAMIC
    try:
        contributions = list_contributions(answers, predictor, variant)
        score = _score(contributions["total"], predictor)
    except CannotCalculate:
        return Result(predictor, errors=CALCULATION_ERROR)
    band = band_of(score, load_rules()["bands"][predictor])
    return Result(predictor, score, variant, band, contributions, tuple(dynamic))


def list_contributions(answers: Answers, predictor: str, variant: Variant) -> dict[str, float]:
    """Return every term on the log-odds scale by name, with their sum as `total`. They add up; percentages do not.

    Raises CannotCalculate if an age cannot be worked out. The answers must have passed the checks of the variant.
    """
    history = _derive(answers, predictor)
    figures = load_coefficients(predictor, variant)
    terms = {"intercept": figures["intercept"]}
    terms["offence_category"] = load_categories(predictor, variant)[history.category]
    terms |= _terms_of_history(history, figures, predictor)
    if variant is Variant.DYNAMIC:
        terms |= dict(_terms_of_circumstances(answers, figures))
    terms["total"] = math.fsum(terms.values())
    return terms


def _score(total: float, predictor: str) -> float:
    score = as_percent(logistic(total))
    if score == 0 and predictor != "svrp":  # section 4.5: treated as impossible for the two others
        raise CannotCalculate
    return score


def logistic(z: float) -> float:
    """Return the probability whose log odds are `z`, without overflow at either end."""
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


def _derive(answers: Answers, predictor: str) -> _History:
    convicted, assessed = answers.day("conviction_date"), answers.day("assessment_date")
    start = answers.day("community_start_date") or convicted
    sex, code = answers.word("sex"), answers.word("offence_code")
    first, sanctions = answers.whole("age_at_first_sanction"), answers.whole("sanction_count")
    if not (convicted and assessed and start and sex and code) or first is None or sanctions is None:
        raise CannotCalculate
    return _History(
        sex=sex,
        category=load_offences()[code].category,
        age=age_on(answers, start),
        career=age_on(answers, convicted) - first,
        months_free=0 if assessed < start else min(whole_months(start, assessed), MOST_MONTHS),
        sanctions=sanctions,
        violent=None if predictor == "arp" else answers.whole("violent_sanction_count"),
    )


def _terms_of_history(history: _History, figures: Coefficients, predictor: str) -> dict[str, float]:
    sex, count = history.sex, history.sanctions
    terms = {
        "age": _polynomial(figures, f"age_{sex}", history.age),
        "sex": figures["sex_female"] if sex == "female" else 0.0,
        "first_sanction": figures["first_sanction"] if count == 1 else 0.0,
        "second_sanction": figures["second_sanction"] if count == 2 else 0.0,
        "sanction_count": figures["sanction_count"] * count,
        "second_sanction_gap": figures[f"second_sanction_gap_{sex}"] * history.career if count == 2 else 0.0,
        "offence_free_months": _polynomial(figures, "offence_free_months", history.months_free),
    }
    terms |= _terms_of_rate(history, figures, predictor)
    if history.violent is not None:
        terms |= _terms_of_violence(history, figures, history.violent)
    return terms


def _polynomial(figures: Coefficients, name: str, value: int) -> float:
    return math.fsum(figures.get(f"{name}_{power}", 0.0) * value**power for power in range(1, 5))


def _terms_of_rate(history: _History, figures: Coefficients, predictor: str) -> dict[str, float]:
    years = load_rules()["rate_base"][predictor]
    counts = history.sanctions >= RATE_FROM
    rate = math.log(history.sanctions / (history.career + years)) if counts else 0.0
    squared = f"sanction_rate_squared_{history.sex}"
    terms = {"sanction_rate": figures[f"sanction_rate_{history.sex}"] * rate}
    return terms | ({"sanction_rate_squared": figures[squared] * rate**2} if squared in figures else {})


def _terms_of_violence(history: _History, figures: Coefficients, violent: int) -> dict[str, float]:
    rate = math.log(violent / (history.career + load_rules()["rate_base"]["violent"])) if violent else 0.0
    return {
        "never_violent": figures[f"never_violent_{history.sex}"] if violent == 0 else 0.0,
        "once_violent": figures["once_violent"] if violent == 1 else 0.0,
        "violent_sanction_count": figures["violent_sanction_count"] * violent,
        "violent_rate": figures["violent_rate"] * rate,
    }


def _terms_of_circumstances(answers: Answers, figures: Coefficients) -> Iterator[tuple[str, float]]:
    """Yield those terms of circumstances whose coefficient exists for the predictor."""
    for term, value in _values_of_circumstances(answers).items():
        if term in figures:
            yield term, figures[term] * value


def _values_of_circumstances(answers: Answers) -> Mapping[str, int]:
    """Return what each coefficient is multiplied with (section 4.5); missing drug answers count as no."""
    together = answers.word("relationship_status") == "living_together"
    past = answers.past() or frozenset()
    return {
        **{term: answers.points(name) for term, name in LEVELS_BY_TERM.items()},
        "unemployment": UNITS_OF_UNEMPLOYMENT * answers.is_true("unemployed"),
        "living_with_partner": together,
        "quality_when_living_together": answers.points("partner_relationship_quality") * together,
        "domestic_abuse": answers.is_true("domestic_abuse_perpetrator"),
        "drug_motivation": MOTIVATIONS[answers.word("drug_motivation") or "full"],
        **{term: answers.is_true(name) for term, name in DRUG_BY_TERM.items()},
        "other_drugs": any(answers.is_true(name) for name in OTHER_DRUGS),
        "weapon_in_offence": answers.is_true("weapon_in_offence"),
        **{f"past_{kind}": kind in past for kind in PAST},
    }
