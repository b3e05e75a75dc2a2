"""The two sexual reoffending predictors and the combined one (specification, sections 5 to 7).

`dc_srp` is a table of points for men with a history of sexual offending, `iic_srp` a short order of conditions, `csrp` a
sum of what the others gave. Figures and licence: `figures/NOTICE.md`.
"""

from datetime import date
from decimal import Decimal

from alongside.domain.risk.checks import OLDEST, age_on, check_sanction_count
from alongside.domain.risk.dates import as_percent, round_half_up, whole_years
from alongside.domain.risk.figures import load_rules
from alongside.domain.risk.inputs import SEXUAL_COUNTS, Answers
from alongside.domain.risk.logistic import logistic
from alongside.domain.risk.results import (
    CALCULATION_ERROR,
    Band,
    CannotCalculate,
    Problem,
    Result,
    band_of,
    missing_required,
)

_ONE_LOWER = {Band.MEDIUM: Band.LOW, Band.HIGH: Band.MEDIUM, Band.VERY_HIGH: Band.HIGH}
_HISTORY = "sexual_offence_history"


def score_direct_contact(answers: Answers) -> Result:
    """Return points from 0 to 64, percent and band of contact sexual reoffending (`dc_srp`)."""
    problems = _check_direct_contact(answers)
    if problems:
        return Result("dc_srp", errors=tuple(problems), details=_details(None, points=None, band_reduced=None))
    if _is_outside(answers):
        details = _details(answers, points=None, band_reduced=None)
        return Result("dc_srp", score=0.0, band=Band.NOT_APPLICABLE, details=details)
    try:
        return _direct_contact(answers)
    except CannotCalculate:
        details = _details(None, points=None, band_reduced=None)
        return Result("dc_srp", errors=CALCULATION_ERROR, details=details)


def score_indirect_contact(answers: Answers) -> Result:
    """Return percent and band of sexual reoffending by images or indirect contact (`iic_srp`)."""
    problems = missing_required(answers.missing(("sex", _HISTORY))) + _check_sexual_counts(answers)
    if problems:
        return Result("iic_srp", errors=tuple(problems), details=_details(None))
    if not answers.is_true(_HISTORY):
        return Result("iic_srp", score=0.0, band=Band.NOT_APPLICABLE, details=_details(answers))
    if answers.missing(SEXUAL_COUNTS):  # only a woman comes here: the service fails (section 13, row 2)
        return Result("iic_srp", errors=CALCULATION_ERROR, details=_details(None))
    probability, band = (0.0, Band.LOW) if _is_female(answers) else _image_hierarchy(answers)
    weight = {"image_hierarchy": probability}
    score = as_percent(probability)
    return Result("iic_srp", score=score, band=band, contributions=weight, details=_details(answers))


def score_combined(answers: Answers, *, svrp: Result, dc_srp: Result, iic_srp: Result) -> Result:
    """Return the sum of three predictors and a fixed part for women with a history (`csrp`), each rounded before."""
    failed = tuple(part.predictor for part in (dc_srp, iic_srp) if part.errors)
    failed += ("svrp",) if svrp.error_codes() - {"missing_dynamic"} else ()
    missing = missing_required(answers.missing(("sex", _HISTORY)))
    if failed or missing:
        return Result("csrp", errors=(Problem("component_error", failed), *missing), details=_details(None))
    extra = load_rules()["csrp"]["female_part"] if _is_female(answers) and answers.is_true(_HISTORY) else 0.0
    parts = (svrp.score, dc_srp.score, iic_srp.score, as_percent(extra))
    total = round_half_up(sum((Decimal(str(part)) for part in parts), Decimal(0)))
    score = float(min(total, Decimal("99.99")))
    band = band_of(score, load_rules()["bands"]["csrp"])
    return Result("csrp", score=score, variant=svrp.variant, band=band, details=_details(answers))


def _is_female(answers: Answers) -> bool:
    return answers.word("sex") == "female"


def _is_outside(answers: Answers) -> bool:
    """Whether the sexual predictors do not apply: a woman, or no history. A missing answer is neither."""
    return _is_female(answers) or answers.flag(_HISTORY) is False


def _details(answers: Answers | None, **more: object) -> dict[str, object]:
    if answers is None:
        return {"female_version": None, "sexual_offence_history": None, **more}
    return {"female_version": _is_female(answers), "sexual_offence_history": answers.flag(_HISTORY), **more}


def _check_direct_contact(answers: Answers) -> list[Problem]:
    always = ("sex", "supervision_status", _HISTORY, "date_of_birth", "community_start_date", "sanction_count")
    found = missing_required(answers.missing(always)) + _check_sexual_counts(answers)
    if _is_outside(answers):
        return found
    found += check_sanction_count(answers)
    found += _check_age(answers, "community_start_date", "community_start_age_out_of_range")
    if answers.word("sex") == "male" and answers.is_true(_HISTORY):
        found += _check_latest_offence(answers)
    return found


