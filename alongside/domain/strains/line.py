"""The alliance line and the sparkline: the own range as it stood before each score, and the words that say the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from alongside.domain.change.own_range import OwnRange
from alongside.domain.strains.history import EpisodeSpan, ScoredCheckIn, range_before
from alongside.domain.strains.rule import StrainRule
from alongside.domain.strains.words import count_words, date_words, list_words, possessive, score_words, tell_apart


class LineWords(StrEnum):
    """The words beside a sparkline."""

    IN_OWN_RANGE = "In own range"
    BELOW_OWN_RANGE = "Below own range"
    ABOVE_OWN_RANGE = "Above own range"
    TOO_FEW = "Too few to draw a range"
    NONE = "No check-ins to show"


@dataclass(frozen=True, slots=True)
class LinePoint:
    """One scored check-in and the own range that held before it, None up to the fourth score of a relationship."""

    check_in: ScoredCheckIn
    score: float
    own_range: OwnRange | None

    @property
    def is_below(self) -> bool:
        """Whether the score lies below the range that held before it."""
        return self.own_range is not None and self.own_range.is_below(self.score)

    @property
    def words(self) -> LineWords:
        """Where the score lies, in words."""
        if self.own_range is None:
            return LineWords.TOO_FEW
        if self.is_below:
            return LineWords.BELOW_OWN_RANGE
        return LineWords.ABOVE_OWN_RANGE if self.own_range.is_above(self.score) else LineWords.IN_OWN_RANGE


def ranges_over_time(
    history: Iterable[ScoredCheckIn], *, rule: StrainRule, episodes: Iterable[EpisodeSpan] = ()
) -> tuple[LinePoint, ...]:
    """Every scored check-in, oldest first, with the own range that held before it.

    The range begins at the fifth score outside open episodes and starts afresh with every relationship. It is the
    range detect_strain compares with, so picture and flag cannot differ. Drawn with one `rule` throughout.
    Source: our own rule 2, version 2026-1.
    """
    check_ins, spans = tuple(history), tuple(episodes)
    points = [
        LinePoint(
            check_in,
            check_in.score,
            range_before(
                check_ins,
                relationship_id=check_in.relationship_id,
                before=check_in.at,
                pooled_w=rule.pooled_w,
                episodes=spans,
            ),
        )
        for check_in in check_ins
        if check_in.score is not None
    ]
    return tuple(sorted(points, key=lambda point: (point.check_in.at, str(point.check_in.check_in_id))))


def line_words(points: Sequence[LinePoint], *, relationship_id: UUID) -> LineWords:
    """The words beside the sparkline of one relationship: where its last score lies."""
    own = [point for point in points if point.check_in.relationship_id == relationship_id]
    return own[-1].words if own else LineWords.NONE


def describe_line(points: Sequence[LinePoint], *, person_name: str, practitioners: Mapping[UUID, str]) -> str:
    """The caption of the alliance line, which is also what a screen reader says in place of the picture.

    `practitioners` names the practitioner of each relationship id: a first name, or "you".
    """
    if not points:
        return "There are no check-ins to show yet."
    first, last = points[0].check_in.at, points[-1].check_in.at
    number = count_words(len(points), "check-in", "check-ins")
    when = f"on {date_words(first)}" if first == last else f"from {date_words(first)} to {date_words(last)}"
    parts = [f"{number[0].upper()}{number[1:]} {when}, {_with_whom(points, practitioners)}."]
    parts += [_say_which_were_below(points, person_name), say_where_the_last_is(points[-1])]
    return " ".join(part for part in parts if part)


def _with_whom(points: Sequence[LinePoint], practitioners: Mapping[UUID, str]) -> str:
    names = list(dict.fromkeys(practitioners[point.check_in.relationship_id] for point in points))
    if len(names) == 1:
        return f"with {names[0]}"
    return "first " + ", then ".join(f"with {name}" for name in names)


def _say_which_were_below(points: Sequence[LinePoint], person_name: str) -> str:
    below = [date_words(point.check_in.at) for point in points if point.is_below]
    if not below:
        return ""
    number = count_words(len(below), "was", "were")
    return f"{number[0].upper()}{number[1:]} below {possessive(person_name)} own range: {list_words(below)}."


def say_where_the_last_is(point: LinePoint) -> str:
    """The last score and where it lies in the person's own range, in a sentence or two."""
    if point.own_range is None:
        return f"The last was {score_words(point.score)}. A range of their own is drawn from the fifth check-in."
    said, low = tell_apart(point.score, point.own_range.low)
    where = point.words.value.replace("own range", "their own range")
    return f"The last was {said}, {where[0].lower()}{where[1:]} of {low} to {score_words(point.own_range.high)}."
