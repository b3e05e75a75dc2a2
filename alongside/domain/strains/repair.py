"""Has a strain been put right? What both sides say counts for more than any score."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from alongside.domain.change.own_range import ROUNDING, OwnRange
from alongside.domain.strains.history import ScoredCheckIn
from alongside.domain.strains.rule import StrainRule

SHORTFALL = 0.25  # of the pooled w, below the mean before the drop
FURTHER_SCORES = 3
FURTHER_TIME = timedelta(weeks=6)


class Help(StrEnum):
    """One side's answer to *did that help?*"""

    HELPED = "helped"
    HELPED_A_BIT = "helped_a_bit"
    NOT_REALLY = "not_really"
    WORSE = "worse"


class RepairState(StrEnum):
    """Where a strain stands."""

    REPAIRED = "repaired"
    PARTLY = "partly"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Repair:
    """Where a strain stands, whether both people said so, and whether to ask about taking it to supervision."""

    state: RepairState
    is_said_by_both: bool
    ask_about_supervision: bool


def assess_repair(
    history: Iterable[ScoredCheckIn],
    *,
    relationship_id: UUID,
    fell_on: date,
    dropped_from: OwnRange | None,
    rule: StrainRule,
    on: date,
    person_says: Help | None = None,
    practitioner_says: Help | None = None,
) -> Repair:
    """Where the strain that began on `fell_on` stands on the day `on`.

    Both sides' answers decide as soon as there are two, whatever the scores did. *Repaired* if both say it helped.
    *Open* if the person says not really, or either says it made it worse. *Partly* otherwise. One answer alone
    changes nothing, so the state gives neither side's answer away before both have answered.

    Until then the best later score decides. A score counts if it is among the first 3 further scores or within 6
    weeks. *Repaired* from the mean before the drop less 0.25 pooled w, *partly* from the lower limit of the own
    range, *open* below it. Without a drop (`dropped_from` is None) scores say nothing and the strain stays open.

    Supervision is asked about while it is open once 3 further scores or 6 weeks have gone by, whichever is first,
    or as soon as both answers leave it open.
    Source: our own rule 8, version 2026-1. Strauss et al. 2006 take a return within 0.25 SD as repair (from memory).
    """
    later = _later_scores(history, relationship_id=relationship_id, after=fell_on, until=on)
    said = combine_help(person_says, practitioner_says)
    state = said or _judge_by_scores(later, fell_on, dropped_from, rule)
    waited = len(later) >= FURTHER_SCORES or on - fell_on >= FURTHER_TIME
    ask = state is RepairState.OPEN and (said is not None or waited)
    return Repair(state, is_said_by_both=said is not None, ask_about_supervision=ask)


def combine_help(person_says: Help | None, practitioner_says: Help | None) -> RepairState | None:
    """What the two answers to *did that help?* come to together, or None until both are there.

    The person's answer weighs more: it is their trust. See assess_repair for the table in words.
    """
    if person_says is None or practitioner_says is None:
        return None
    if Help.WORSE in (person_says, practitioner_says) or person_says is Help.NOT_REALLY:
        return RepairState.OPEN
    if person_says is Help.HELPED and practitioner_says is Help.HELPED:
        return RepairState.REPAIRED
    return RepairState.PARTLY


def _later_scores(
    history: Iterable[ScoredCheckIn], *, relationship_id: UUID, after: date, until: date
) -> list[tuple[date, float]]:
    return sorted(
        (check_in.at, check_in.score)
        for check_in in history
        if check_in.relationship_id == relationship_id and after < check_in.at <= until and check_in.score is not None
    )


def _judge_by_scores(
    later: list[tuple[date, float]], fell_on: date, dropped_from: OwnRange | None, rule: StrainRule
) -> RepairState:
    counted = [
        score for place, (at, score) in enumerate(later) if place < FURTHER_SCORES or at - fell_on <= FURTHER_TIME
    ]
    if dropped_from is None or not counted:
        return RepairState.OPEN
    best = max(counted)
    if best >= dropped_from.mean - SHORTFALL * rule.pooled_w - ROUNDING:
        return RepairState.REPAIRED
    return RepairState.OPEN if dropped_from.is_below(best) else RepairState.PARTLY
