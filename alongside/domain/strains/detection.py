"""Does this check-in deserve a question? Compared with the person's own history only, never with a level."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from alongside.domain.change.own_range import OwnRange
from alongside.domain.strains.history import EpisodeSpan, LowestItem, ScoredCheckIn, range_before
from alongside.domain.strains.power_events import PowerEvent, find_nearby_power_events
from alongside.domain.strains.rule import StrainRule


class StrainReason(StrEnum):
    """Why a strain may be there."""

    FELT_OFF = "felt_off"
    BELOW_OWN_RANGE = "below_own_range"


@dataclass(frozen=True, slots=True)
class Strain:
    """A possible strain, with everything its sentence needs. A question to ask, not a finding.

    `own_range` is the range before this check-in, also when only the person's tick raised the strain.
    """

    check_in_id: UUID
    relationship_id: UUID
    at: date
    reasons: tuple[StrainReason, ...]
    score: float | None
    own_range: OwnRange | None
    lowest_item: LowestItem | None
    power_events: tuple[PowerEvent, ...]
    rule: StrainRule

    @property
    def dropped_from(self) -> OwnRange | None:
        """The range it fell below, which a repair is measured against. None when only the tick raised it."""
        return self.own_range if StrainReason.BELOW_OWN_RANGE in self.reasons else None


def detect_strain(
    history: Iterable[ScoredCheckIn],
    *,
    latest: ScoredCheckIn,
    rule: StrainRule,
    episodes: Iterable[EpisodeSpan] = (),
    power_events: Iterable[PowerEvent] = (),
) -> Strain | None:
    """The possible strain in `latest`, or None. `latest` may or may not be part of `history`, in any order.

    Rule 1: with fewer than 4 earlier scores only the person's own tick raises a strain. The tick works at any count.
    Rule 2: otherwise a score x does so when x < mean(prior) - 2 * max(SD(prior), pooled w), in points.
    Rule 7: power events within 14 days stand beside the strain and never cancel it.
    A second low score inside an open episode is found again: whether it opens another episode is not decided here.
    Source: our own rule set, version 2026-1 (a design, not a published standard), after Gumz et al. 2012, PMC3320522.
    """
    before = range_before(
        history,
        relationship_id=latest.relationship_id,
        before=latest.at,
        pooled_w=rule.pooled_w,
        episodes=episodes,
    )
    reasons = _find_reasons(latest, before)
    if not reasons:
        return None
    return Strain(
        check_in_id=latest.check_in_id,
        relationship_id=latest.relationship_id,
        at=latest.at,
        reasons=reasons,
        score=latest.score,
        own_range=before,
        lowest_item=latest.lowest_item,
        power_events=find_nearby_power_events(power_events, on=latest.at),
        rule=rule,
    )


def _find_reasons(latest: ScoredCheckIn, before: OwnRange | None) -> tuple[StrainReason, ...]:
    reasons = []
    if latest.felt_off:
        reasons.append(StrainReason.FELT_OFF)
    if before is not None and latest.score is not None and before.is_below(latest.score):
        reasons.append(StrainReason.BELOW_OWN_RANGE)
    return tuple(reasons)
