"""Learning difficulties and maturity: two short screens (specification, sections 8 and 9). Licence: `figures/NOTICE.md`."""

from alongside.domain.risk.checks import age_on
from alongside.domain.risk.inputs import AWARENESS, Answers
from alongside.domain.risk.results import CALCULATION_ERROR, CannotCalculate, Problem, Result, missing_required

LEARNING_LEVELS = ("work_skills", "reading_writing_numeracy", "learning_difficulties")
LEARNING = (*LEARNING_LEVELS, "qualifications")
READING = ("reading_problems", "numeracy_problems")
MATURITY_LEVELS = (
    "influence_of_criminal_associates", "recklessness", "difficulties_coping", "attitudes_to_self", "impulsivity",
    "temper_control", "problem_solving", "understands_others_views",
)  # fmt: skip
MATURITY = ("peer_group_influences", *MATURITY_LEVELS, "awareness_of_consequences")
LEARNING_READ = (*LEARNING, *READING, "no_fixed_abode")
MATURITY_READ = ("sex", "date_of_birth", "assessment_date", *MATURITY)
SOME_SIGNS_FROM, MANY_SIGNS_FROM = 3, 5
YOUNGEST, OLDEST_YOUNG = 18, 25
FLAGGED_FROM = 10


def screen_learning(answers: Answers) -> Result:
    """Return 0, 1 or 2 for few, some or many signs of learning difficulties (`lds`)."""
    problems = _check_learning(answers)
    if problems:
        return Result("lds", errors=tuple(problems))
    signs = (
        answers.is_true("no_fixed_abode")
        + sum(answers.points(name) for name in LEARNING_LEVELS)
        + sum(answers.is_true(name) for name in READING)
        + 2 * (answers.word("qualifications") == "none")
    )
    return Result("lds", score=float((signs >= SOME_SIGNS_FROM) + (signs >= MANY_SIGNS_FROM)))


def _check_learning(answers: Answers) -> list[Problem]:
    found = []
    if answers.is_missing("reading_writing_numeracy"):
        found = missing_required(answers.given(READING))
    if len(answers.missing(LEARNING)) > 1:
        found.append(Problem("too_few_answers", LEARNING))
    return found


def screen_maturity(answers: Answers) -> Result:
    """Return 0 to 19 points for men of 18 to 25, and a flag from 10 points on (`mst`)."""
    try:
        is_of_age = _is_of_age(answers)
    except CannotCalculate:
        return _maturity(None, None, None, *CALCULATION_ERROR)
    if is_of_age is False:
        return _maturity(None, False, False)
    missing = answers.missing(("sex", "date_of_birth"))
    unanswered = answers.missing(MATURITY)
    if missing or len(unanswered) > 1:
        return _maturity(None, None, None, *missing_required(missing + (unanswered if len(unanswered) > 1 else ())))
    if answers.word("sex") == "female":
        return _maturity(None, False, False)
    points = answers.is_true("peer_group_influences") + sum(answers.points(name) for name in MATURITY_LEVELS)
    points += AWARENESS[answers.word("awareness_of_consequences") or "yes"]
    return _maturity(float(points), points >= FLAGGED_FROM, True)


def _is_of_age(answers: Answers) -> bool | None:
    assessed = answers.day("assessment_date")
    if assessed is None or answers.is_missing("date_of_birth"):
        return None
    return YOUNGEST <= age_on(answers, assessed) <= OLDEST_YOUNG


def _maturity(score: float | None, flag: bool | None, applicable: bool | None, *errors: Problem) -> Result:
    return Result("mst", score=score, errors=errors, details={"flag": flag, "applicable": applicable})
