"""What was said and written in one step, and how two texts of it become one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

LONGEST = 10_000


class TooLong(Exception):
    """A box holds more than LONGEST characters. box is its key."""

    def __init__(self, box: str) -> None:
        super().__init__("a box holds too much")
        self.box = box


class Outcome(StrEnum):
    """How a step ended that asks for it: heard back, or for next time. Nothing while nobody has said."""

    NOT_SAID = ""
    YES = "yes"
    LATER = "later"


class SpokenIn(StrEnum):
    """The language something was explained in. *Other* is with or without an interpreter, as the words beside it say."""

    NOT_SAID = ""
    ENGLISH = "en"
    WELSH = "cy"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return the words of the choice."""
        return _SPOKEN[self]


_SPOKEN = {
    SpokenIn.NOT_SAID: "Not said",
    SpokenIn.ENGLISH: "English",
    SpokenIn.WELSH: "Welsh",
    SpokenIn.OTHER: "Another language",
}


@dataclass(frozen=True)
class Said:
    """The words of a step by box, how it ended and in which language. Boxes without words are left out."""

    words: Mapping[str, str] = field(default_factory=dict)
    outcome: Outcome = Outcome.NOT_SAID
    spoken_in: SpokenIn = SpokenIn.NOT_SAID

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was said at all."""
        return not self.words and not self.outcome and not self.spoken_in


def clean_said(said: Said, *, boxes: tuple[str, ...]) -> Said:
    """Return what was said without empty boxes and stray spaces at the ends. Raises TooLong.

    boxes are the keys that the step has: anything else is left out.
    """
    words = {key: _clean(said.words.get(key, "")) for key in boxes}
    for key, text in words.items():
        if len(text) > LONGEST:
            raise TooLong(key)
    return Said({key: text for key, text in words.items() if text}, said.outcome, said.spoken_in)


def put_together(mine: Said, other: Said) -> Said:
    """Return both texts box by box, the first before the second. What they share is there once."""
    keys = [*mine.words, *(key for key in other.words if key not in mine.words)]
    words = {key: _both(mine.words.get(key, ""), other.words.get(key, "")) for key in keys}
    return Said(words, mine.outcome or other.outcome, mine.spoken_in or other.spoken_in)


def _both(mine: str, other: str) -> str:
    if not mine or mine in other:
        return other
    return mine if not other or other in mine else f"{mine}\n\n{other}"


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
