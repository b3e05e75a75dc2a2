"""The two sexual reoffending predictors and the combined one for many people at once (specification, sections 5 to 7)."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alongside.domain.risk.column_checks import is_sanction_count_wrong, is_too_old
from alongside.domain.risk.column_inputs import Columns
from alongside.domain.risk.column_results import (
    IMPOSSIBLE,
    ColumnResult,
    Numbers,
    Truths,
    Words,
    any_of,
    bands_of,
    known,
    no_words,
)
from alongside.domain.risk.dates import as_percent
from alongside.domain.risk.figures import load_rules
from alongside.domain.risk.inputs import SEXUAL_COUNTS
from alongside.domain.risk.logistic import logistic
from alongside.domain.risk.results import Band

HISTORY, LATEST, START = "sexual_offence_history", "latest_sexual_offence_date", "community_start_date"
HIGHEST = 9_999  # hundredths of a percent
_ALWAYS = ("sex", "supervision_status", HISTORY, "date_of_birth", START, "sanction_count")
_DATES_THAT_COUNT = ("latest_offence_date", LATEST, START)
_ROWS = (("two_images", Band.HIGH), ("one_image", Band.MEDIUM), ("two_children", Band.LOW), ("one_child", Band.LOW),
         ("adult_and_non_contact", Band.LOW))  # fmt: skip


def score_direct_contact_columns(read: Columns) -> ColumnResult:
    """Return points, percent and band of contact sexual reoffending (`dc_srp`) of everybody."""
    problems = _check_direct_contact(read)
    refused, outside = any_of(problems, read.people), _is_outside(read)
    is_unborn = read.day(START) <= read.day("date_of_birth")
    problems[IMPOSSIBLE] = ~refused & ~outside & is_unborn
    scored = ~refused & ~outside & ~is_unborn
    points = np.where(scored, _points(read), 0)
    score = np.where(scored, _percent_by_points()[points], np.nan)
    score[~refused & outside] = 0.0
    band, is_reduced = _bands_by_points(read, points)
    band = np.where(scored, band, np.where(~refused & outside, Band.NOT_APPLICABLE.value, ""))
    more = {"points": known(points, scored), "band_reduced": known(is_reduced, scored & (points > 0))}
    return ColumnResult("dc_srp", score, no_words(read.people), band, problems, _details(read, score) | more)


def score_indirect_contact_columns(read: Columns) -> ColumnResult:
    """Return percent and band of sexual reoffending by images or indirect contact (`iic_srp`) of everybody."""
    problems = _check_sexual_counts(read)
    problems["missing_required"] = problems["missing_required"] | read.any_missing(("sex", HISTORY))
    refused, has_history, female = any_of(problems, read.people), read.is_true(HISTORY), _is_female(read)
    # Only a woman gets here with a count missing: the service fails (section 13, row 2).
    problems[IMPOSSIBLE] = ~refused & has_history & read.any_missing(SEXUAL_COUNTS)
    there = ~refused & ~problems[IMPOSSIBLE]
    row = np.where(female | ~has_history, len(_ROWS), _first_row(read))
    score = np.where(there, np.array([*_percent_by_row(), 0.0])[row], np.nan)
    bands = np.array([*(band.value for _, band in _ROWS), Band.LOW.value], dtype="<U14")[row]
    band = np.where(there, np.where(has_history, bands, Band.NOT_APPLICABLE.value), "")
    return ColumnResult("iic_srp", score, no_words(read.people), band, problems, _details(read, score))


def score_combined_columns(read: Columns, parts: Mapping[str, ColumnResult]) -> ColumnResult:
    """Return the sum of `svrp`, `dc_srp`, `iic_srp` and a fixed part for women with a history (`csrp`) of everybody."""
    missing = read.any_missing(("sex", HISTORY))
    failed = np.logical_or.reduce([np.isnan(parts[name].score) for name in ("svrp", "dc_srp", "iic_srp")]) | missing
    extra = as_percent(load_rules()["csrp"]["female_part"])
    added = np.where(_is_female(read) & read.is_true(HISTORY), extra, 0.0)
    total = sum(_hundredths(parts[name].score) for name in ("svrp", "dc_srp", "iic_srp")) + _hundredths(added)
    score = np.where(failed, np.nan, np.minimum(total, HIGHEST) / 100)
    variant = np.where(failed, "", parts["svrp"].variant)
    problems = {"component_error": failed, "missing_required": missing}
    return ColumnResult("csrp", score, variant, bands_of(score, "csrp"), problems, _details(read, score))


def _hundredths(score: Numbers) -> NDArray[np.int64]:
    return np.rint(np.nan_to_num(score) * 100).astype(np.int64)


def _is_female(read: Columns) -> Truths:
    return read.is_word("sex", "female")


def _is_outside(read: Columns) -> Truths:
    """Whom the sexual predictors do not apply to: a woman, or no history. A missing answer is neither."""
    return _is_female(read) | read.is_false(HISTORY)


def _details(read: Columns, score: Numbers) -> dict[str, Any]:
    there = ~np.isnan(score)
    is_known = there & ~read.is_missing(HISTORY)
    return {"female_version": known(_is_female(read), there), HISTORY: known(read.is_true(HISTORY), is_known)}


def _check_direct_contact(read: Columns) -> dict[str, Truths]:
    found = _check_sexual_counts(read)
    inside = ~_is_outside(read)
    asked = read.is_word("sex", "male") & read.is_true(HISTORY)
    before_birth = read.day(LATEST) <= read.day("date_of_birth")
    found["missing_required"] = (
        found["missing_required"] | read.any_missing(_ALWAYS) | (asked & read.is_missing(LATEST))
    )
    return found | {
        "sanction_count_out_of_range": inside & is_sanction_count_wrong(read),
        "community_start_age_out_of_range": inside & is_too_old(read, START),
        "sexual_offence_not_after_birth": asked & before_birth,
        "sexual_offence_age_out_of_range": asked & is_too_old(read, LATEST),
    }


def _check_sexual_counts(read: Columns) -> dict[str, Truths]:
    """Return whose four counts are wrong, as both predictors ask it."""
    inside, missing = ~_is_outside(read), read.any_missing(SEXUAL_COUNTS)
    total = np.sum([read.whole(name) for name in SEXUAL_COUNTS], axis=0)
    none = ~missing & (total == 0)
    more = ~read.is_missing("sanction_count") & (total > read.whole("sanction_count"))
    return {
        "missing_required": inside & missing,
        "sexual_history_without_sanctions": inside & none,
        "sexual_sanctions_exceed_total": inside & ~none & more,
        "sexual_history_inconsistent": ~_is_female(read) & ~read.is_true(HISTORY) & (total > 0),
    }


def _points(read: Columns) -> NDArray[np.int64]:
    rules = load_rules()["dc_srp"]
    kinds = ("contact_adult", "contact_child", "non_contact")
    points: NDArray[np.int64] = np.sum(
        [np.array(rules[kind])[np.minimum(read.whole(f"{kind}_sexual_sanctions"), 3)] for kind in kinds], axis=0
    )
    age, age_then = read.years("date_of_birth", START), read.years("date_of_birth", LATEST)
    of_age = rules["age_points"] - np.maximum(0, (age - 18) // 3)
    points += np.where(age >= rules["age_without_points"], 0, of_age)
    bounds, given = zip(*rules["latest_offence_ages"], strict=True)
    points += np.array(given)[np.minimum(np.searchsorted(bounds, age_then, side="right"), len(given) - 1)]
    points += rules["several_sanctions"] * (read.whole("sanction_count") >= 2)
    points += rules["stranger_victim"] * read.is_true("stranger_victim")
    return points


@cache
def _percent_by_points() -> Numbers:
    """Return the percent for each number of points there can be, worked out as one by one."""
    rules = load_rules()["dc_srp"]
    most = sum(rules[kind][-1] for kind in ("contact_adult", "contact_child", "non_contact"))
    most += (
        rules["age_points"]
        + rules["latest_offence_ages"][-1][1]
        + rules["several_sanctions"]
        + rules["stranger_victim"]
    )
    return np.array(
        [0.0, *(as_percent(logistic(rules["intercept"] + rules["per_point"] * n)) for n in range(1, most + 1))]
    )


def _bands_by_points(read: Columns, points: NDArray[np.int64]) -> tuple[Words, Truths]:
    """Return the band of each, and whether it is a step lower because every date that counts is long ago."""
    lowest = load_rules()["dc_srp"]["bands"]
    names = np.array([Band.LOW.value, *lowest], dtype="<U14")
    step = np.searchsorted(list(lowest.values()), points, side="right")
    is_reduced = (step > 0) & _is_long_ago(read)
    return names[step - is_reduced], is_reduced


def _is_long_ago(read: Columns) -> Truths:
    years = load_rules()["dc_srp"]["years_to_reduce"]
    passed = [read.is_missing(day) | (read.years(day, "assessment_date") >= years) for day in _DATES_THAT_COUNT]
    found: Truths = ~read.is_word("supervision_status", "custody") & np.logical_and.reduce(passed)
    return found


def _first_row(read: Columns) -> NDArray[np.int64]:
    """Return the place of the first row of the order that fits. The *and* of the last is what the service does (13, row 5)."""
    images, adult, child, non_contact = (read.whole(name) for name in SEXUAL_COUNTS)
    fits = [images >= 2, images == 1, child >= 2, child == 1, (non_contact != 0) & (adult != 0)]
    return np.select(fits, list(range(len(_ROWS))), default=len(_ROWS))


@cache
def _percent_by_row() -> tuple[float, ...]:
    rules = load_rules()["iic_srp"]
    return tuple(as_percent(rules[row]) for row, _ in _ROWS)
