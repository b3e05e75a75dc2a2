"""How a promise stands on a day."""

from datetime import date
from enum import StrEnum


class Side(StrEnum):
    """Who promised."""

    PERSON = "person"
    PRACTITIONER = "practitioner"


class Outcome(StrEnum):
    """What became of a promise. *Late* is kept, but after its day."""

    KEPT = "kept"
    LATE = "late"
    BROKEN = "broken"
    LET_GO = "let_go"

    @property
    def label(self) -> str:
        """Return the words of the button, the same for both sides."""
        return _LABELS[self]


_LABELS = {
    Outcome.KEPT: "Kept",
    Outcome.LATE: "Kept late",
    Outcome.BROKEN: "Not done",
    Outcome.LET_GO: "Let go together",
}


class State(StrEnum):
    """How a promise stands on one day."""

    OPEN = "open"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    KEPT = "kept"
    LATE = "late"
    BROKEN = "broken"
    LET_GO = "let_go"

    @property
    def is_open(self) -> bool:
        """Return whether nobody has said yet what became of it."""
        return self in {State.OPEN, State.DUE_TODAY, State.OVERDUE}


def state_on(day: date, *, due_on: date | None, outcome: Outcome | None) -> State:
    """Return how a promise stands on a day. due_on is the last day it was for, None for no day."""
    if outcome is not None:
        return State(outcome.value)
    if due_on is None or day < due_on:
        return State.OPEN
    return State.DUE_TODAY if day == due_on else State.OVERDUE
