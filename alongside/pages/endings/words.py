"""How the pages say where an ending stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from alongside.domain.endings import GOOD_TIME, PAIRS, Ending, Stage, Step, Timing
from alongside.pages.layout.when import long_date

STAGES = {Stage.TO_COME: "To come", Stage.DONE: "Done", Stage.SKIPPED: "Left out"}
WEEKS = GOOD_TIME.days // 7
PAGES = {Step.LETTER: "ending_letter", Step.GOODBYE: "ending_goodbye"}


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step as it is shown: how far it has come, its words by what was asked, and those that stand beside each other."""

    step: Step
    stage: Stage
    said: str
    because: str
    lines: list[tuple[str, str]]
    pairs: list[tuple[str, str, str]]


def step_rows(ending: Ending) -> list[StepRow]:
    """Return the seven steps in their order."""
    return [_row(ending, step) for step in Step]


def say_timing(timing: Timing, last_day: date | None, *, is_begun: bool, today: date) -> str:
    """Return a sentence about how much time there is. Weeks are whole ones."""
    if last_day is None or timing is Timing.NO_DAY:
        return (
            "No last day is known."
            if is_begun
            else f"No last day is known. An ending needs about {WEEKS} weeks, so agree when to begin."
        )
    if timing is Timing.GONE_BY:
        return f"The last day was {long_date(last_day)}. Whatever can still be done is worth doing."
    weeks, when = (last_day - today).days // 7, long_date(last_day)
    left = "less than a week" if weeks < 1 else f"{weeks} week{'' if weeks == 1 else 's'}"
    if is_begun:
        return f"The last day is {when}, in {left}."
    if timing is Timing.EARLY:
        return f"The last day is {when}, in {left}. It is time to begin {WEEKS} weeks before it."
    return f"The last day is {when}, in {left}. It is time to begin the ending."


def _row(ending: Ending, step: Step) -> StepRow:
    written, stage = ending.written(step), ending.stage_of(step)
    paired = {key for _, *keys in PAIRS.get(step, ()) for key in keys}
    return StepRow(
        step=step,
        stage=stage,
        said=STAGES[stage],
        because=written.skipped_because,
        lines=[(one.label, written.words.get(one.key, "")) for one in step.fields if one.key not in paired],
        pairs=_pairs(step, written.words),
    )


def _pairs(step: Step, words: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return what stands beside each other, without what nobody said."""
    said = [(label, words.get(one, ""), words.get(other, "")) for label, one, other in PAIRS.get(step, ())]
    return [(label, one, other) for label, one, other in said if one or other]
