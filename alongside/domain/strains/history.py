"""A person's check-ins with their scores, and which of them a new one is compared with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from alongside.domain.change.own_range import OwnRange, own_range


@dataclass(frozen=True, slots=True)
class LowestItem:
    """The one question that was marked lowest."""

    item_id: str
    answer: int


@dataclass(frozen=True, slots=True)
class ScoredCheckIn:
    """One completed check-in that the viewer may read. `score` is None when too few questions were answered.

    `felt_off` is the person's own tick, *something was off today*.
    """

    check_in_id: UUID
    relationship_id: UUID
    at: date
    score: float | None
    items: Mapping[str, int] = field(default_factory=dict)
    felt_off: bool = False

    @property
    def lowest_item(self) -> LowestItem | None:
        """The question marked lowest, or None when two share the lowest mark or nothing was answered."""
        if not self.items:
            return None
        lowest = min(self.items.values())
        found = [item_id for item_id, answer in self.items.items() if answer == lowest]
        return LowestItem(found[0], lowest) if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class EpisodeSpan:
    """The days of one strain: from the check-in that dipped, or the day somebody named it, to the day it was closed."""

    relationship_id: UUID
    from_on: date
    to_on: date | None = None

    def is_open_on(self, day: date) -> bool:
        """Whether the episode was open on any part of `day`, so that the order of events within a day is no matter."""
        return self.from_on <= day and (self.to_on is None or self.to_on >= day)


def prior_scores(
    history: Iterable[ScoredCheckIn],
    *,
    relationship_id: UUID,
    before: date,
    episodes: Iterable[EpisodeSpan] = (),
) -> tuple[float, ...]:
    """The scores a check-in on the day `before` is compared with, oldest first.

    Earlier days, the same relationship, and outside every episode that was open on that day. Once an episode is
    closed its scores count again. Two check-ins of one day are never compared with each other.
    Source: our own rule 2, version 2026-1.
    """
    starts = [
        episode.from_on
        for episode in episodes
        if episode.relationship_id == relationship_id and episode.is_open_on(before)
    ]
    # An episode that is still open holds every check-in since it began, so only the earliest start matters.
    limit = min([before, *starts])
    found = [
        (check_in.at, check_in.score)
        for check_in in history
        if check_in.relationship_id == relationship_id and check_in.at < limit and check_in.score is not None
    ]
    return tuple(score for _, score in sorted(found))


def range_before(
    history: Iterable[ScoredCheckIn],
    *,
    relationship_id: UUID,
    before: date,
    pooled_w: float,
    episodes: Iterable[EpisodeSpan] = (),
) -> OwnRange | None:
    """The person's own range in this relationship as it stood before the day `before`, or None below four scores."""
    prior = prior_scores(history, relationship_id=relationship_id, before=before, episodes=episodes)
    return own_range(prior, pooled_w=pooled_w)
