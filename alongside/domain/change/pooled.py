"""How far scores of one and the same person usually lie apart: the pooled spread *w* of rule 2.

Source: the pooled within-group standard deviation of a one-way layout (any textbook of analysis of variance), with our own
conditions: at least 30 people with four scores each, rounded to 0.1, never under a floor.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum, sqrt

from alongside.domain.change.own_range import LEAST_SCORES

LEAST_PEOPLE = 30
# Our judgement: under this, one answer that moves by a point or two would be called a dip.
FLOOR = 0.3


@dataclass(frozen=True, slots=True)
class PooledSpread:
    """An estimate in points of the 0 to 10 scale, and how many people it rests on."""

    w: float
    people: int


def estimate_pooled_spread(people: Iterable[Iterable[Sequence[float]]]) -> PooledSpread | None:
    """Estimate w, or return None with fewer than 30 people who have four scores in one relationship.

    Each person is a series of scores for each relationship, since a range starts afresh with another practitioner.
    w = sqrt(sum of squared distances from the mean of the series / sum of (n - 1)), rounded to 0.1, at least 0.3.
    """
    counted = squares = freedom = 0.0
    for person in people:
        series = [scores for scores in person if len(scores) >= LEAST_SCORES]
        counted += bool(series)
        for scores in series:
            mean = fsum(scores) / len(scores)
            squares += fsum((score - mean) ** 2 for score in scores)
            freedom += len(scores) - 1
    if counted < LEAST_PEOPLE:
        return None
    return PooledSpread(max(FLOOR, round(sqrt(squares / freedom), 1)), int(counted))


def last_closed_quarter_end(day: date) -> date:
    """Return the first day of the quarter that `day` lies in: everything before it is in a closed quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
