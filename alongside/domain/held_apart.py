"""What is held apart: an item that stays stored and is used for nothing while something about it is settled.

UK GDPR, Article 18, and Data Protection Act 2018, section 47. An organisation answers within one month (Article 12(3)), and
tells the person before it ends (Article 18(3)). It is another thing than a *restriction*, the list of who may open a record.
"""

from datetime import date
from enum import StrEnum

from alongside.domain.corrections import answer_due_on

__all__ = [
    "Answer",
    "CameBy",
    "Ground",
    "HoldState",
    "NotNow",
    "Purpose",
    "Told",
    "ToldFirst",
    "answer_due_on",
    "check_told",
    "follow",
]


class Ground(StrEnum):
    """Why somebody asks for it: the four cases of Article 18(1), in their order."""

    ACCURACY = "accuracy"
    UNLAWFUL = "unlawful"
    CLAIM = "claim"
    OBJECTION = "objection"

    @property
    def label(self) -> str:
        """Return what staff read."""
        return _GROUNDS[self]

    @property
    def stops_erasing(self) -> bool:
        """Return whether nothing of the record is erased meanwhile: the person needs it kept."""
        return self is Ground.CLAIM


class HoldState(StrEnum):
    """Where a request stands. *held* is the only state in which anything is kept out of use."""

    ASKED = "asked"
    HELD = "held"
    REFUSED = "refused"
    LIFTED = "lifted"

    @property
    def label(self) -> str:
        """Return what staff read."""
        return _STATES[self]


class Answer(StrEnum):
    """What a privacy officer decides, always in words for the person."""

    HELD = "held"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """Return what staff read."""
        return {"held": "Hold it apart", "refused": "Do not hold it apart"}[self.value]


class CameBy(StrEnum):
    """By which way somebody asked."""

    OWN_SIDE = "own_side"
    MEETING = "meeting"
    LETTER = "letter"

    @property
    def label(self) -> str:
        """Return what staff read."""
        return {"own_side": "On their own page", "meeting": "In a meeting or by phone", "letter": "In writing"}[
            self.value
        ]


class Purpose(StrEnum):
    """What a thing that is held apart may be opened for (Article 18(2)), and to decide about it."""

    HANDLING = "handling"
    CLAIM = "claim"
    PROTECT = "protect"
    AGREED = "agreed"

    @property
    def label(self) -> str:
        """Return what staff read."""
        return _PURPOSES[self]


class Told(StrEnum):
    """How the person was told that it ends."""

    SPOKEN = "spoken"
    LETTER = "letter"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return what staff read."""
        return {"spoken": "Said to them", "letter": "Written to them", "other": "In another way"}[self.value]


_GROUNDS = {
    Ground.ACCURACY: "They say it is not accurate, and that is being looked into",
    Ground.UNLAWFUL: "It was not lawful to have it, and they would rather not have it erased",
    Ground.CLAIM: "The service needs it no longer, and they need it for a legal claim",
    Ground.OBJECTION: "They object to its being used, and that is being weighed",
}
_STATES = {
    HoldState.ASKED: "Waits for an answer",
    HoldState.HELD: "Held apart",
    HoldState.REFUSED: "Not held apart",
    HoldState.LIFTED: "In use again",
}
_PURPOSES = {
    Purpose.HANDLING: "To decide about this request",
    Purpose.CLAIM: "For a legal claim",
    Purpose.PROTECT: "To protect somebody else",
    Purpose.AGREED: "The person said yes to it",
}


class NotNow(ValueError):
    """The step does not follow from where the request stands."""


class ToldFirst(ValueError):
    """Nothing is taken up again before the person was told (Article 18(3))."""


def follow(state: HoldState, to: HoldState) -> HoldState:
    """Return the state after a step. Raises NotNow: only what is asked is answered, and only what is held is lifted."""
    answers = (HoldState.HELD, HoldState.REFUSED)
    if (state is HoldState.ASKED and to in answers) or (state is HoldState.HELD and to is HoldState.LIFTED):
        return to
    raise NotNow(f"{to} does not follow {state}")


def check_told(told_on: date, *, held_on: date, today: date) -> None:
    """Raise ToldFirst unless the person was told on a day between the one it was held apart and today, both counted."""
    if not held_on <= told_on <= today:
        raise ToldFirst
