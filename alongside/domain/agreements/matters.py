"""What a person is free to say yes or no to."""

from enum import StrEnum


class Matter(StrEnum):
    """One thing that is asked. Each has its own words and its own answer: a yes to one is no yes to another."""

    SHARING = "sharing"
    EVALUATION = "evaluation"
    TEXT = "text"
    INTERPRETER = "interpreter"
    FAMILY = "family"
    PHOTOGRAPHS = "photographs"

    @property
    def label(self) -> str:
        """Return the name of the matter for staff."""
        return _LABELS[self]

    @property
    def needs_about(self) -> bool:
        """Return whether the question is empty without saying to whom or who: an agency, a relative."""
        return self in (Matter.SHARING, Matter.FAMILY)


_LABELS = {
    Matter.SHARING: "Passing something on to another service",
    Matter.EVALUATION: "Taking part in an evaluation",
    Matter.TEXT: "Contact by text message",
    Matter.INTERPRETER: "An interpreter in the room",
    Matter.FAMILY: "Somebody close coming along",
    Matter.PHOTOGRAPHS: "Photographs",
}
