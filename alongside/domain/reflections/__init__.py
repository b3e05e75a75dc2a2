"""Two minutes for oneself after a session: three prompts, free words, and lines that may be shared one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST_ANSWER = 5_000  # characters: two pages to one prompt, far more than two minutes


class ReflectionTooLong(ValueError):
    """One of the answers is longer than 5,000 characters."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question, and what it is called in a list."""

    question: str
    short: str


PROMPTS = (
    Prompt("What went well between you?", "Went well"),
    Prompt("What would you do differently?", "Differently"),
    Prompt("What do you want to take to supervision?", "For supervision"),
)
Answers = tuple[str, str, str]
NOTHING: Answers = ("", "", "")


def clean_answers(answers: Sequence[str]) -> Answers:
    """Return one answer to each prompt, with one kind of line ending. What is not there is empty.

    Raises ReflectionTooLong.
    """
    cleaned = [text.replace("\r\n", "\n").replace("\r", "\n").rstrip() for text in answers]
    first, second, third = (*cleaned, *NOTHING)[: len(PROMPTS)]
    if any(len(text) > LONGEST_ANSWER for text in (first, second, third)):
        raise ReflectionTooLong
    return first, second, third


def both_answers(first: Answers, second: Answers) -> Answers:
    """Return what two tabs hold, to each prompt one after the other, and once where they say the same."""
    one, two, three = (_both(a, b) for a, b in zip(first, second, strict=True))
    return one, two, three


def lines_of(answers: Answers) -> tuple[str, ...]:
    """Return every line that says something, each once: what can be shared."""
    return tuple(dict.fromkeys(_lines(answers)))


def _both(first: str, second: str) -> str:
    return first if first == second else "\n\n".join(text for text in (first, second) if text)


def _lines(answers: Answers) -> Iterator[str]:
    for answer in answers:
        yield from (line.strip() for line in answer.splitlines() if line.strip())
