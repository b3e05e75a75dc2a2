"""A note that only named people open: what must be decided before it is kept, and when it is looked at again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LONGEST_SEAL = timedelta(days=183)
LONGEST_FOLLOW_UP = timedelta(days=7)
# From here on an overdue note is asked of everybody who is named for it, and not only of whoever keeps it.
ASK_OTHERS_AFTER = timedelta(days=7)


class Concern(StrEnum):
    """What no seal may hide."""

    HARM = "harm"
    SAFEGUARDING = "safeguarding"

    @property
    def question(self) -> str:
        """Return what is asked before the note is kept."""
        return QUESTIONS[self]


QUESTIONS = {
    Concern.HARM: "Does anything in it point to serious harm, to anybody?",
    Concern.SAFEGUARDING: "Does anything in it point to a child or an adult at risk?",
}


class Answer(StrEnum):
    """What was decided. *Not sure* is a decision to ask somebody, with a day on which it is decided."""

    NO = "no"
    YES = "yes"
    NOT_SURE = "not_sure"

    @property
    def label(self) -> str:
        """Return the words of the choice."""
        return LABELS[self]


LABELS = {Answer.NO: "No", Answer.YES: "Yes, and somebody was told", Answer.NOT_SURE: "I am not sure, and I asked"}


class Review(StrEnum):
    """What becomes of a note that is looked at again."""

    KEEP = "keep"
    UNSEAL = "unseal"
    END = "end"

    @property
    def label(self) -> str:
        """Return the words of the choice."""
        return REVIEWS[self]


REVIEWS = {
    Review.KEEP: "Keep it sealed",
    Review.UNSEAL: "Make it an ordinary note of a session",
    Review.END: "Close it for good",
}


class CannotSeal(ValueError):
    """The note cannot be kept like this. field is where the page says so."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision. told is whoever was told or asked, done what was done or what they said."""

    answer: Answer
    told: str = ""
    on: date | None = None
    done: str = ""
    follow_up_on: date | None = None


Decisions = Mapping[Concern, Decided]


def check_decision(concern: Concern, said: Decided, *, today: date) -> Decided:
    """Return the decision as it is kept. A *no* keeps only why. Raises CannotSeal for one that says too little."""
    if said.answer is Answer.NO:
        return Decided(Answer.NO, done=said.done.strip())
    told, done = said.told.strip(), said.done.strip()
    asked = said.answer is Answer.NOT_SURE
    if not told:
        _refuse(concern, "told", "Say whom you asked" if asked else "Say whom you told")
    if said.on is None:
        _refuse(concern, "on", "Enter the day you asked them" if asked else "Enter the day you told them")
    elif said.on > today:
        _refuse(concern, "on", "This day has not come yet. Tell them first")
    if not done:
        _refuse(concern, "done", "Say what they answered" if asked else "Say what was done")
    follow_up_on = _check_follow_up(concern, said.follow_up_on, today) if asked else None
    return Decided(said.answer, told, said.on, done, follow_up_on)


def _check_follow_up(concern: Concern, day: date | None, today: date) -> date:
    if day is None:
        raise CannotSeal(f"{concern}_follow_up_on", "Enter the day by which it will be decided")
    if not today <= day <= today + LONGEST_FOLLOW_UP:
        raise CannotSeal(f"{concern}_follow_up_on", "Choose a day within a week")
    return day


def _refuse(concern: Concern, part: str, message: str) -> None:
    raise CannotSeal(f"{concern}_{part}", message)


def earliest_follow_up(decisions: Decisions) -> date | None:
    """Return the day by which the first open decision is to be made, or None when both are made."""
    return min((one.follow_up_on for one in decisions.values() if one.follow_up_on), default=None)


def check_review_day(day: date | None, *, today: date) -> date:
    """Return the day on which the note is looked at again: after today, within half a year. Raises CannotSeal."""
    if day is None:
        raise CannotSeal("review_on", "Enter the day on which you will look at it again")
    if not today < day <= today + LONGEST_SEAL:
        raise CannotSeal("review_on", "Choose a day after today and within six months")
    return day


def is_asked_of_others(review_on: date, *, today: date) -> bool:
    """Return whether a review is so late that everybody named is asked, and not only whoever keeps the note."""
    return today - review_on >= ASK_OTHERS_AFTER
