"""The way back into ordinary life: seven pathways in the person's words, and the people they can call."""

from alongside.domain.reintegration.changing import (
    LONGEST,
    SHORT,
    NeedsWords,
    NotThere,
    WordsTooLong,
    change_milestone,
    change_tie,
    let_go,
    mark_milestone,
    put_milestone,
    put_tie,
    say_pictures,
    take_up_again,
)
from alongside.domain.reintegration.differences import Difference, differences
from alongside.domain.reintegration.pathways import (
    NO_PICTURES,
    Milestone,
    Pathway,
    Pictures,
    Reintegration,
    State,
    Tie,
)

__all__ = [
    "LONGEST",
    "NO_PICTURES",
    "SHORT",
    "Difference",
    "Milestone",
    "NeedsWords",
    "NotThere",
    "Pathway",
    "Pictures",
    "Reintegration",
    "State",
    "Tie",
    "WordsTooLong",
    "change_milestone",
    "change_tie",
    "differences",
    "let_go",
    "mark_milestone",
    "put_milestone",
    "put_tie",
    "say_pictures",
    "take_up_again",
]
