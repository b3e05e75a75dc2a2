"""What a predictor answers for many people at once: arrays with a place for each of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alongside.domain.risk.figures import load_rules

Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]
Words = NDArray[np.str_]
IMPOSSIBLE = "calculation_error"


@dataclass(frozen=True, slots=True)
class ColumnResult:
    """One predictor for everybody, a place in each array to a person.

    score: percent with two decimals (for `lds` and `mst` points), NaN where there is none. variant and band: words, ""
    where there is none. problems: by the code of an error, for whom it stands. details: the further keys of the predictor,
    as masked arrays of yes and no or of whole numbers, or as words, "" where there is none.
    """

    predictor: str
    score: Numbers
    variant: Words
    band: Words
    problems: Mapping[str, Truths] = field(default_factory=dict)
    details: Mapping[str, Any] = field(default_factory=dict)


def any_of(problems: Mapping[str, Truths], people: int) -> Truths:
    """Return for whom at least one problem stands."""
    found: Truths = np.logical_or.reduce([np.zeros(people, dtype=bool), *problems.values()])
    return found


def no_words(people: int) -> Words:
    """Return an array of "", wide enough for every word there is."""
    return np.full(people, "", dtype="<U14")


def bands_of(score: Numbers, predictor: str) -> Words:
    """Return the name of the highest band whose lower bound is reached, "" where there is no score."""
    band = no_words(len(score))
    band[~np.isnan(score)] = "low"
    for name, bound in load_rules()["bands"][predictor].items():
        band[score >= bound] = name
    return band


def known(values: NDArray[Any], where: Truths) -> "np.ma.MaskedArray[Any, Any]":
    """Return the values with what is not known masked."""
    return np.ma.masked_array(values, mask=~where)
