"""The steps of a referral, and their words."""

from enum import StrEnum


class Step(StrEnum):
    """What happened to a referral. *Undone* takes the step before it back, and both stay to be read."""

    AGREED = "agreed"
    SENT = "sent"
    ACCEPTED = "accepted"
    FIRST_SEEN = "first_seen"
    CAME_BACK = "came_back"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    UNDONE = "undone"

    @property
    def label(self) -> str:
        """Return the words of the step, for a button and for the history."""
        return _LABELS[self]


_LABELS = {
    Step.AGREED: "Agreed",
    Step.SENT: "Sent",
    Step.ACCEPTED: "They said yes",
    Step.FIRST_SEEN: "Seen for the first time",
    Step.CAME_BACK: "Came back with something",
    Step.DECLINED: "They said no",
    Step.WITHDRAWN: "Called off",
    Step.UNDONE: "The step before was a mistake",
}
# A no, a calling off and what came back say nothing without words.
WITH_WORDS = frozenset({Step.CAME_BACK, Step.DECLINED, Step.WITHDRAWN, Step.UNDONE})
