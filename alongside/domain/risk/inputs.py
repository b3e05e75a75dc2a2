"""What the predictors ask, by the names of the specification (section 2), and how an answer has to look.

Malformed input is refused as a whole, before any predictor runs. A missing answer and an explicit None are the same.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

Raw = Mapping[str, object]

LEVELS = MappingProxyType({"none": 0, "some": 1, "significant": 2})
MOTIVATIONS = MappingProxyType({"full": 0, "partial": 1, "none": 2})
AWARENESS = MappingProxyType({"yes": 0, "sometimes": 1, "no": 2})
PAST = (
    "homicide", "wounding_gbh", "kidnapping", "firearms", "robbery", "aggravated_burglary", "weapon", "criminal_damage",
    "arson",
)  # fmt: skip
_BANDS = frozenset({"low", "medium", "high", "very_high", "not_applicable"})

DAYS = (
    "assessment_date", "date_of_birth", "conviction_date", "community_start_date", "latest_sexual_offence_date",
    "latest_offence_date",
)  # fmt: skip
SEXUAL_COUNTS = (
    "image_sexual_sanctions", "contact_adult_sexual_sanctions", "contact_child_sexual_sanctions",
    "non_contact_sexual_sanctions",
)  # fmt: skip
WHOLES = ("age_at_first_sanction", "sanction_count", "violent_sanction_count")
OTHER_DRUGS = ("uses_other_drugs", "uses_ketamine", "uses_spice", "uses_hallucinogens", "uses_solvents")
SINGLE_DRUGS = (
    "uses_heroin", "uses_methadone", "uses_other_opiate", "uses_crack", "uses_powder_cocaine", "uses_prescription_drugs",
    "uses_benzodiazepines", "uses_cannabis", "uses_steroids",
)  # fmt: skip
FLAGS = (
    "weapon_in_offence", "unemployed", "domestic_abuse_perpetrator", "sexual_offence_history", "stranger_victim",
    "no_fixed_abode", "reading_problems", "numeracy_problems", "peer_group_influences", "violence_in_offence",
    "excessive_violence_in_offence", "arson_in_offence", "emotional_state_motive", "offence_analysis_linked_to_risk",
    "accommodation_linked_to_risk", "domestic_abuse_against_partner", "domestic_abuse_against_family",
    "relationships_linked_to_risk", "emotional_issues_linked_to_risk", "thinking_linked_to_risk",
    "custodial_sentence", "mappa_eligible", "opd_override_requested", "recognises_impact_on_others",
    "childhood_behaviour_problems", "past_psychiatric_treatment", "mental_health_medication",
    "secure_hospital_history", "current_psychiatric_treatment", "obsessive_behaviour", "self_harm_or_suicide_attempt",
    "assaulted_or_threatened_staff", "escaped_or_absconded", "control_issues", "risk_of_sexual_harm",
    "sexually_motivated_offence", *SINGLE_DRUGS, *OTHER_DRUGS,
)  # fmt: skip
LEVEL_ANSWERS = (
    "accommodation_suitability", "partner_relationship_quality", "activities_encourage_offending",
    "current_alcohol_use", "binge_drinking", "impulsivity", "temper_control", "pro_criminal_attitudes",
    "work_skills", "reading_writing_numeracy", "learning_difficulties", "influence_of_criminal_associates",
    "recklessness", "difficulties_coping", "attitudes_to_self", "problem_solving", "understands_others_views",
    "financial_over_reliance", "manipulative_or_predatory", "controlling_or_aggressive", "childhood_experience",
    "psychological_problems", "psychiatric_problems", "attitude_to_supervision", "sexual_preoccupation",
    "offence_related_sexual_interests", "emotional_congruence_with_children", "hostile_orientation",
    "family_relationships", "previous_close_relationships", "easily_influenced", "current_drug_misuse",
)  # fmt: skip
WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "sex": frozenset({"male", "female"}),
        "supervision_status": frozenset({"custody", "community", "remand"}),
        "relationship_status": frozenset({"not_in_relationship", "living_together", "not_living_together"}),
        "drug_motivation": frozenset(MOTIVATIONS),
        "awareness_of_consequences": frozenset(AWARENESS),
        "qualifications": frozenset({"any", "none"}),
        "sara_risk_to_partner": _BANDS,
        "sara_risk_to_others": _BANDS,
        "overall_risk": _BANDS,
        "highest_risk_ever": _BANDS,
        "dc_srp_band": _BANDS,
        "iic_srp_band": _BANDS,
        **dict.fromkeys(LEVEL_ANSWERS, frozenset(LEVELS)),
    }
)
# Results of other predictors that the needs identifier may be given instead of having them worked out.
SCORES = ("arp_score", "vrp_score", "csrp_score")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class MalformedInput(ValueError):
    """The input cannot be read: `names` are the inputs at fault, in alphabetical order."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(sorted(names))
        super().__init__(f"These inputs cannot be read: {', '.join(self.names)}")


