"""How an assessment is finished: by both, each in their own way. Not agreeing and not being able to answer are answers."""

from enum import StrEnum


class PersonSays(StrEnum):
    """What the person says of the whole. Each of the three lets it be signed."""

    AGREES = "agrees"
    DOES_NOT = "does_not"
    COULD_NOT_ANSWER = "could_not_answer"

    @property
    def label(self) -> str:
        """Return the words of the choice, the same size for each."""
        return _LABELS[self]


_LABELS = {
    PersonSays.AGREES: "Agrees",
    PersonSays.DOES_NOT: "Does not agree",
    PersonSays.COULD_NOT_ANSWER: "Could not answer",
}


class Consent(StrEnum):
    """What the person said to talking about what happened to them. Nothing said yet is no consent."""

    NOT_ASKED = ""
    YES = "yes"
    NOT_TODAY = "not_today"
    NO = "no"


class NeedsAReason(Exception):
    """Staff say why the person could not answer. The person owes nobody a reason."""


def check_person_says(says: PersonSays, *, words: str) -> None:
    """Raise NeedsAReason for *could not answer* without a word from staff why."""
    if says is PersonSays.COULD_NOT_ANSWER and not words.strip():
        raise NeedsAReason
