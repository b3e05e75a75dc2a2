"""How sure somebody is that they can do something, before and after. Two numbers and their words, and nothing made of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

ASK = "How sure are you that you could do this when it matters?"
LOW, HIGH = "Not sure at all", "Very sure"
BEFORE_AND_AFTER = 2


class NotFromNoughtToTen(ValueError):
    """How sure somebody is goes from 0 to 10."""


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure the person said they were on a day, from 0 to 10, and their words with it."""

    on: date
    value: int
    words: str = ""

    def __post_init__(self) -> None:
        """Refuse what is not on the scale."""
        if not 0 <= self.value <= 10:
            raise NotFromNoughtToTen


def say_change(said: Sequence[Sureness]) -> str:
    """Return in a sentence or two how sure the person was first and last, or what there is of it.

    Less sure afterwards is common, since trying something shows what it takes, so it is not said to be worse.
    """
    ordered = sorted(said, key=lambda each: each.on)
    if not ordered:
        return "Not asked yet."
    if len(ordered) < BEFORE_AND_AFTER:
        return f"You said {ordered[0].value} out of 10. Ask again when you have tried it."
    first, last = ordered[0].value, ordered[-1].value
    return f"You began at {first} out of 10. Now you say {last}. {_remark(last - first)}"


def _remark(change: int) -> str:
    if change > 0:
        return "What made the difference?"
    if change < 0:
        return "Trying a thing for real often shows how hard it is. What would help?"
    return "What would make it one more?"
