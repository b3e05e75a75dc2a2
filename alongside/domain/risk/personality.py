"""The screen for the offender personality disorder pathway (`opd`, specification, section 10). Licence: `figures/NOTICE.md`."""

from alongside.domain.risk.checks import check_offence_code
from alongside.domain.risk.figures import load_offences
from alongside.domain.risk.inputs import Answers
from alongside.domain.risk.results import Problem, Result, missing_required

LAST_YEAR_OF_A_CHILD = 17
MEN_PERSONALITY_FROM, MEN_INDICATORS_FROM, WOMEN_FROM = 7, 2, 10
HIGH = {"high", "very_high"}
ABUSE = ("domestic_abuse_against_partner", "domestic_abuse_against_family")
# Asked of men; with none of them answered nothing is checked.
MEN = (
    "age_at_first_sanction", "violence_in_offence", "excessive_violence_in_offence", "recognises_impact_on_others",
    "financial_over_reliance", "manipulative_or_predatory", "recklessness", "childhood_behaviour_problems",
    "impulsivity", "controlling_or_aggressive", "childhood_experience", "psychological_problems",
    "psychiatric_problems", "past_psychiatric_treatment", "mental_health_medication", "secure_hospital_history",
    "current_psychiatric_treatment", "obsessive_behaviour", "self_harm_or_suicide_attempt", "attitude_to_supervision",
    "assaulted_or_threatened_staff", "escaped_or_absconded", "control_issues",
)  # fmt: skip
WOMEN = (
    "weapon_in_offence", "violence_in_offence", "excessive_violence_in_offence", "arson_in_offence",
    "emotional_state_motive", "offence_analysis_linked_to_risk", "accommodation_linked_to_risk", "childhood_experience",
    "domestic_abuse_perpetrator", "relationships_linked_to_risk",
)  # fmt: skip
PERSONALITY_LEVELS = (
    "financial_over_reliance", "manipulative_or_predatory", "recklessness", "impulsivity", "controlling_or_aggressive",
)  # fmt: skip
HEALTH_FLAGS = (
    "past_psychiatric_treatment", "mental_health_medication", "secure_hospital_history", "current_psychiatric_treatment",
    "obsessive_behaviour",
)  # fmt: skip
HEALTH_LEVELS = ("psychological_problems", "psychiatric_problems")
CONDUCT_FLAGS = ("assaulted_or_threatened_staff", "escaped_or_absconded", "control_issues")
WOMEN_FLAGS = (
    "weapon_in_offence", "violence_in_offence", "arson_in_offence", "emotional_state_motive",
    "offence_analysis_linked_to_risk", "accommodation_linked_to_risk", "relationships_linked_to_risk",
    "self_harm_or_suicide_attempt", "emotional_issues_linked_to_risk", "thinking_linked_to_risk",
)  # fmt: skip
WOMEN_LEVELS = ("childhood_experience", "difficulties_coping", "psychological_problems")


REQUIRED = ("sex", "overall_risk", "highest_risk_ever", "offence_code", "custodial_sentence")
ALL_READ = frozenset(
    {*REQUIRED, "mappa_eligible", "opd_override_requested", *ABUSE, *MEN, *WOMEN, *WOMEN_FLAGS, *WOMEN_LEVELS}
)


def screen_personality(answers: Answers) -> Result:
    """Return whether the pathway's screen says in or out, or that it could not be checked."""
    problems = _check(answers)
    is_woman = answers.word("sex") == "female"
    if problems or not answers.given(WOMEN if is_woman else MEN):
        return _result(*problems, checked=False)
    if not _is_in_scope(answers, is_woman=is_woman):
        return _result(result="screen_out")
    if _is_screened_in(answers, is_woman=is_woman):
        return _result(result="screen_in")
    return _result(result="screen_out", override=answers.is_true("opd_override_requested"))


def _result(*errors: Problem, checked: bool = True, result: str | None = None, override: bool | None = None) -> Result:
    return Result("opd", errors=errors, details={"checked": checked, "result": result, "override": override})


def _check(answers: Answers) -> list[Problem]:
    of_women = ("mappa_eligible",) if answers.word("sex") == "female" else ()
    is_perpetrator = answers.is_true("domestic_abuse_perpetrator")
    found = missing_required(answers.missing((*REQUIRED, *of_women, *(ABUSE if is_perpetrator else ()))))
    if not is_perpetrator and answers.given(ABUSE):
        found.append(Problem("domestic_abuse_inconsistent", ("domestic_abuse_perpetrator", *ABUSE)))
    return found + check_offence_code(answers)


def _is_in_scope(answers: Answers, *, is_woman: bool) -> bool:
    is_high = answers.word("overall_risk") in HIGH
    if is_woman:
        return is_high or answers.is_true("mappa_eligible")
    offence = load_offences()[answers.word("offence_code") or ""]
    return is_high and offence.is_violence_or_sex and answers.is_true("custodial_sentence")


def _is_screened_in(answers: Answers, *, is_woman: bool) -> bool:
    if is_woman:
        return _women_sum(answers) >= WOMEN_FROM
    return _personality_sum(answers) >= MEN_PERSONALITY_FROM or _indicator_sum(answers) >= MEN_INDICATORS_FROM


def _any_problems(answers: Answers, *names: str) -> int:
    """Return how many of the levels are some or significant."""
    return sum(answers.points(name) > 0 for name in names)


def _true(answers: Answers, *names: str) -> int:
    return sum(answers.is_true(name) for name in names)


def _excess(answers: Answers) -> int:
    """Excessive violence counts twice where violence itself was not said."""
    if not answers.is_true("excessive_violence_in_offence"):
        return 0
    return 1 if answers.is_true("violence_in_offence") else 2


def _personality_sum(answers: Answers) -> int:
    first = answers.whole("age_at_first_sanction")
    return (
        (first is not None and 0 <= first <= LAST_YEAR_OF_A_CHILD)
        + _true(answers, "violence_in_offence", "childhood_behaviour_problems")
        + _excess(answers)
        + (1 - answers.is_true("recognises_impact_on_others"))  # a missing answer counts 1 (section 13, row 7)
        + _any_problems(answers, *PERSONALITY_LEVELS)
    )


def _indicator_sum(answers: Answers) -> int:
    childhood = _any_problems(answers, "childhood_experience") or answers.is_true("childhood_behaviour_problems")
    health = _any_problems(answers, *HEALTH_LEVELS) + _true(answers, *HEALTH_FLAGS)
    conduct = _any_problems(answers, "attitude_to_supervision") + _true(answers, *CONDUCT_FLAGS)
    return bool(childhood) + bool(health) + _true(answers, "self_harm_or_suicide_attempt") + bool(conduct)


def _women_sum(answers: Answers) -> int:
    is_abuse = answers.is_true("domestic_abuse_perpetrator") and _true(answers, *ABUSE) > 0
    return _true(answers, *WOMEN_FLAGS) + _excess(answers) + _any_problems(answers, *WOMEN_LEVELS) + bool(is_abuse)
