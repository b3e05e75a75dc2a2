"""The screens for learning difficulties, maturity and the personality disorder pathway for many people at once
(specification, sections 8 to 10).
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from alongside.domain.risk import personality, screens
from alongside.domain.risk.column_inputs import BADLY_FORMED, UNKNOWN, Columns
from alongside.domain.risk.column_results import IMPOSSIBLE, ColumnResult, Truths, any_of, known, no_words
from alongside.domain.risk.figures import load_offences
from alongside.domain.risk.inputs import AWARENESS

Counts = NDArray[np.int64]


def screen_learning_columns(read: Columns) -> ColumnResult:
    """Return 0, 1 or 2 for few, some or many signs of learning difficulties (`lds`) of everybody."""
    some_given = read.count_missing(screens.READING) < len(screens.READING)
    problems = {
        "missing_required": read.is_missing("reading_writing_numeracy") & some_given,
        "too_few_answers": read.count_missing(screens.LEARNING) > 1,
    }
    signs = _true(read, ("no_fixed_abode", *screens.READING)) + 2 * read.is_word("qualifications", "none")
    signs += _sum(read, screens.LEARNING_LEVELS)
    steps = (signs >= screens.SOME_SIGNS_FROM).astype(float) + (signs >= screens.MANY_SIGNS_FROM)
    score = np.where(any_of(problems, read.people), np.nan, steps)
    return ColumnResult("lds", score, no_words(read.people), no_words(read.people), problems)


def screen_maturity_columns(read: Columns) -> ColumnResult:
    """Return 0 to 19 points for men of 18 to 25, and a flag from 10 points on (`mst`), of everybody."""
    born, age = read.day("date_of_birth"), read.years("date_of_birth", "assessment_date")
    unborn = read.day("assessment_date") <= born  # no day compares as no
    other_age = ~np.isnat(born) & ~unborn & ((age < screens.YOUNGEST) | (age > screens.OLDEST_YOUNG))
    asked = ~unborn & ~other_age
    missing = asked & (read.any_missing(("sex", "date_of_birth")) | (read.count_missing(screens.MATURITY) > 1))
    outside = other_age | (asked & ~missing & read.is_word("sex", "female"))
    scored = asked & ~missing & ~outside
    points = _true(read, ("peer_group_influences",)) + _sum(read, screens.MATURITY_LEVELS) + _awareness(read)
    details = {
        "flag": known(scored & (points >= screens.FLAGGED_FROM), scored | outside),
        "applicable": known(scored, scored | outside),
    }
    score = np.where(scored, points.astype(float), np.nan)
    problems = {IMPOSSIBLE: unborn, "missing_required": missing}
    return ColumnResult("mst", score, no_words(read.people), no_words(read.people), problems, details)


def screen_personality_columns(read: Columns) -> ColumnResult:
    """Return whether the pathway's screen says in or out (`opd`), or that it could not be checked, of everybody."""
    female = read.is_word("sex", "female")
    problems = _check_personality(read, female)
    nothing = np.where(female, _none_given(read, personality.WOMEN), _none_given(read, personality.MEN))
    checked = ~any_of(problems, read.people) & ~nothing
    in_scope = checked & _is_in_scope(read, female)
    screened_in = in_scope & np.where(
        female,
        _women_sum(read) >= personality.WOMEN_FROM,
        (_personality_sum(read) >= personality.MEN_PERSONALITY_FROM)
        | (_indicator_sum(read) >= personality.MEN_INDICATORS_FROM),
    )
    result = np.where(checked, np.where(screened_in, "screen_in", "screen_out"), "")
    override = known(read.is_true("opd_override_requested"), in_scope & ~screened_in)
    details = {"checked": known(checked, np.ones(read.people, dtype=bool)), "result": result, "override": override}
    no_score = np.full(read.people, np.nan)
    return ColumnResult("opd", no_score, no_words(read.people), no_words(read.people), problems, details)


def _true(read: Columns, names: Iterable[str]) -> Counts:
    """Return how many of these are yes."""
    found: Counts = np.sum([read.is_true(name) for name in names], axis=0, dtype=np.int64)
    return found


def _sum(read: Columns, names: Iterable[str]) -> Counts:
    """Return the sum of these levels."""
    found: Counts = np.sum([read.points(name) for name in names], axis=0)
    return found


def _any_problems(read: Columns, names: Iterable[str]) -> Counts:
    """Return how many of the levels are some or significant."""
    found: Counts = np.sum([read.points(name) > 0 for name in names], axis=0, dtype=np.int64)
    return found


def _none_given(read: Columns, names: tuple[str, ...]) -> Truths:
    found: Truths = read.count_missing(names) == len(names)
    return found


def _awareness(read: Columns) -> Counts:
    found: Counts = np.sum(
        [points * read.is_word("awareness_of_consequences", word) for word, points in AWARENESS.items()], axis=0
    )
    return found


def _check_personality(read: Columns, female: Truths) -> dict[str, Truths]:
    is_perpetrator = read.is_true("domestic_abuse_perpetrator")
    missing = read.any_missing(personality.REQUIRED) | (female & read.is_missing("mappa_eligible"))
    return {
        "missing_required": missing | (is_perpetrator & read.any_missing(personality.ABUSE)),
        "domestic_abuse_inconsistent": ~is_perpetrator & ~_none_given(read, personality.ABUSE),
        "offence_code_unknown": read.offence == UNKNOWN,
        "offence_code_format": read.offence == BADLY_FORMED,
    }


def _is_in_scope(read: Columns, female: Truths) -> Truths:
    is_high = read.is_one_of("overall_risk", personality.HIGH)
    by_code = np.array([load_offences()[code].is_violence_or_sex for code in read.codes])
    men: Truths = is_high & by_code[read.offence] & read.is_true("custodial_sentence")
    return np.where(female, is_high | read.is_true("mappa_eligible"), men)


def _excess(read: Columns) -> Counts:
    """Excessive violence counts twice where violence itself was not said."""
    twice = np.where(read.is_true("violence_in_offence"), 1, 2)
    return twice * read.is_true("excessive_violence_in_offence")


def _personality_sum(read: Columns) -> Counts:
    first = read.whole("age_at_first_sanction")
    is_young = ~read.is_missing("age_at_first_sanction") & (first >= 0) & (first <= personality.LAST_YEAR_OF_A_CHILD)
    # A missing answer to the third counts 1 (section 13, row 7).
    return (
        is_young
        + _true(read, ("violence_in_offence", "childhood_behaviour_problems"))
        + _excess(read)
        + ~read.is_true("recognises_impact_on_others")
        + _any_problems(read, personality.PERSONALITY_LEVELS)
    )


def _indicator_sum(read: Columns) -> Counts:
    childhood = (read.points("childhood_experience") > 0) | read.is_true("childhood_behaviour_problems")
    health = _any_problems(read, personality.HEALTH_LEVELS) + _true(read, personality.HEALTH_FLAGS)
    conduct = _any_problems(read, ("attitude_to_supervision",)) + _true(read, personality.CONDUCT_FLAGS)
    return _true(read, ("self_harm_or_suicide_attempt",)) + childhood + (health > 0) + (conduct > 0)


def _women_sum(read: Columns) -> Counts:
    is_abuse = read.is_true("domestic_abuse_perpetrator") & (_true(read, personality.ABUSE) > 0)
    levels = _any_problems(read, personality.WOMEN_LEVELS)
    return _true(read, personality.WOMEN_FLAGS) + _excess(read) + levels + is_abuse