def _check_sexual_counts(answers: Answers) -> list[Problem]:
    """Return what is wrong with the four counts, as both predictors ask it."""
    found = [] if _is_outside(answers) else _check_count_values(answers)
    if _is_female(answers) or answers.is_true(_HISTORY):
        return found
    counted = tuple(name for name in SEXUAL_COUNTS if answers.whole(name))
    return found + ([Problem("sexual_history_inconsistent", (_HISTORY, *counted))] if counted else [])


def _check_count_values(answers: Answers) -> list[Problem]:
    found = missing_required(answers.missing(SEXUAL_COUNTS))
    counts = [answers.whole(name) for name in SEXUAL_COUNTS]
    total = answers.whole("sanction_count")
    if all(count == 0 for count in counts):
        found.append(Problem("sexual_history_without_sanctions", SEXUAL_COUNTS))
    elif total is not None and sum(count or 0 for count in counts) > total:
        found.append(Problem("sexual_sanctions_exceed_total", SEXUAL_COUNTS))
    return found


def _check_latest_offence(answers: Answers) -> list[Problem]:
    latest, born = answers.day("latest_sexual_offence_date"), answers.day("date_of_birth")
    if latest is None:
        return missing_required(("latest_sexual_offence_date",))
    if born is not None and latest <= born:
        return [Problem("sexual_offence_not_after_birth", ("latest_sexual_offence_date",))]
    return _check_age(answers, "latest_sexual_offence_date", "sexual_offence_age_out_of_range")


def _check_age(answers: Answers, name: str, code: str) -> list[Problem]:
    day, born = answers.day(name), answers.day("date_of_birth")
    is_too_old = day is not None and born is not None and day > born and whole_years(born, day) >= OLDEST
    return [Problem(code, (name,))] if is_too_old else []


def _direct_contact(answers: Answers) -> Result:
    rules = load_rules()["dc_srp"]
    contributions = _points(answers)
    total = int(contributions["total"])
    score = as_percent(logistic(rules["intercept"] + rules["per_point"] * total)) if total else 0.0
    band = band_of(total, rules["bands"])
    is_reduced = band in _ONE_LOWER and _is_long_ago(answers)
    details = _details(answers, points=total, band_reduced=is_reduced if total else None)
    shown = _ONE_LOWER[band] if is_reduced else band
    return Result("dc_srp", score=score, band=shown, contributions=contributions, details=details)


def _points(answers: Answers) -> dict[str, float]:
    rules = load_rules()["dc_srp"]
    points: dict[str, float] = {
        kind: rules[kind][min(answers.whole(f"{kind}_sexual_sanctions") or 0, 3)]
        for kind in ("contact_adult", "contact_child", "non_contact")
    }
    points["age_at_community_start"] = _points_of_age(age_on(answers, _day(answers, "community_start_date")))
    latest = age_on(answers, _day(answers, "latest_sexual_offence_date"))
    points["age_at_latest_sexual_offence"] = next(
        given for under, given in rules["latest_offence_ages"] if latest < under
    )
    points["sanction_count"] = rules["several_sanctions"] if (answers.whole("sanction_count") or 0) >= 2 else 0
    points["stranger_victim"] = rules["stranger_victim"] if answers.is_true("stranger_victim") else 0
    points["total"] = sum(points.values())
    return {name: float(value) for name, value in points.items()}


def _day(answers: Answers, name: str) -> date:
    day = answers.day(name)
    if day is None:
        raise CannotCalculate
    return day


def _points_of_age(age: int) -> int:
    rules = load_rules()["dc_srp"]
    if age >= rules["age_without_points"]:
        return 0
    most: int = rules["age_points"]
    return most - max(0, (age - 18) // 3)


def _is_long_ago(answers: Answers) -> bool:
    """Whether five years in the community have passed since every date that counts, so that the band drops a step."""
    if answers.word("supervision_status") == "custody":
        return False
    named = answers.given(("latest_offence_date", "latest_sexual_offence_date", "community_start_date"))
    assessed = _day(answers, "assessment_date")
    years: int = load_rules()["dc_srp"]["years_to_reduce"]
    return all(whole_years(_day(answers, name), assessed) >= years for name in named)


def _image_hierarchy(answers: Answers) -> tuple[float, Band]:
    """Return the first row that fits. The *and* of the last is what the service does (section 13, row 5)."""
    rules = load_rules()["iic_srp"]
    images, adult, child, non_contact = (answers.whole(name) or 0 for name in SEXUAL_COUNTS)
    rows = (
        (images >= 2, rules["two_images"], Band.HIGH),
        (images == 1, rules["one_image"], Band.MEDIUM),
        (child >= 2, rules["two_children"], Band.LOW),
        (child == 1, rules["one_child"], Band.LOW),
        (non_contact != 0 and adult != 0, rules["adult_and_non_contact"], Band.LOW),
    )
    return next(((probability, band) for fits, probability, band in rows if fits), (0.0, Band.LOW))
