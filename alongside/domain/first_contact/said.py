"""What was said and written in one step, and how two texts of it become one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from alongside.domain.speaking import Interpreter, Spoken, SpokenIn

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


@dataclass(frozen=True)
class Said:
    """The words of a step by box, how it ended, in which language and who interpreted. Empty boxes are left out."""

    words: Mapping[str, str] = field(default_factory=dict)
    outcome: Outcome = Outcome.NOT_SAID
    spoken_in: SpokenIn = SpokenIn.NOT_SAID
    interpreter: Interpreter = Interpreter.NOT_SAID

    @property
    def spoken(self) -> Spoken:
        """Return in which language it was said, and through whom."""
        return Spoken(self.spoken_in, self.interpreter)

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was said at all."""
        return not self.words and not self.outcome and not self.spoken.is_said


def clean_said(said: Said, *, boxes: tuple[str, ...]) -> Said:
    """Return what was said without empty boxes and stray spaces at the ends. Raises TooLong.

    boxes are the keys that the step has: anything else is left out.
    """
    words = {key: _clean(said.words.get(key, "")) for key in boxes}
    for key, text in words.items():
        if len(text) > LONGEST:
            raise TooLong(key)
    return replace(said, words={key: text for key, text in words.items() if text})


def put_together(mine: Said, other: Said) -> Said:
    """Return both texts box by box, the first before the second. What they share is there once."""
    keys = [*mine.words, *(key for key in other.words if key not in mine.words)]
    words = {key: _both(mine.words.get(key, ""), other.words.get(key, "")) for key in keys}
    outcome, spoken_in = mine.outcome or other.outcome, mine.spoken_in or other.spoken_in
    return Said(words, outcome, spoken_in, mine.interpreter or other.interpreter)


def _both(mine: str, other: str) -> str:
    if not mine or mine in other:
        return other
    return mine if not other or other in mine else f"{mine}\n\n{other}"


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
