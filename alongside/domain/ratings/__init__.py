"""The practitioner's own two taps about a session, given before they see the person's answers."""

from alongside.domain.ratings.gap import Gap, find_gap
from alongside.domain.ratings.questions import (
    GUESS,
    HIGHEST,
    LOWEST,
    OWN,
    WAITS_FOR,
    RatingOutOfRange,
    RatingQuestion,
    check_rating,
    must_wait,
)

__all__ = [
    "GUESS",
    "HIGHEST",
    "LOWEST",
    "OWN",
    "WAITS_FOR",
    "Gap",
    "RatingOutOfRange",
    "RatingQuestion",
    "check_rating",
    "find_gap",
    "must_wait",
]
