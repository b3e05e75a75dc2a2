"""All predictors for many people at once, a column to each input. The same answers as one by one.

A column is a numpy array with a value for each person. Words are arrays of text in which "" is missing, days
`datetime64[D]` with NaT, numbers with NaN, yes-or-no answers and whole numbers masked arrays where something is missing.
What is masked is missing in a column of any kind.
`previous_convictions` is a masked two-dimensional array of yes and no, a column to each kind in the order of `PAST`.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import numpy as np

from alongside.domain.risk.column_inputs import Columns, read_columns
from alongside.domain.risk.column_logistic import score_logistic_columns
from alongside.domain.risk.column_needs import ColumnScores, identify_needs_columns
from alongside.domain.risk.column_results import ColumnResult, Numbers, Words
from alongside.domain.risk.column_screens import (
    screen_learning_columns,
    screen_maturity_columns,
    screen_personality_columns,
)
from alongside.domain.risk.column_sexual import (
    score_combined_columns,
    score_direct_contact_columns,
    score_indirect_contact_columns,
)
from alongside.domain.risk.logistic import LOGISTIC
from alongside.domain.risk.scoring import PREDICTORS

_ALONE = {
    "dc_srp": score_direct_contact_columns, "iic_srp": score_indirect_contact_columns, "lds": screen_learning_columns,
    "mst": screen_maturity_columns, "opd": screen_personality_columns,
}  # fmt: skip


def score_columns(
    columns: Mapping[str, Any],
    *,
    today: date,
    predictors: Collection[str] = PREDICTORS,
    pni_reads_all: bool = False,
) -> dict[str, ColumnResult]:
    """Return the result of everybody for each of these predictors, in the order of `PREDICTORS`.

    A missing assessment date is `today`. pni_reads_all is that of `score_person`.

    Raises MalformedInput, naming the columns, before anything is worked out: for a name that is unknown, a column of
    another length or type, and a word, a count or an age that cannot be.
    """
    read = read_columns(columns, today=today)
    results: dict[str, ColumnResult] = {}
    for name in PREDICTORS:  # in an order in which each finds those that it is made from
        if name in predictors or name in _parts(predictors, pni_reads_all=pni_reads_all):
            results[name] = _score(name, read, results, pni_reads_all=pni_reads_all)
    return {name: result for name, result in results.items() if name in predictors}


def _parts(predictors: Collection[str], *, pni_reads_all: bool) -> frozenset[str]:
    """Return what those predictors are made from."""
    reads_all = "pni" in predictors and pni_reads_all
    of_combined = {"svrp", "dc_srp", "iic_srp"} if "csrp" in predictors or reads_all else set()
    return frozenset(
        of_combined | ({"arp", "vrp"} if "pni" in predictors else set()) | ({"csrp"} if reads_all else set())
    )


def _score(name: str, read: Columns, results: Mapping[str, ColumnResult], *, pni_reads_all: bool) -> ColumnResult:
    if name in LOGISTIC:
        return score_logistic_columns(read, name)
    if name == "csrp":
        return score_combined_columns(read, results)
    if name == "pni":
        return identify_needs_columns(read, _scores_for_needs(read, results, reads_all=pni_reads_all))
    return _ALONE[name](read)


def _scores_for_needs(read: Columns, results: Mapping[str, ColumnResult], *, reads_all: bool) -> ColumnScores:
    """Return what the needs identifier reads: a value that was named comes first."""

    def number(name: str) -> Numbers:
        named = read.number(f"{name}_score")
        return np.where(np.isnan(named), results[name].score, named) if reads_all or name != "csrp" else named

    def band(name: str) -> Words:
        named = read.text(f"{name}_band")
        return np.where(named == "", results[name].band, named) if reads_all else named

    return ColumnScores(number("arp"), number("vrp"), number("csrp"), band("dc_srp"), band("iic_srp"))
