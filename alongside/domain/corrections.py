"""A request to correct the record: what it is about, where it stands, and by when it is answered.

An organisation has one calendar month to answer a request for rectification (UK GDPR, Article 12(3)), counted as the
Information Commissioner's Office counts it: to the same day of the next month, or the last day of a shorter one.
"""

from calendar import monthrange
from datetime import date
from enum import StrEnum


class About(StrEnum):
    """What the person says is not right."""

    ME = "me"
    MEETING = "meeting"
    WORDS = "words"
    PROMISE = "promise"
    FIGURE = "figure"
    ELSE = "else"

    @property
    def label(self) -> str:
        """Return what staff read."""
        return _LABELS[self]


# A figure is only ever looked at in a meeting, so only there somebody can say that a line of it is wrong.
ASKED_ALONE = tuple(about for about in About if about is not About.FIGURE)


class CorrectionState(StrEnum):
    """Where a request stands. Every state but the first was reached by somebody on the staff."""

    ASKED = "asked"
    LOOKING = "looking"
    CHANGED = "changed"
    NOT_CHANGED = "not_changed"

    @property
    def is_open(self) -> bool:
        """Return whether the person still waits for an answer."""
        return self in (CorrectionState.ASKED, CorrectionState.LOOKING)

    @property
    def label(self) -> str:
        """Return what staff read."""
        return _STATES[self]


class CorrectionStep(StrEnum):
    """What happened to a request. *disagreed* is the person's statement, which stays beside the record for good."""

    ASKED = "asked"
    LOOKING = "looking"
    CHANGED = "changed"
    NOT_CHANGED = "not_changed"
    DISAGREED = "disagreed"


ANSWERS = frozenset({CorrectionStep.CHANGED, CorrectionStep.NOT_CHANGED})
_LABELS = {
    About.ME: "Something about me",
    About.MEETING: "A meeting",
    About.WORDS: "Something that was written down",
    About.PROMISE: "A promise",
    About.FIGURE: "A line of the figures",
    About.ELSE: "Something else",
}
_STATES = {
    CorrectionState.ASKED: "Asked",
    CorrectionState.LOOKING: "Being looked at",
    CorrectionState.CHANGED: "Changed",
    CorrectionState.NOT_CHANGED: "Not changed",
}


class NotNow(ValueError):
    """The step does not follow from where the request stands."""


def follow(state: CorrectionState, step: CorrectionStep) -> CorrectionState:
    """Return where a request stands after a step. Raises NotNow when the step does not follow.

    An answer may be changed later, because somebody thought again. Nobody goes back to looking once there is an answer,
    and the person disagrees with an answer only: before it there is nothing to disagree with.
    """
    if step is CorrectionStep.LOOKING and state is CorrectionState.ASKED:
        return CorrectionState.LOOKING
    if step in ANSWERS:
        return CorrectionState(step.value)
    if step is CorrectionStep.DISAGREED and not state.is_open:
        return state
    raise NotNow(f"{step} does not follow {state}")


def answer_due_on(asked_on: date) -> date:
    """Return the last day on which the person is to have an answer: one calendar month after they asked."""
    year, month = divmod(asked_on.year * 12 + asked_on.month, 12)
    return date(year, month + 1, min(asked_on.day, monthrange(year, month + 1)[1]))
