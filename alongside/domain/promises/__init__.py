"""What each side said they would do, and what became of it. Both sides are judged by the same rules and words."""

from alongside.domain.promises.picture import IN_ORDER, Fact, Period, Picture, Tally, count_both_sides
from alongside.domain.promises.sentences import say_outcome, say_step, say_tally, say_when
from alongside.domain.promises.settling import (
    UNDO,
    CannotSettleThis,
    DayHasPassed,
    NeedsAWord,
    NotLateYet,
    TooFarAhead,
    can_undo,
    check_due_on,
    check_settling,
    due_until,
    outcomes_on,
)
from alongside.domain.promises.state import Outcome, Side, State, state_on

__all__ = [
    "IN_ORDER",
    "UNDO",
    "CannotSettleThis",
    "DayHasPassed",
    "Fact",
    "NeedsAWord",
    "NotLateYet",
    "Outcome",
    "Period",
    "Picture",
    "Side",
    "State",
    "Tally",
    "TooFarAhead",
    "can_undo",
    "check_due_on",
    "check_settling",
    "count_both_sides",
    "due_until",
    "outcomes_on",
    "say_outcome",
    "say_step",
    "say_tally",
    "say_when",
    "state_on",
]
