"""Going through the limits with somebody: what is asked back, so that it is known what was understood and not only said."""

from collections.abc import Mapping
from enum import StrEnum


class AskedBack(StrEnum):
    """A plain question, answered in the person's own words."""

    KEEP = "keep"
    TELL = "tell"
    READ = "read"

    @property
    def question(self) -> str:
        """Return the question as it is asked aloud."""
        return _QUESTIONS[self]


_QUESTIONS = {
    AskedBack.KEEP: "What would you tell a mate about what I can keep to myself?",
    AskedBack.TELL: "What would I have to tell somebody, even if you asked me not to?",
    AskedBack.READ: "Who can read what I write down, and how would you ask to?",
}


class NothingAskedBack(ValueError):
    """Nobody wrote down what was understood. That it was said is not enough."""


def check_understood(understood: Mapping[AskedBack, str]) -> dict[AskedBack, str]:
    """Return what was said back without empty answers. Raises NothingAskedBack when there is none."""
    said = {asked: words.strip() for asked, words in understood.items() if words.strip()}
    if not said:
        raise NothingAskedBack
    return said
