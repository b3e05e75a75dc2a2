"""What the figure would be for people with another answer, everything else the same (specification, section 12).

These differences do not add up, and none of them is a promise: they compare people, not what would happen to one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from alongside.domain.risk.dates import add_months, whole_months, whole_years
from alongside.domain.risk.inputs import OTHER_DRUGS, Answers
from alongside.domain.risk.logistic import MOST_MONTHS, score_logistic
from alongside.domain.risk.transparency.reading import inputs_of


@dataclass(frozen=True, slots=True)
class Change:
    """Answers of now and their reference: what it is about, and who has the other answer ("who have work")."""

    topic: str
    people_who: str
    reference: Mapping[str, Any]


def _change(topic: str, people_who: str, **reference: Any) -> Change:
    return Change(topic, people_who, MappingProxyType(reference))


def _drug(topic: str, *names: str) -> Change:
    return Change(topic, f"who do not use {topic.lower()}", MappingProxyType(dict.fromkeys(names, False)))


CHANGES = (
    _change("Where you live", "who have a good place to live", accommodation_suitability="none"),
    _change("Work", "who have work", unemployed=False),
    _change(
        "Your partner", "who live with a partner and get on well",
        relationship_status="living_together", partner_relationship_quality="none",
    ),
    _change("What you do most days", "whose days do not lead to trouble", activities_encourage_offending="none"),
    _change("Wanting to stop using drugs", "who really want to stop, or use no drugs", drug_motivation="full"),
    _change("Drinking now", "who have no problem with drink", current_alcohol_use="none"),
    _change("Drinking a lot at once", "who do not drink a lot at once", binge_drinking="none"),
    _change("Acting before thinking", "who think before they act", impulsivity="none"),
    _change("Temper", "who can keep their temper", temper_control="none"),
    _change("How you see crime", "who do not think that crime is all right", pro_criminal_attitudes="none"),
    _drug("Heroin", "uses_heroin"),
    _drug("Methadone that is not prescribed", "uses_methadone"),
    _drug("Other opiates", "uses_other_opiate"),
    _drug("Crack", "uses_crack"),
    _drug("Powder cocaine", "uses_powder_cocaine"),
    _drug("Pills that are meant for someone else", "uses_prescription_drugs"),
    _drug("Benzos", "uses_benzodiazepines"),
    _drug("Cannabis", "uses_cannabis"),
    _drug("Steroids", "uses_steroids"),
    _drug("Other drugs", *OTHER_DRUGS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The percentage for people with all the same answers but these."""

    percent: float
    change: Change


def what_if_changes(answers: Answers, predictor: str) -> tuple[WhatIf, ...]:
    """Return one what-if for each changeable answer that is not at its reference, in the order they are asked.

    None without the dynamic variant, whose answers they are.
    """
    read = set(inputs_of(predictor))
    found = []
    for change in CHANGES:
        given = {name: answers.as_mapping().get(name) for name in change.reference if name in read}
        if any(value not in (None, change.reference[name]) for name, value in given.items()):
            percent = _percent(answers, predictor, change.reference)
            found += [] if percent is None else [WhatIf(percent, change)]
    return tuple(found)


def what_if_time_passes(answers: Answers, predictor: str, months: Iterable[int]) -> tuple[tuple[int, float], ...]:
    """Return the percentage after so many more months without an offence, by moving the day of assessment forward.

    Months that add nothing, since the rule counts 36 at most, are left out. Before the community start there are none.
    """
    start = answers.day("community_start_date") or answers.day("conviction_date")
    assessed = answers.day("assessment_date")
    if start is None or assessed is None or assessed < start:
        return ()
    left = MOST_MONTHS - whole_months(start, assessed)
    found = ((more, _percent(answers, predictor, {"assessment_date": add_months(assessed, more)})) for more in months)
    return tuple((more, percent) for more, percent in found if percent is not None and more <= left)


def what_if_first_time(answers: Answers, predictor: str) -> float | None:
    """Return the percentage for people of the same age and sex with the same offence and the same answers about now, but
    for whom it is the first sanction, with no earlier conviction. None where it is the first, or cannot be worked out.
    """
    born, convicted = answers.day("date_of_birth"), answers.day("conviction_date")
    if answers.whole("sanction_count") in (None, 1) or born is None or convicted is None or convicted <= born:
        return None
    first = {
        "sanction_count": 1,
        "violent_sanction_count": min(answers.whole("violent_sanction_count") or 0, 1),
        "age_at_first_sanction": whole_years(born, convicted),
    }
    return _percent(
        answers, predictor, first | ({} if answers.past() is None else {"previous_convictions": frozenset()})
    )


def _percent(answers: Answers, predictor: str, other: Mapping[str, Any]) -> float | None:
    return score_logistic(Answers(answers.as_mapping() | dict(other)), predictor).score


def is_before_community(answers: Answers) -> bool:
    """Return whether the time in the community has not begun on the day of assessment."""
    start, assessed = answers.day("community_start_date"), answers.day("assessment_date")
    return start is not None and assessed is not None and assessed < start


def months_in_community(answers: Answers) -> int:
    """Return the whole months since the community start that the rule counts, 36 at most."""
    start = answers.day("community_start_date") or answers.day("conviction_date") or date.max
    assessed = answers.day("assessment_date") or date.min
    return 0 if assessed < start else min(whole_months(start, assessed), MOST_MONTHS)
