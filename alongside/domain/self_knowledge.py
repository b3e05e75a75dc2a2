"""What somebody has noticed and learned about themselves: theirs to write, change and take away, and read by nobody else."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST = 1_000
MOST = 100


class About(StrEnum):
    """What a line is about, in the order in which a page shows them."""

    NOTICED = "noticed"
    EARLY_SIGN = "early_sign"
    HELPS = "helps"
    GOOD_AT = "good_at"
    LEARNED = "learned"
    CAN_CALL = "can_call"


@dataclass(frozen=True, slots=True)
class Insight:
    """One thing somebody knows about themselves now, and how it was before, if they like to say."""

    about: About
    now: str
    before: str = ""


def pack(insight: Insight) -> dict[str, str]:
    """Return an insight as it is sealed."""
    return {"about": insight.about, "now": insight.now, "before": insight.before}


def unpack(kept: dict[str, str]) -> Insight:
    """Return the insight that was sealed."""
    return Insight(About(kept["about"]), kept["now"], kept["before"])
