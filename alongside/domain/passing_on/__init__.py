"""What was passed on about a person: to whom, on which ground, and when the person heard of it."""

from alongside.domain.passing_on.following import (
    AlreadyTold,
    BeforeItWasPassedOn,
    InTheFuture,
    NeedsReview,
    NeedsWords,
    Step,
    Taken,
    Telling,
    check_step,
    check_telling,
    telling_of,
)
from alongside.domain.passing_on.grounds import (
    AnotherService,
    Ground,
    NeedsLaw,
    NotAgreedThen,
    check_ground,
    is_ground_on,
)

__all__ = [
    "AlreadyTold",
    "AnotherService",
    "BeforeItWasPassedOn",
    "Ground",
    "InTheFuture",
    "NeedsLaw",
    "NeedsReview",
    "NeedsWords",
    "NotAgreedThen",
    "Step",
    "Taken",
    "Telling",
    "check_ground",
    "check_step",
    "check_telling",
    "is_ground_on",
    "telling_of",
]
