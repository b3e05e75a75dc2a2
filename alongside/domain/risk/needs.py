"""The programme needs identifier (`pni`, specification, section 11). Licence: `figures/NOTICE.md`."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from alongside.domain.risk.inputs import LEVELS, Answers
from alongside.domain.risk.results import Problem, Result, missing_required

SEX = ("sexual_preoccupation", "offence_related_sexual_interests", "emotional_congruence_with_children")
THINKING = ("pro_criminal_attitudes", "hostile_orientation")
RELATIONSHIPS = (
    "family_relationships", "previous_close_relationships", "easily_influenced", "controlling_or_aggressive",
)  # fmt: skip
SELF_MANAGEMENT = ("impulsivity", "temper_control", "problem_solving", "difficulties_coping")
DOMAINS = (SEX, THINKING, RELATIONSHIPS, SELF_MANAGEMENT)
SIGNIFICANT = LEVELS["significant"]
SARA = ("sara_risk_to_partner", "sara_risk_to_others")
ALL_READ = (
    *(name for names in DOMAINS for name in names), *SARA, "supervision_status", "sexual_offence_history",
    "risk_of_sexual_harm", "arp_score", "vrp_score", "csrp_score", "dc_srp_band", "iic_srp_band",
)  # fmt: skip
NOT_KNOWN = {None, "not_applicable"}


@dataclass(frozen=True, slots=True)
class Scores:
    """What other predictors gave, percent and bands; None where there is none."""

    arp: float | None = None
    vrp: float | None = None
    csrp: float | None = None
    dc_band: str | None = None
    iic_band: str | None = None


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the rules of need and pathway ask again and again."""

    status: str
    sara: tuple[str | None, ...]
    missing: tuple[str, ...]

    @property
    def is_community(self) -> bool:
        return self.status == "community"

    @property
    def sara_unknown(self) -> int:
        return self.sara.count(None)

    def sara_is(self, *words: str) -> bool:
        return any(risk in words for risk in self.sara)


def identify_needs(answers: Answers, scores: Scores) -> Result:
    """Return the pathway: high, moderate, alternative, or omission where it cannot be said."""
    status = answers.word("supervision_status")
    if status is None:
        return _result("omission", missing_required(("supervision_status",)))
    missing = answers.missing(name for names in DOMAINS for name in names)
    facts = _Facts(status, tuple(answers.word(name) for name in SARA), missing)
    need = _need(answers, facts)
    risk, projected = _risk(scores, facts), _projected_risk(scores, facts)
    pathway = _pathway(need, risk, projected, scores, facts) if need else "omission"
    return _result(pathway, missing_required(missing))


def _result(pathway: str, errors: list[Problem]) -> Result:
    return Result("pni", errors=tuple(errors), details={"pathway": pathway})


def _need(answers: Answers, facts: _Facts) -> str | None:
    """Return high, medium or low need, or None where too little is known (section 11.1, first rule that fits)."""
    total = _need_sum(answers, 0)
    level, projected = _level(total), _level(_need_sum(answers, SIGNIFICANT))
    is_raised = facts.sara_is("medium", "high")
    in_every_domain = all(answers.missing(names) for names in DOMAINS)
    rules: tuple[tuple[bool, str | None], ...] = (
        (total >= 6, "high"),
        (total >= 3 and facts.is_community, "medium"),
        (not facts.missing or level == projected, level),
        (in_every_domain and not facts.is_community, None),
        (level != "low" and not is_raised, None),
        (is_raised and not facts.sara_unknown, "medium" if facts.is_community else "high"),
    )
    return next((need for fits, need in rules if fits), level)


def _level(total: int) -> str:
    return "high" if total >= 6 else "medium" if total >= 3 else "low"


