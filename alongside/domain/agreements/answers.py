"""What was answered, which answer may follow, and what stands today.

There is no consequence of a no anywhere here, and no reason is asked for one. Consent that costs something to refuse is
not freely given (UK GDPR, recital 42), and taking it back is as easy as giving it (Article 7(3)).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Answer(StrEnum):
    """What the person said. *Withdrawn* takes a yes back."""

    YES = "yes"
    NO = "no"
    NOT_NOW = "not_now"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """Return the words of the answer."""
        return {"yes": "Yes", "no": "No", "not_now": "Not now", "withdrawn": "Taken back"}[self.value]


class How(StrEnum):
    """In which way it was said."""

    SPOKEN = "spoken"
    WRITTEN = "written"
    OWN_SIDE = "own_side"

    @property
    def label(self) -> str:
        """Return the words of the way."""
        return {"spoken": "Spoken", "written": "In writing", "own_side": "On their own page"}[self.value]


class InTheFuture(ValueError):
    """The day of the answer has not come yet."""


class UntilIsOver(ValueError):
    """The last day of a yes is before the day it was said on."""


class NeedsAbout(ValueError):
    """It is not said to whom something would go, or who would come along."""


class NothingToTakeBack(ValueError):
    """There is no yes that stands."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer with its day. until is the last day of a yes, None for as long as nobody takes it back."""

    answer: Answer
    on: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands on a day. is_over: a yes whose last day has passed, which is no yes any more."""

    answer: Answer
    on: date
    until: date | None
    is_over: bool

    @property
    def is_yes(self) -> bool:
        """Return whether there is a yes today."""
        return self.answer is Answer.YES and not self.is_over


def standing_of(given: Sequence[Given], *, today: date) -> Standing:
    """Return what stands on a day, from the answers in the order they were written down. The last one counts."""
    last = given[-1]
    return Standing(last.answer, last.on, last.until, last.until is not None and last.until < today)


def check_answer(before: Sequence[Given], given: Given, *, today: date) -> None:
    """Raise InTheFuture, UntilIsOver or NothingToTakeBack unless this answer may follow those before it.

    Any answer may follow any other: a mind may be changed. Only taking back needs a yes, whether or not its last day has passed.
    """
    if given.on > today:
        raise InTheFuture
    if given.until is not None and given.until < given.on:
        raise UntilIsOver
    if given.answer is Answer.WITHDRAWN and not (before and before[-1].answer is Answer.YES):
        raise NothingToTakeBack
