"""Rules 3 to 6: what is worth a thought before the next meeting. A prompt opens no strain and changes nothing.

Each rule takes only what the reader may know. A hidden answer and no answer are the same here: neither is an input.
Source of all four: our own rule set, version 2026-1, a design and no published standard.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import takewhile
from uuid import UUID

from alongside.domain.change.own_range import ROUNDING, SCALE, OwnRange, own_range
from alongside.domain.strains.history import EpisodeSpan, ScoredCheckIn
from alongside.domain.strains.rule import StrainRule

LAST, LOW_OF_LAST = 3, 2  # rule 3: two of the last three
AWAY, REGULAR = 2, 3  # rule 5: two in a row, after three in a row that were kept
SAME = 4  # rule 6: as many as rule 2 needs before it compares


class Line(StrEnum):
    """The questions that are also looked at on their own, by the construct they ask about."""

    TRUST = "could_be_honest"
    FAIRNESS = "fair_and_explained"
    GOALS = "working_on_what_matters"


@dataclass(frozen=True, slots=True)
class SlowSlide:
    """Rule 3. The low ones of the last three scores, oldest first, and the range of those before them."""

    scores: tuple[float, ...]
    before: OwnRange


@dataclass(frozen=True, slots=True)
class LowLine:
    """Rule 4. One question whose last answer lay below the person's own range for it."""

    line: Line
    answer: int
    before: OwnRange
    on: date


@dataclass(frozen=True, slots=True)
class StayingAway:
    """Rule 5. What was missed and what was declined, in a row and at the end."""

    missed: int
    declined: int


@dataclass(frozen=True, slots=True)
class Sameness:
    """Rule 6. How many check-ins in a row were all tens."""

    count: int


Prompt = SlowSlide | LowLine | StayingAway | Sameness


@dataclass(frozen=True, slots=True)
class Kept:
    """One settled session as rule 5 sees it. `declined` is what the practitioner heard and wrote down, nothing else."""

    relationship_id: UUID
    on: date
    missed: bool = False
    declined: bool = False


@dataclass(frozen=True, slots=True)
class LinePart:
    """One answer on a line of its own, with the own range that held before it, None up to the fourth."""

    on: date
    check_in_id: UUID
    answer: int
    own_range: OwnRange | None

    @property
    def is_below(self) -> bool:
        """Whether the answer lies below the range that held before it."""
        return self.own_range is not None and self.own_range.is_below(self.answer)


def detect_slow_slide(
    history: Iterable[ScoredCheckIn],
    *,
    relationship_id: UUID,
    rule: StrainRule,
    on: date,
    episodes: Iterable[EpisodeSpan] = (),
) -> SlowSlide | None:
    """Rule 3: two of the last three scores lie below mean - 1 * max(SD, pooled w) of at least four before them.

    The spread is that of rule 2, so that somebody whose answers move a lot is not asked after every ordinary fall.
    Scores inside a strain, open or closed, are left out: they have been looked at. With a strain open on the day
    `on` there is no prompt beside it.
    Source: own rule 3, version 2026-1. False prompts are in docs/methods/chance-of-a-strain.md.
    """
    spans = [span for span in episodes if span.relationship_id == relationship_id]
    if any(span.is_open_on(on) for span in spans):
        return None
    scores = [
        check_in.score
        for check_in in _in_order(history, relationship_id)
        if check_in.score is not None and not any(span.is_open_on(check_in.at) for span in spans)
    ]
    before = own_range(scores[:-LAST], pooled_w=rule.pooled_w)
    if before is None:
        return None
    limit = before.mean - before.spread
    low = tuple(score for score in scores[-LAST:] if score < limit - ROUNDING)
    return SlowSlide(low, before) if len(low) >= LOW_OF_LAST else None


def line_parts(
    history: Iterable[ScoredCheckIn], *, line: Line, relationship_id: UUID, rule: StrainRule
) -> tuple[LinePart, ...]:
    """Every answer to one question, oldest first, each with the own range that held before it.

    Skipped questions are gaps. The range is rule 2's: at least four earlier answers, and never narrower than the
    pooled w, although one answer moves more than a mean of four. The own spread takes that up.
    Source: own rule 4, version 2026-1.
    """
    given = [c for c in _in_order(history, relationship_id) if line.value in c.items]
    answers = [c.items[line.value] for c in given]
    return tuple(
        LinePart(c.at, c.check_in_id, answers[place], own_range(answers[:place], pooled_w=rule.pooled_w))
        for place, c in enumerate(given)
    )


def detect_low_lines(
    history: Iterable[ScoredCheckIn],
    *,
    relationship_id: UUID,
    rule: StrainRule,
    on: date,
    episodes: Iterable[EpisodeSpan] = (),
) -> tuple[LowLine, ...]:
    """Rule 4: trust, fairness and goals whose answer in the last check-in lay below their own range.

    None with a strain open on the day `on`, or when the last check-in was inside a strain: it has been looked at.
    """
    check_ins = _in_order(history, relationship_id)
    if not check_ins or _is_within(episodes, relationship_id, on, check_ins[-1].at):
        return ()
    found = []
    for line in Line:
        parts = line_parts(check_ins, line=line, relationship_id=relationship_id, rule=rule)
        last = parts[-1] if parts else None
        if last and last.own_range and last.is_below and last.check_in_id == check_ins[-1].check_in_id:
            found.append(LowLine(line, last.answer, last.own_range, last.on))
    return tuple(found)


def detect_staying_away(sessions: Sequence[Kept], *, relationship_id: UUID) -> StayingAway | None:
    """Rule 5: the last two or more settled sessions were missed or their offer declined, after three that were not.

    Only what both people know is counted: who came, and a *not today* that was said aloud. Nothing here can tell
    whether an offered check-in was answered for somebody else.
    Source: own rule 5, version 2026-1. Three in a row make *regular*, which is our judgement.
    """
    own = sorted((s for s in sessions if s.relationship_id == relationship_id), key=lambda s: s.on, reverse=True)
    away = list(takewhile(_is_away, own))
    before = own[len(away) : len(away) + REGULAR]
    if len(away) < AWAY or len(before) < REGULAR or any(_is_away(s) for s in before):
        return None
    return StayingAway(sum(s.missed for s in away), sum(s.declined and not s.missed for s in away))


def detect_sameness(history: Iterable[ScoredCheckIn], *, relationship_id: UUID) -> Sameness | None:
    """Rule 6: the last four or more scores are all at the top. Rule 2 stays on: this is no reason to stop looking.

    Source: own rule 6, version 2026-1.
    """
    count = 0
    for check_in in reversed([c for c in _in_order(history, relationship_id) if c.score is not None]):
        if check_in.score is None or check_in.score < SCALE[1] - ROUNDING:
            break
        count += 1
    return Sameness(count) if count >= SAME else None


def _in_order(history: Iterable[ScoredCheckIn], relationship_id: UUID) -> list[ScoredCheckIn]:
    own = (check_in for check_in in history if check_in.relationship_id == relationship_id)
    return sorted(own, key=lambda check_in: (check_in.at, str(check_in.check_in_id)))


def _is_within(episodes: Iterable[EpisodeSpan], relationship_id: UUID, *days: date) -> bool:
    own = [span for span in episodes if span.relationship_id == relationship_id]
    return any(span.is_open_on(day) for span in own for day in days)


def _is_away(session: Kept) -> bool:
    return session.missed or session.declined
