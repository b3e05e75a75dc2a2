"""How a made-up person answers: around a middle of their own, lower for a while after a strain.

The middle and the spread are ours, chosen so that lines look like lines. They say nothing about real people.
"""

from dataclasses import dataclass
from random import Random

QUESTIONS = 4
SHARE_ALWAYS_TEN = 0.08


@dataclass(frozen=True, slots=True)
class Manner:
    """How one person answers. `middle` and `spread` are in points from 0 to 10, `offsets` one for each question."""

    middle: float
    spread: float
    offsets: tuple[float, ...]
    always_ten: bool


def make_manner(random: Random) -> Manner:
    """Choose a manner."""
    return Manner(
        middle=min(9.2, max(4.0, random.gauss(7.3, 1.2))),
        spread=random.uniform(0.35, 0.9),
        offsets=tuple(random.gauss(0, 0.4) for _ in range(QUESTIONS)),
        always_ten=random.random() < SHARE_ALWAYS_TEN,
    )


def answer(manner: Manner, random: Random, *, drop: float = 0.0) -> list[int | None]:
    """Four answers of one day, each from 0 to 10, or None for *prefer not to say*, which is rare.

    `drop` is how many points a strain takes off.
    """
    if manner.always_ten and not drop:
        return [10] * QUESTIONS
    today = (10.0 if manner.always_ten else random.gauss(manner.middle, manner.spread)) - drop
    return [_one(today + offset, random) for offset in manner.offsets]


def _one(value: float, random: Random) -> int | None:
    if random.random() < 0.02:
        return None
    return min(10, max(0, round(value + random.gauss(0, 0.5))))


def look_closer(short: list[int | None], random: Random) -> list[int | None]:
    """The five more answers of a closer look, near the four. The third is *felt controlled*: low where the others are high."""
    given = [value for value in short if value is not None] or [5]
    middle = sum(given) / len(given)
    near = [_one(middle + random.gauss(0, 0.8), random) for _ in range(5)]
    near[2] = _one(10 - middle + random.gauss(0, 0.8), random)
    return near
