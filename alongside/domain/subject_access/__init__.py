"""When somebody asks for what is held about them: the clock, a decision for each item, and what is taken out of a text."""

from alongside.domain.subject_access.clock import answer_by, is_late, start_of_clock
from alongside.domain.subject_access.deciding import (
    CameBy,
    Decision,
    GivenBy,
    Ground,
    GroundMissing,
    Identity,
    Law,
    ReasonMissing,
    RequestState,
    Sort,
    check_decision,
    suggest_decision,
)
from alongside.domain.subject_access.redacting import MARK, MarksBroken, TextChanged, redact_text
from alongside.domain.subject_access.reviewing import SamePerson, check_reviewer, is_beyond_one

__all__ = [
    "MARK",
    "CameBy",
    "Decision",
    "GivenBy",
    "Ground",
    "GroundMissing",
    "Identity",
    "Law",
    "MarksBroken",
    "ReasonMissing",
    "RequestState",
    "SamePerson",
    "Sort",
    "TextChanged",
    "answer_by",
    "check_decision",
    "check_reviewer",
    "is_beyond_one",
    "is_late",
    "redact_text",
    "start_of_clock",
    "suggest_decision",
]
