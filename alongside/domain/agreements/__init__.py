"""What a person said yes or no to, kept apart from the law that allows the rest."""

from alongside.domain.agreements.answers import (
    Answer,
    Given,
    How,
    InTheFuture,
    NeedsAbout,
    NothingToTakeBack,
    Standing,
    UntilIsOver,
    check_answer,
    standing_of,
)
from alongside.domain.agreements.matters import Matter
from alongside.domain.agreements.wordings import Wording, basis_of, current_wording, find_wording, list_wordings

__all__ = [
    "Answer",
    "Given",
    "How",
    "InTheFuture",
    "Matter",
    "NeedsAbout",
    "NothingToTakeBack",
    "Standing",
    "UntilIsOver",
    "Wording",
    "basis_of",
    "check_answer",
    "current_wording",
    "find_wording",
    "list_wordings",
    "standing_of",
]
