"""How often does a quiet check-in look like a strain by chance? Simulated with the rule itself, seeded, no package needed.

    python -m benchmarks.chance_of_a_strain

Courses of twelve check-ins of somebody whose answers move by chance alone, the fifth to the twelfth compared. What came
of it, and what is said on screen because of it, is in docs/methods/chance-of-a-strain.md.
"""

import random
import sys
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from alongside.domain.change.own_range import DEFAULT_POOLED_W, own_range
from alongside.domain.strains import ScoredCheckIn, StrainRule, detect_slow_slide
from alongside.domain.strains.prompts import LAST

SPREADS = (0.3, 0.5, 0.8, 1.2, 2.0)
SESSIONS, COMPARED_FROM = 12, 4
COURSES = 20_000
QUESTIONS = 4
SOMEBODY = UUID(int=0)
WEEKS = [date(2026, 1, 1) + timedelta(weeks=n) for n in range(SESSIONS + 1)]

Draw = Callable[[random.Random, float], float]


def smooth(rng: random.Random, spread: float) -> float:
    """Return a score round 5 that no scale rounds or cuts off."""
    return rng.gauss(5, spread)


def answered(rng: random.Random, spread: float, *, middle: float = 7) -> float:
    """Return the mean of four whole answers from 0 to 10 whose mean moves by about this spread."""
    together = rng.gauss(middle, spread)
    marks = [min(10, max(0, round(together + rng.gauss(0, 0.5)))) for _ in range(QUESTIONS)]
    return sum(marks) / QUESTIONS


def simulate(draw: Draw, *, spread: float, pooled_w: float, courses: int, seed: int = 2026) -> tuple[float, float]:
    """Return flags in 100 quiet check-ins, and courses in 100 with at least one."""
    rng = random.Random(seed)  # noqa: S311  a repeatable world, not a secret
    flags = flagged = 0
    for _ in range(courses):
        scores = [draw(rng, spread) for _ in range(SESSIONS)]
        found = sum(_is_flagged(scores, place, pooled_w) for place in range(COMPARED_FROM, SESSIONS))
        flags += found
        flagged += found > 0
    return 100 * flags / (courses * (SESSIONS - COMPARED_FROM)), 100 * flagged / courses


def _is_flagged(scores: list[float], place: int, pooled_w: float) -> bool:
    before = own_range(scores[:place], pooled_w=pooled_w)
    return before is not None and before.is_below(scores[place])


def simulate_slides(
    *, spread: float, pooled_w: float, courses: int, seed: int = 2026, draw: Draw = smooth
) -> tuple[float, float]:
    """Return prompts of rule 3 in 100 quiet preparations from the eighth on, and courses in 100 with at least one."""
    rng = random.Random(seed)  # noqa: S311  a repeatable world, not a secret
    rule = StrainRule("simulated", pooled_w)
    least = COMPARED_FROM + LAST
    prompts = prompted = 0
    for _ in range(courses):
        history = [ScoredCheckIn(SOMEBODY, SOMEBODY, WEEKS[n], draw(rng, spread)) for n in range(SESSIONS)]
        found = sum(_is_sliding(history[:place], rule) for place in range(least, SESSIONS + 1))
        prompts += found
        prompted += found > 0
    return 100 * prompts / (courses * (SESSIONS + 1 - least)), 100 * prompted / courses


def _is_sliding(history: list[ScoredCheckIn], rule: StrainRule) -> bool:
    found = detect_slow_slide(history, relationship_id=SOMEBODY, rule=rule, on=WEEKS[-1])
    return found is not None


def tables(courses: int = COURSES) -> str:
    """Return the three tables as text."""

    def line(draw: Draw, spread: float, pooled_w: float) -> str:
        flags, flagged = simulate(draw, spread=spread, pooled_w=pooled_w, courses=courses)
        return f"| {spread} | {pooled_w} | {flags:.1f} | {flagged:.0f} |"

    head = "| own spread of the person | pooled w of the rule | flags in 100 quiet check-ins | courses of 12 with one |"
    rule = "|---|---|---|---|"
    first = [line(smooth, spread, DEFAULT_POOLED_W) for spread in SPREADS]
    second = [line(answered, spread, DEFAULT_POOLED_W) for spread in SPREADS]
    third = [line(smooth, DEFAULT_POOLED_W, pooled_w) for pooled_w in SPREADS[:4]]
    titles = ("The person moves, the rule stays", "The same in whole answers from 0 to 10", "The rule moves")
    parts = [
        f"{title}\n\n" + "\n".join([head, rule, *rows])
        for title, rows in zip(titles, (first, second, third), strict=True)
    ]
    return "\n\n".join([*parts, _slides(courses // 4)])


def _slides(courses: int) -> str:
    """Return the table of rule 3. It compares more often, so it has fewer courses."""
    rows = [
        "| own spread of the person | pooled w of the rule | prompts in 100 quiet preparations | courses of 12 with one |",
        "|---|---|---|---|",
    ]
    for spread in SPREADS:
        prompts, prompted = simulate_slides(spread=spread, pooled_w=DEFAULT_POOLED_W, courses=courses)
        rows.append(f"| {spread} | {DEFAULT_POOLED_W} | {prompts:.1f} | {prompted:.0f} |")
    return "The slow slide, rule 3\n\n" + "\n".join(rows)


if __name__ == "__main__":
    print(tables(int(sys.argv[1]) if len(sys.argv) > 1 else COURSES))
