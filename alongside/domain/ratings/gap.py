"""When a guess at what the person would say was far from what they said, that is something to wonder about."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

FAR = 3.0  # points of the 0 to 10 scale
LEAST_ANSWERED = 3


@dataclass(frozen=True, slots=True)
class Gap:
    """A guess and what was said, in whole points. is_exact: every answer was that number, so it may be quoted as one."""

    guess: int
    said: int
    is_exact: bool

    def ask_about(self, name: str) -> str:
        """Return the prompt, with the person's first name. It asks and does not judge."""
        about = "" if self.is_exact else "about "
        return (
            f"You guessed {self.guess}. {name} said {about}{self.said}. What might {name} have seen that you did not?"
        )


def find_gap(guess: int | None, answers: Sequence[int | None]) -> Gap | None:
    """Return the gap between a guess and the mean of what was answered, when it is three points or more; else None.

    At least three answers are needed, as for a score: one question alone is not what somebody would say of a meeting.
    Three points, because an answer moves a point or two from week to week with nothing behind it, and a prompt after
    every meeting would be read by nobody. Above and below count alike: somebody who was better heard than they knew
    has as much to learn. Source: our own judgement, no published limit.
    """
    given = [answer for answer in answers if answer is not None]
    if guess is None or len(given) < LEAST_ANSWERED:
        return None
    mean = fmean(given)
    if abs(guess - mean) < FAR:
        return None
    return Gap(guess, int(mean + 0.5), is_exact=len(set(given)) == 1)
