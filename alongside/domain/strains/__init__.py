"""When a dip deserves a question, always with its reasons, and when it is put right."""

from alongside.domain.strains.detection import Strain, StrainReason, detect_strain
from alongside.domain.strains.findings import pack_strain, unpack_strain
from alongside.domain.strains.guiding import (
    THEN_WAIT,
    GuideStep,
    guide_repair,
    suggest_next_step,
    suggest_openings,
)
from alongside.domain.strains.history import EpisodeSpan, LowestItem, ScoredCheckIn, prior_scores, range_before
from alongside.domain.strains.line import LinePoint, LineWords, describe_line, line_words, ranges_over_time
from alongside.domain.strains.power_events import PowerEvent, PowerEventKind, find_nearby_power_events
from alongside.domain.strains.repair import Help, Repair, RepairState, assess_repair, combine_help
from alongside.domain.strains.rule import RULE_2026_1, StrainRule
from alongside.domain.strains.sentences import (
    describe_power_events,
    explain_chance,
    explain_comparison,
    explain_lowest,
    explain_repair,
    explain_strain,
    explain_without_answers,
    say_who_sees,
    sentence_for_cover,
)
from alongside.domain.strains.words import date_words, score_words

__all__ = [
    "RULE_2026_1",
    "THEN_WAIT",
    "EpisodeSpan",
    "GuideStep",
    "Help",
    "LinePoint",
    "LineWords",
    "LowestItem",
    "PowerEvent",
    "PowerEventKind",
    "Repair",
    "RepairState",
    "ScoredCheckIn",
    "Strain",
    "StrainReason",
    "StrainRule",
    "assess_repair",
    "combine_help",
    "date_words",
    "describe_line",
    "describe_power_events",
    "detect_strain",
    "explain_chance",
    "explain_comparison",
    "explain_lowest",
    "explain_repair",
    "explain_strain",
    "explain_without_answers",
    "find_nearby_power_events",
    "guide_repair",
    "line_words",
    "pack_strain",
    "prior_scores",
    "range_before",
    "ranges_over_time",
    "say_who_sees",
    "score_words",
    "sentence_for_cover",
    "suggest_next_step",
    "suggest_openings",
    "unpack_strain",
]
