"""The programme needs identifier for many people at once (`pni`, specification, section 11)."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alongside.domain.risk.column_inputs import Columns
from alongside.domain.risk.column_results import ColumnResult, Numbers, Truths, Words, no_words
from alongside.domain.risk.needs import DOMAINS, RELATIONSHIPS, SARA, SELF_MANAGEMENT, SEX, SIGNIFICANT, THINKING

Counts = NDArray[np.int64]
NOT_SAID, LOW, MEDIUM, HIGH = -1, 0, 1, 2


@dataclass(frozen=True, slots=True)
class ColumnScores:
    """What other predictors gave everybody, percent and bands; NaN and "" where there is none."""

    arp: Numbers
    vrp: Numbers
    csrp: Numbers
    dc_band: Words
    iic_band: Words


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the rules of need and pathway ask again and again."""

    read: Columns
    is_community: Truths
    is_custody: Truths
    is_missing: Truths
    sara_unknown: Counts

    def sara_is(self, *words: str) -> Truths:
        found: Truths = np.logical_or.reduce([self.read.is_one_of(name, words) for name in SARA])
        return found


def identify_needs_columns(read: Columns, scores: ColumnScores) -> ColumnResult:
    """Return the pathway of everybody: high, moderate, alternative, or omission where it cannot be said."""
    is_missing = read.any_missing(name for names in DOMAINS for name in names)
    community, custody = (read.is_word("supervision_status", word) for word in ("community", "custody"))
    facts = _Facts(read, community, custody, is_missing, read.count_missing(SARA))
    need, risk = _need(facts), _risk(scores, facts)
    no_status = read.is_missing("supervision_status")
    pathway = _pathway(need, risk, _risk(scores, facts, projected=True), scores, facts)
    pathway = np.where(no_status | (need == NOT_SAID), "omission", pathway)
    problems = {"missing_required": no_status | is_missing}
    no_score, none = np.full(read.people, np.nan), no_words(read.people)
    return ColumnResult("pni", no_score, none, none, problems, {"pathway": pathway})


def _need(facts: _Facts) -> Counts:
    """Return the need, or NOT_SAID where too little is known (section 11.1, first rule that fits)."""
    read, total = facts.read, _need_sum(facts.read, 0)
    level, projected = _level(total), _level(_need_sum(facts.read, SIGNIFICANT))
    is_raised = facts.sara_is("medium", "high")
    in_every_domain = np.logical_and.reduce([read.any_missing(names) for names in DOMAINS])
    rules = (
        (total >= 6, HIGH),
        ((total >= 3) & facts.is_community, MEDIUM),
        (~facts.is_missing | (level == projected), level),
        (in_every_domain & ~facts.is_community, NOT_SAID),
        ((level != LOW) & ~is_raised, NOT_SAID),
        (is_raised & (facts.sara_unknown == 0), np.where(facts.is_community, MEDIUM, HIGH)),
    )
    return np.select([fits for fits, _ in rules], [need for _, need in rules], default=level)


def _level(total: Counts) -> Counts:
    return (total >= 3).astype(np.int64) + (total >= 6)


def _need_sum(read: Columns, for_missing: int) -> Counts:
    """Return the sum of the four domains, 0 to 8, with this level in the place of each missing answer."""

    def level(name: str) -> Counts:
        return np.where(read.is_missing(name), for_missing, read.points(name))

    def total(names: Iterable[str]) -> Counts:
        found: Counts = np.sum([level(name) for name in names], axis=0)
        return found

    is_asked = read.is_true("sexual_offence_history") | read.is_true("risk_of_sexual_harm")
    raw = total(SEX)
    too_little = (for_missing == 0) & read.any_missing(SEX) & (raw < 4)
    is_interest = level("offence_related_sexual_interests") == SIGNIFICANT
    score = is_asked * np.where(is_interest, SIGNIFICANT, np.where(too_little, 0, _steps(raw, 2, 4)))
    is_significant = level("pro_criminal_attitudes") == SIGNIFICANT
    score += np.where(is_significant, SIGNIFICANT, _steps(total(THINKING), 1, 3))
    return score + _steps(total(RELATIONSHIPS), 2, 5) + _steps(total(SELF_MANAGEMENT), 2, 5)


def _steps(raw: Counts, first: int, second: int) -> Counts:
    return (raw >= first).astype(np.int64) + (raw >= second)


def _risk(scores: ColumnScores, facts: _Facts, *, projected: bool = False) -> Counts:
    """Return the risk (section 11.2). projected: with the worst in the place of what is missing."""
    return np.where(
        _is_high(scores, facts, projected=projected), HIGH, np.where(_is_medium(scores, facts), MEDIUM, LOW)
    )


def _is_high(scores: ColumnScores, facts: _Facts, *, projected: bool) -> Truths:
    bands, csrp = [scores.dc_band, scores.iic_band], np.trunc(scores.csrp)
    if projected:
        bands = [np.where(band == "", "very_high", band) for band in bands]
        csrp = np.where(np.isnan(csrp), 100, csrp)
    is_band = np.logical_or.reduce([(band == "high") | (band == "very_high") for band in bands])
    is_csrp = (csrp >= 3) & _unknown(bands)
    found: Truths = (scores.arp >= 75) | (scores.vrp >= 60) | is_band | is_csrp | facts.sara_is("high")
    return found


def _is_medium(scores: ColumnScores, facts: _Facts) -> Truths:
    bands, csrp = [scores.dc_band, scores.iic_band], np.trunc(scores.csrp)
    is_csrp = ((csrp == 1) | (csrp == 2)) & _unknown(bands)
    is_band = (bands[0] == "medium") | (bands[1] == "medium")
    is_score = ((scores.arp >= 50) & (scores.arp < 75)) | ((scores.vrp >= 30) & (scores.vrp < 60))
    found: Truths = is_score | is_band | facts.sara_is("medium") | is_csrp
    return found


def _unknown(bands: list[Words]) -> Truths:
    found: Truths = np.logical_and.reduce([(band == "") | (band == "not_applicable") for band in bands])
    return found


def _pathway(need: Counts, risk: Counts, projected: Counts, scores: ColumnScores, facts: _Facts) -> Words:
    pathway = _first_pathway(need, risk, scores, facts)
    is_held_back = (facts.sara_unknown == len(SARA)) & ~facts.is_community
    is_open = (pathway == "alternative") & (facts.sara_unknown > 0)
    return np.where(facts.is_missing & (is_open | (projected != risk) | is_held_back), "omission", pathway)


def _first_pathway(need: Counts, risk: Counts, scores: ColumnScores, facts: _Facts) -> Words:
    both_high = (need == HIGH) & (risk == HIGH)
    both_scores = (scores.arp >= 75) & (scores.vrp >= 60)
    is_high = facts.is_custody & (both_scores | both_high | ((scores.arp >= 75) & facts.sara_is("high")))
    is_moderate = (facts.is_community & (both_scores | both_high)) | facts.sara_is("high", "medium")
    is_pair = (need + risk == HIGH + MEDIUM) | ((need == MEDIUM) & (risk == MEDIUM))
    return np.select([is_high, is_moderate | is_pair], ["high", "moderate"], default="alternative")
