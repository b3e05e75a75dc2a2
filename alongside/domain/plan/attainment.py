"""Goal attainment scaling: one number from the levels of several goals, with the formula and what it cannot say.

Kiresuk TJ, Sherman RE (1968), "Goal attainment scaling: a general method for evaluating comprehensive community mental
health programs", Community Mental Health Journal 4(6), 443-453. With all weights alike,

    T = 50 + 10 * sum(x) / sqrt((1 - r) * n + r * n ** 2)

where x are the levels from -2 to 2, n how many goals have one, and r = 0.3 how much goals are taken to move together. The
0.3 is the authors' assumption and not measured here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from alongside.domain.plan.goals import Goal, Level

MOVE_TOGETHER = 0.3
LIMITS = (
    "Fifty means: on the whole just where the goals were set. More is further on, less is not there yet.",
    "It takes the way from one level to the next to be equally long everywhere. Nobody has measured that.",
    "It takes goals to move together a little (0.3). That is the authors’ assumption (Kiresuk and Sherman 1968).",
    "The levels were written for one person, so it compares nobody with anybody. It changes when a goal is added or left out.",
    "It decides nothing, and nothing in this record is worked out from it.",
)


@dataclass(frozen=True, slots=True)
class Attainment:
    """The T-score, and from how many goals."""

    score: float
    goals: int


def score_attainment(levels: Sequence[Level]) -> Attainment | None:
    """Return the T-score of the levels that goals are at, all weighted alike, or None without any."""
    count = len(levels)
    if not count:
        return None
    spread = sqrt((1 - MOVE_TOGETHER) * count + MOVE_TOGETHER * count**2)
    return Attainment(50 + 10 * sum(levels) / spread, count)


def attainment_of(goals: Sequence[Goal]) -> Attainment | None:
    """Return the T-score of where the person last said they were with each of these goals, or None without any."""
    return score_attainment([goal.now_at.level for goal in goals if goal.now_at is not None])
