"""What has to hold before a logistic predictor may be worked out (specification, sections 3, 4.2 and 4.3)."""

import re
from datetime import date

from alongside.domain.risk.dates import add_months, whole_years
from alongside.domain.risk.figures import load_offences
from alongside.domain.risk.inputs import OTHER_DRUGS, SINGLE_DRUGS, Answers
from alongside.domain.risk.results import CannotCalculate, Problem, missing_required

OLDEST = 110
MOST_SANCTIONS = 999
MONTHS_AHEAD = 3
_CODE = re.compile(r"[0-9]{5}")
_ALWAYS = (
    "assessment_date", "date_of_birth", "conviction_date", "age_at_first_sanction", "sex", "offence_code", "sanction_count",
)  # fmt: skip
_CIRCUMSTANCES = (
    "accommodation_suitability", "unemployed", "partner_relationship_quality", "domestic_abuse_perpetrator",
    "relationship_status", "activities_encourage_offending", "current_alcohol_use", "binge_drinking", "impulsivity",
)  # fmt: skip
REQUIRED_FOR_DYNAMIC = {
    "arp": (*_CIRCUMSTANCES, "pro_criminal_attitudes"),
    "vrp": (*_CIRCUMSTANCES, "drug_motivation", "temper_control"),
    "svrp": (
        "weapon_in_offence", "accommodation_suitability", "unemployed", "current_alcohol_use", "temper_control",
        "pro_criminal_attitudes", "previous_convictions",
    ),
}  # fmt: skip
OWN_DRUGS = {
    "arp": tuple(name for name in (*SINGLE_DRUGS, *OTHER_DRUGS) if name != "uses_methadone"),
    "vrp": tuple(name for name in (*SINGLE_DRUGS, *OTHER_DRUGS) if name != "uses_heroin"),
    "svrp": (),
}
REQUIRED_FOR_STATIC = {
    "arp": _ALWAYS,
    "vrp": (*_ALWAYS, "violent_sanction_count"),
    "svrp": (*_ALWAYS, "violent_sanction_count"),
}


def age_on(answers: Answers, day: date) -> int:
    """Return the age in whole years on a day. Raises CannotCalculate unless the day is after the birth."""
    born = answers.day("date_of_birth")
    if born is None or day <= born:
        raise CannotCalculate
    return whole_years(born, day)


def check_offence_code(answers: Answers) -> list[Problem]:
    """Return what is wrong with the code of the offence; nothing is wrong with a missing one."""
    code = answers.word("offence_code")
    if code is None or code in load_offences():
        return []
    is_well_formed = _CODE.fullmatch(code) is not None
    return [Problem("offence_code_unknown" if is_well_formed else "offence_code_format", ("offence_code",))]


def check_sanction_count(answers: Answers) -> list[Problem]:
    """Return the error of a count of sanctions outside 1 to 999."""
    count = answers.whole("sanction_count")
    is_wrong = count is not None and not 1 <= count <= MOST_SANCTIONS
    return [Problem("sanction_count_out_of_range", ("sanction_count",))] if is_wrong else []


def check_history(answers: Answers, predictor: str) -> list[Problem]:
    """Return every static error of "arp", "vrp" or "svrp"."""
    found = missing_required(answers.missing(REQUIRED_FOR_STATIC[predictor]))
    found += check_sanction_count(answers)
    if predictor != "arp":
        found += _check_violent_count(answers)
    found += check_offence_code(answers)
    found += _check_first_sanction(answers)
    found += _check_conviction(answers)
    if predictor != "svrp":
        found += _check_community_start(answers)
    return found


def check_plausible(answers: Answers) -> list[Problem]:
    """Return what contradicts itself in a history that may not be complete: every static error but what is missing."""
    found = check_history(answers, "vrp")
    return [p for p in found if p.code not in {"missing_required", "community_start_or_conviction_required"}]


def check_circumstances(answers: Answers, predictor: str) -> list[Problem]:
    """Return every dynamic error: with one of them only the history is used."""
    missing = answers.missing(REQUIRED_FOR_DYNAMIC[predictor])
    found = [Problem("missing_dynamic", missing)] if missing else []
    used = tuple(name for name in OWN_DRUGS[predictor] if answers.is_true(name))
    if used and answers.is_missing("drug_motivation"):
        found.append(Problem("drug_use_without_motivation", used))
    return found


def _check_violent_count(answers: Answers) -> list[Problem]:
    violent, total = answers.whole("violent_sanction_count"), answers.whole("sanction_count")
    if violent is None or total is None or 0 <= violent <= total:
        return []
    return [Problem("violent_sanction_count_out_of_range", ("violent_sanction_count", "sanction_count"))]


def _check_first_sanction(answers: Answers) -> list[Problem]:
    age = answers.whole("age_at_first_sanction")
    if age is None or 0 <= age < OLDEST:
        return []
    return [Problem("age_at_first_sanction_out_of_range", ("age_at_first_sanction",))]


def _check_conviction(answers: Answers) -> list[Problem]:
    convicted, assessed = answers.day("conviction_date"), answers.day("assessment_date")
    if convicted is None:
        return []
    found = _check_age_at_conviction(answers, convicted)
    if assessed is not None and convicted > add_months(assessed, MONTHS_AHEAD):
        found.append(Problem("conviction_too_far_after_assessment", ("conviction_date", "assessment_date")))
    return found


def _check_age_at_conviction(answers: Answers, convicted: date) -> list[Problem]:
    born, first = answers.day("date_of_birth"), answers.whole("age_at_first_sanction")
    if born is None:
        return []
    if convicted <= born:
        return [Problem("conviction_not_after_birth", ("conviction_date",))]
    if first is not None and whole_years(born, convicted) < first:
        return [Problem("first_sanction_after_conviction", ("conviction_date", "age_at_first_sanction"))]
    return []


def _check_community_start(answers: Answers) -> list[Problem]:
    start, born = answers.day("community_start_date"), answers.day("date_of_birth")
    field = ("community_start_date",)
    if start is None:
        no_date = answers.is_missing("conviction_date")
        return [Problem("community_start_or_conviction_required", field)] if no_date else []
    if born is None:
        return []
    if start <= born:
        return [Problem("community_start_not_after_birth", field)]
    return [Problem("community_start_age_out_of_range", field)] if whole_years(born, start) >= OLDEST else []
