"""Whether the person was told, until when that may wait, and what came after something was passed on.

Not telling is the exception. It has a reason and a day on which somebody asks again, at most 90 days on, which is ours:
no standard sets it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

REVIEW_WITHIN = timedelta(days=90)


class Step(StrEnum):
    """What happened after. Nothing is written over: what was wrong is corrected beside it."""

    TOLD = "told"
    KEPT_BACK = "kept_back"
    CAME_BACK = "came_back"
    CORRECTED = "corrected"

    @property
    def label(self) -> str:
        """Return the words of the step, for a button and for the history."""
        return _LABELS[self]


_LABELS = {
    Step.TOLD: "The person was told",
    Step.KEPT_BACK: "Still not told",
    Step.CAME_BACK: "Something came back",
    Step.CORRECTED: "Something here was wrong",
}


class NeedsReview(ValueError):
    """Not telling needs a day to ask again, after today and within 90 days."""


class NeedsWords(ValueError):
    """This says nothing without words."""


class InTheFuture(ValueError):
    """The day has not come yet."""


class BeforeItWasPassedOn(ValueError):
    """Nobody is told of something before it happened, and nothing comes back."""


class AlreadyTold(ValueError):
    """The person knows, so nothing is kept back any more."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step with its day. review_on is the day to ask again, of what is still kept back."""

    step: Step
    on: date
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """Whether the person knows since a day, or by which day somebody asks again. Only one of the two is there."""

    told_on: date | None
    review_on: date | None

    @property
    def is_told(self) -> bool:
        """Return whether the person knows."""
        return self.told_on is not None

    def is_late(self, *, today: date) -> bool:
        """Return whether the day to ask again has passed."""
        return self.review_on is not None and self.review_on < today


def telling_of(taken: Sequence[Taken]) -> Telling:
    """Return how the telling stands after these steps. Once told, told: nobody unhears it."""
    now = Telling(None, None)
    for one in taken:
        if one.step is Step.TOLD and not now.is_told:
            now = Telling(one.on, None)
        elif one.step is Step.KEPT_BACK and not now.is_told:
            now = Telling(None, one.review_on)
    return now


def check_telling(*, told_on: date | None, why_not: str, review_on: date | None, on: date, today: date) -> None:
    """Raise unless it is said when the person was told, or why not and until when. They may be told before.

    Raises InTheFuture, NeedsWords or NeedsReview.
    """
    if on > today or (told_on is not None and told_on > today):
        raise InTheFuture
    if told_on is None:
        _check_kept_back(why_not, review_on, today=today)


def check_step(
    now: Telling, step: Step, *, on: date, words: str, review_on: date | None, passed_on: date, today: date
) -> None:
    """Raise unless this may follow. Raises AlreadyTold, InTheFuture, BeforeItWasPassedOn, NeedsWords or NeedsReview."""
    if step in (Step.TOLD, Step.KEPT_BACK) and now.is_told:
        raise AlreadyTold
    if on > today:
        raise InTheFuture
    if on < passed_on:
        raise BeforeItWasPassedOn
    if step is Step.KEPT_BACK:
        _check_kept_back(words, review_on, today=today)
    elif step is not Step.TOLD and not words.strip():
        raise NeedsWords


def _check_kept_back(why_not: str, review_on: date | None, *, today: date) -> None:
    if not why_not.strip():
        raise NeedsWords
    if review_on is None or not today < review_on <= today + REVIEW_WITHIN:
        raise NeedsReview
