"""What has to hold before a logistic predictor may be worked out, for many people at once (specification, 4.2 and 4.3)."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from alongside.domain.risk.checks import (
    MONTHS_AHEAD,
    MOST_SANCTIONS,
    OLDEST,
    OWN_DRUGS,
    REQUIRED_FOR_DYNAMIC,
    REQUIRED_FOR_STATIC,
)
from alongside.domain.risk.column_inputs import BADLY_FORMED, UNKNOWN, Columns

Truths = NDArray[np.bool_]


def check_columns(read: Columns, predictor: str) -> tuple[Mapping[str, Truths], Mapping[str, Truths]]:
    """Return for whom each static and each dynamic error stands, by its code."""
    static = {
        "missing_required": read.any_missing(REQUIRED_FOR_STATIC[predictor]),
        "sanction_count_out_of_range": is_sanction_count_wrong(read),
        "offence_code_unknown": read.offence == UNKNOWN,
        "offence_code_format": read.offence == BADLY_FORMED,
        "age_at_first_sanction_out_of_range": _outside(read, "age_at_first_sanction", 0, OLDEST - 1),
        **_check_conviction(read),
    }
    if predictor != "arp":
        static["violent_sanction_count_out_of_range"] = _more_violent_than_all(read)
    if predictor != "svrp":
        static |= _check_community_start(read)
    return static, _check_circumstances(read, predictor)


def is_sanction_count_wrong(read: Columns) -> Truths:
    """Return whose count of sanctions is outside 1 to 999."""
    return _outside(read, "sanction_count", 1, MOST_SANCTIONS)


def is_too_old(read: Columns, day: str) -> Truths:
    """Return who would be 110 or older on a day that is after their birth."""
    later: Truths = read.day(day) > read.day("date_of_birth")  # NaT compares as no
    return later & (read.years("date_of_birth", day) >= OLDEST)


def _outside(read: Columns, name: str, lowest: int, highest: int) -> Truths:
    value = read.whole(name)
    return ~read.is_missing(name) & ((value < lowest) | (value > highest))


def _more_violent_than_all(read: Columns) -> Truths:
    violent, total = read.whole("violent_sanction_count"), read.whole("sanction_count")
    both = ~read.is_missing("violent_sanction_count") & ~read.is_missing("sanction_count")
    return both & ((violent < 0) | (violent > total))


def _check_conviction(read: Columns) -> dict[str, Truths]:
    convicted, born = read.day("conviction_date"), read.day("date_of_birth")
    too_early = convicted <= born  # NaT compares as no
    first_given = ~read.is_missing("age_at_first_sanction")
    after = (convicted > born) & first_given
    return {
        "conviction_not_after_birth": too_early,
        "first_sanction_after_conviction": after
        & (read.years("date_of_birth", "conviction_date") < read.whole("age_at_first_sanction")),
        "conviction_too_far_after_assessment": convicted > _months_later(read.day("assessment_date"), MONTHS_AHEAD),
    }


def _check_community_start(read: Columns) -> dict[str, Truths]:
    start, born = read.day("community_start_date"), read.day("date_of_birth")
    return {
        "community_start_or_conviction_required": np.isnat(start) & np.isnat(read.day("conviction_date")),
        "community_start_not_after_birth": start <= born,
        "community_start_age_out_of_range": is_too_old(read, "community_start_date"),
    }


def _check_circumstances(read: Columns, predictor: str) -> dict[str, Truths]:
    no_motivation = read.is_missing("drug_motivation")
    uses = np.logical_or.reduce(
        [np.zeros(read.people, dtype=bool), *(read.is_true(name) for name in OWN_DRUGS[predictor])]
    )
    return {
        "missing_dynamic": read.any_missing(REQUIRED_FOR_DYNAMIC[predictor]),
        "drug_use_without_motivation": uses & no_motivation,
    }


def _months_later(days: NDArray[np.datetime64], months: int) -> NDArray[np.datetime64]:
    """Return the same day so many months later, cut to the last day of a shorter month."""
    month = days.astype("datetime64[M]")
    first = (month + months).astype("datetime64[D]")
    last = (month + months + 1).astype("datetime64[D]") - 1
    later: NDArray[np.datetime64] = np.minimum(first + (days - month.astype("datetime64[D]")), last)
    return later