def _need_sum(answers: Answers, for_missing: int) -> int:
    """Return the sum of the four domains, 0 to 8, with this level in the place of each missing answer."""
    given = {name: answers.level(name) for names in DOMAINS for name in names}
    levels = {name: for_missing if level is None else level for name, level in given.items()}
    score = 0
    if answers.is_true("sexual_offence_history") or answers.is_true("risk_of_sexual_harm"):
        is_cautious = for_missing == 0 and bool(answers.missing(SEX))
        score += _sex_score(levels, is_cautious=is_cautious)
    thinking = _sum(levels, THINKING)
    is_significant = levels["pro_criminal_attitudes"] == SIGNIFICANT
    score += SIGNIFICANT if is_significant else (thinking >= 1) + (thinking >= 3)
    for names in (RELATIONSHIPS, SELF_MANAGEMENT):
        raw = _sum(levels, names)
        score += (raw >= 2) + (raw >= 5)
    return score


def _sex_score(levels: Mapping[str, int], *, is_cautious: bool) -> int:
    if levels["offence_related_sexual_interests"] == SIGNIFICANT:
        return SIGNIFICANT
    raw = _sum(levels, SEX)
    return 0 if is_cautious and raw < 4 else (raw >= 2) + (raw >= 4)


def _sum(levels: Mapping[str, int], names: tuple[str, ...]) -> int:
    return sum(levels[name] for name in names)


def _at_least(score: float | None, bound: float) -> bool:
    return score is not None and score >= bound


def _is_high(scores: Scores, facts: _Facts, *, for_band: str | None = None, for_csrp: float | None = None) -> bool:
    """Return whether the high rule of section 11.2 fits, with these in the place of what is missing."""
    bands = [scores.dc_band or for_band, scores.iic_band or for_band]
    csrp = for_csrp if scores.csrp is None else math.trunc(scores.csrp)
    return (
        _at_least(scores.arp, 75)
        or _at_least(scores.vrp, 60)
        or any(band in {"high", "very_high"} for band in bands)
        or (_at_least(csrp, 3) and NOT_KNOWN.issuperset(bands))
        or facts.sara_is("high")
    )


def _is_medium(scores: Scores, facts: _Facts) -> bool:
    bands = {scores.dc_band, scores.iic_band}
    is_csrp = scores.csrp is not None and math.trunc(scores.csrp) in {1, 2} and bands <= NOT_KNOWN
    return (
        _between(scores.arp, 50, 75)
        or _between(scores.vrp, 30, 60)
        or "medium" in bands
        or facts.sara_is("medium")
        or is_csrp
    )


def _between(score: float | None, lowest: float, below: float) -> bool:
    return score is not None and lowest <= score < below


def _risk(scores: Scores, facts: _Facts) -> str:
    return "high" if _is_high(scores, facts) else "medium" if _is_medium(scores, facts) else "low"


def _projected_risk(scores: Scores, facts: _Facts) -> str:
    """Return the risk with the worst in the place of what is missing."""
    is_high = _is_high(scores, facts, for_band="very_high", for_csrp=100)
    return "high" if is_high else "medium" if _is_medium(scores, facts) else "low"


def _pathway(need: str, risk: str, projected: str, scores: Scores, facts: _Facts) -> str:
    pathway = _first_pathway(need, risk, scores, facts)
    if not facts.missing:
        return pathway
    is_held_back = facts.sara_unknown == len(SARA) and not facts.is_community
    is_open = pathway == "alternative" and facts.sara_unknown > 0
    return "omission" if is_open or projected != risk or is_held_back else pathway


def _first_pathway(need: str, risk: str, scores: Scores, facts: _Facts) -> str:
    both_high = need == risk == "high"
    both_scores = _at_least(scores.arp, 75) and _at_least(scores.vrp, 60)
    if facts.status == "custody" and (
        both_scores or both_high or (_at_least(scores.arp, 75) and facts.sara_is("high"))
    ):
        return "high"
    is_moderate = (facts.is_community and (both_scores or both_high)) or facts.sara_is("high", "medium")
    pairs = {("medium", "high"), ("high", "medium"), ("medium", "medium")}
    return "moderate" if is_moderate or (need, risk) in pairs else "alternative"