class Answers:
    """Well-formed answers of one person. Each method gives None for an answer that is missing."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def is_missing(self, name: str) -> bool:
        return name not in self._values

    def missing(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return those of the names that have no answer."""
        return tuple(name for name in names if name not in self._values)

    def given(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return those of the names that have an answer."""
        return tuple(name for name in names if name in self._values)

    def level(self, name: str) -> int | None:
        """Return 0, 1 or 2 for none, some or significant problems."""
        return LEVELS[self._values[name]] if name in self._values else None

    def points(self, name: str) -> int:
        """Return the level, a missing one counted as none."""
        return self.level(name) or 0

    def is_true(self, name: str) -> bool:
        """Return whether the answer is yes, a missing one counted as no."""
        return self._values.get(name) is True

    def flag(self, name: str) -> bool | None:
        value: bool | None = self._values.get(name)
        return value

    def word(self, name: str) -> str | None:
        value: str | None = self._values.get(name)
        return value

    def whole(self, name: str) -> int | None:
        value: int | None = self._values.get(name)
        return value

    def number(self, name: str) -> float | None:
        value: float | None = self._values.get(name)
        return value

    def day(self, name: str) -> date | None:
        value: date | None = self._values.get(name)
        return value

    def past(self) -> frozenset[str] | None:
        """Return the kinds of earlier convictions that the violent predictors know."""
        value: frozenset[str] | None = self._values.get("previous_convictions")
        return value

    def as_mapping(self) -> dict[str, Any]:
        """Return what was answered, by name, without what is missing."""
        return dict(self._values)


def read_answers(raw: Raw, *, today: date) -> Answers:
    """Return the answers in `raw`. A missing assessment date is `today`.

    Raises MalformedInput naming every input that is unknown or has the wrong type, an unknown value, an impossible
    date or a count that is not a whole number.
    """
    read: dict[str, Any] = {}
    wrong: list[str] = []
    for name, value in raw.items():
        try:
            reader = READERS[name]
            if value is not None:
                read[name] = reader(value)
        except (KeyError, ValueError, OverflowError):
            wrong.append(str(name))
    if wrong:
        raise MalformedInput(wrong)
    read.setdefault("assessment_date", today)
    return Answers(MappingProxyType(read))


def _refuse() -> Any:
    raise ValueError


def _day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else _refuse()


def _whole(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else _refuse()


def _count(value: object) -> int:
    count = _whole(value)
    return count if count >= 0 else _refuse()


def _flag(value: object) -> bool:
    return value if isinstance(value, bool) else _refuse()


def _text(value: object) -> str:
    return value if isinstance(value, str) else _refuse()


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError
    return float(value)


def _one_of(words: frozenset[str]) -> Callable[[object], str]:
    return lambda value: value if isinstance(value, str) and value in words else _refuse()


def _past(value: object) -> frozenset[str]:
    if not isinstance(value, list | tuple | set | frozenset) or not all(isinstance(one, str) for one in value):
        return frozenset(_refuse())
    return frozenset(value) if set(value) <= set(PAST) else _refuse()


READERS: Mapping[str, Callable[[object], Any]] = MappingProxyType(
    {
        **dict.fromkeys(DAYS, _day),
        **dict.fromkeys(WHOLES, _whole),
        **dict.fromkeys(SEXUAL_COUNTS, _count),
        **dict.fromkeys(FLAGS, _flag),
        **dict.fromkeys(SCORES, _number),
        **{name: _one_of(words) for name, words in WORDS.items()},
        "offence_code": _text,
        "previous_convictions": _past,
    }
)
INPUT_NAMES = tuple(READERS)
