"""A need that somebody else meets: agreed, sent, waited for, seen, and what came back."""

from alongside.domain.referrals.following import (
    BeforeTheLastStep,
    CannotFollow,
    InTheFuture,
    NeedsWords,
    Standing,
    Taken,
    check_step,
    is_worth_asking,
    say_standing,
    standing_of,
    steps_after,
)
from alongside.domain.referrals.steps import Step

__all__ = [
    "BeforeTheLastStep",
    "CannotFollow",
    "InTheFuture",
    "NeedsWords",
    "Standing",
    "Step",
    "Taken",
    "check_step",
    "is_worth_asking",
    "say_standing",
    "standing_of",
    "steps_after",
]
