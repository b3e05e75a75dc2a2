"""What a person says is wrong with how they are treated: who receives it, where it stands, by when it is acknowledged."""

from datetime import date, timedelta
from enum import StrEnum

# A complaint about how information is handled is to be acknowledged within 30 days (Data Protection Act 2018, section 164A,
# inserted by the Data (Use and Access) Act 2025). Nobody waits longer for a complaint about anything else.
ACKNOWLEDGED_WITHIN = timedelta(days=30)


class Receiver(StrEnum):
    """To whom the person says it. Nobody who works with them is ever among these."""

    SUPERVISOR = "supervisor"
    PRIVACY_OFFICER = "privacy_officer"


class ComplaintState(StrEnum):
    """Where a complaint stands."""

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"

    @property
    def is_open(self) -> bool:
        """Return whether the person still waits for an answer."""
        return self is not ComplaintState.ANSWERED


class ComplaintStep(StrEnum):
    """What was done with it. *answered* has words, which the person reads, and may come more than once."""

    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"


def acknowledge_by(sent_on: date) -> date:
    """Return the last day on which the person is to hear that somebody has read it."""
    return sent_on + ACKNOWLEDGED_WITHIN


def is_late(state: ComplaintState, *, acknowledge_on: date, today: date) -> bool:
    """Return whether nobody has said within the time that they read it."""
    return state is ComplaintState.SENT and today > acknowledge_on


def follow(state: ComplaintState, step: ComplaintStep) -> ComplaintState:
    """Return where a complaint stands after a step. An answer is also an acknowledgement, and is never taken back by one."""
    if step is ComplaintStep.ACKNOWLEDGED and state is not ComplaintState.SENT:
        return state
    return ComplaintState(step.value)
