"""The range a person has usually answered in.

Source: our own rule 2, version 2026-1. It follows the family of individual limits compared by Gumz et al. (2012,
PMC3320522): the person's own mean less two standard deviations, with the larger of the own and the pooled deviation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

LEAST_SCORES = 4  # four sessions reach a generalisability of about .90 (PMC3111943)
DEFAULT_POOLED_W = 0.8  # points; our judgement until 30 people with four scores each allow an estimate
WIDTH = 2.0
SCALE = (0.0, 10.0)
ROUNDING = 1e-9  # points; a score that equals the limit on paper must not fall under it in binary


@dataclass(frozen=True)
class OwnRange:
    """Mean and spread of earlier scores, in points from 0 to 10.

    low and high are clipped to the scale and are what is drawn. threshold is not clipped: a person whose limit lies
    below nought can never fall under it, and clipping it to nought would say the same, so drawing and rule agree.
    """

    mean: float
    spread: float
    count: int

    @property
    def threshold(self) -> float:
        """Return the score below which a dip is worth a question."""
        return self.mean - WIDTH * self.spread

    @property
    def low(self) -> float:
        """Return the lower edge that is drawn."""
        return max(SCALE[0], self.threshold)

    @property
    def high(self) -> float:
        """Return the upper edge that is drawn."""
        return min(SCALE[1], self.mean + WIDTH * self.spread)

    def is_below(self, score: float) -> bool:
        """Return whether a score lies under the threshold. A score that equals it does not."""
        return score < self.threshold - ROUNDING

    def is_above(self, score: float) -> bool:
        """Return whether a score lies over the upper edge: the threshold mirrored at the mean."""
        return score > self.mean + WIDTH * self.spread + ROUNDING


def own_range(prior: Sequence[float], *, pooled_w: float = DEFAULT_POOLED_W) -> OwnRange | None:
    """Return the range of earlier scores, or None while there are fewer than four.

    The spread is the larger of the sample standard deviation (n - 1) and the pooled one, so that somebody who always
    gives the same answer still has a range. Raises ValueError for a pooled spread that is not above nought: it would
    take that range away.
    """
    if pooled_w <= 0:
        raise ValueError("the pooled spread must be above nought")
    if len(prior) < LEAST_SCORES:
        return None
    mean = fsum(prior) / len(prior)
    deviation = sqrt(fsum((score - mean) ** 2 for score in prior) / (len(prior) - 1))
    return OwnRange(mean=mean, spread=max(deviation, pooled_w), count=len(prior))
