"""What two people say to something they wrote together: an agreement, a plan. Not agreeing is an answer like any other."""

from enum import StrEnum


class NeedsReason(ValueError):
    """Staff who do not agree, or who write that the person could not answer, say why. The person never has to."""


class NothingToAgreeOn(ValueError):
    """Nothing is written yet."""


class PersonAnswer(StrEnum):
    """What the person says to it. All three are legitimate, and none needs a reason."""

    AGREES = "agrees"
    DOES_NOT = "does_not"
    COULD_NOT = "could_not"

    @property
    def label(self) -> str:
        """Return what it says beside a name: *agrees*."""
        return {
            PersonAnswer.AGREES: "agrees",
            PersonAnswer.DOES_NOT: "does not agree",
            PersonAnswer.COULD_NOT: "could not answer",
        }[self]


class StaffAnswer(StrEnum):
    """What the practitioner says to it."""

    AGREES = "agrees"
    DOES_NOT = "does_not"

    @property
    def label(self) -> str:
        """Return what it says beside a name."""
        return {StaffAnswer.AGREES: "agrees", StaffAnswer.DOES_NOT: "does not agree"}[self]


def check_reason(person: PersonAnswer, staff: StaffAnswer, *, staff_reason: str) -> None:
    """Raise NeedsReason unless these answers may be kept. Only staff are ever asked for one."""
    needs_reason = staff is StaffAnswer.DOES_NOT or person is PersonAnswer.COULD_NOT
    if needs_reason and not staff_reason.strip():
        raise NeedsReason


def is_agreed(person: PersonAnswer, staff: StaffAnswer) -> bool:
    """Return whether both agree. Anything else stays a draft."""
    return person is PersonAnswer.AGREES and staff is StaffAnswer.AGREES
