"""Where the answers come from: the record, the history kept here, and the conversation. Nobody types an answer twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from alongside.access import Actor
from alongside.access.gates import Granted
from alongside.access.standings import day_of
from alongside.casework.assessment.inputs import load_predictor_inputs
from alongside.casework.people.sealing import open_born_on
from alongside.casework.risk.sealing import open_facts
from alongside.domain.people.kinds import Jurisdiction
from alongside.domain.people.names import age_on
from alongside.records.people import Person
from alongside.records.risk import PredictorHistory
from alongside.vault import KeyRing

ADULT_FROM = 18
# What the page of the history asks. Everything else comes from the record or from the conversation.
HISTORY_NAMES = (
    "sex", "conviction_date", "community_start_date", "offence_code", "sanction_count", "violent_sanction_count",
    "age_at_first_sanction", "supervision_status", "previous_convictions", "sexual_offence_history",
    "contact_adult_sexual_sanctions", "contact_child_sexual_sanctions", "image_sexual_sanctions",
    "non_contact_sexual_sanctions", "latest_sexual_offence_date", "stranger_victim", "latest_offence_date",
)  # fmt: skip
CHILD = "The predictors were made for adults. Nobody under 18 is worked out."
ELSEWHERE = "The predictors were made for England and Wales. This supervision is under another law."
NO_BIRTH = "The day of birth is not in the record. It decides whether the predictors are for this person."


@dataclass(frozen=True, slots=True)
class Found:
    """What is known for the predictors on one day, in their input names, and whether the conversation it is from was signed."""

    values: Mapping[str, Any]
    signed: bool
    has_history: bool


def why_not(person: Person, keys: KeyRing, at: datetime) -> str:
    """Return why nothing is worked out for this person, or nothing. The library itself knows no such rule."""
    born_on = open_born_on(keys, person)
    if person.is_child or (born_on and age_on(born_on, day_of(at)) < ADULT_FROM):
        return CHILD
    if person.jurisdiction != Jurisdiction.ENGLAND_WALES:
        return ELSEWHERE
    return "" if born_on else NO_BIRTH


def load_inputs(person: Person, granted: Granted, keys: KeyRing, *, viewer: Actor, at: datetime) -> Found:
    """Return everything that is known for the predictors. What the history says stands before the conversation."""
    row = PredictorHistory.objects.filter(person=person).first()
    facts = open_facts(keys, row) if row else {}
    said, signed = _assessment_says(granted, keys, viewer=viewer, at=at)
    born_on = open_born_on(keys, person)
    values = said | facts | {"assessment_date": day_of(at), "date_of_birth": born_on}
    return Found(
        {name: value for name, value in values.items() if value is not None}, signed=signed, has_history=bool(row)
    )


def _assessment_says(granted: Granted, keys: KeyRing, *, viewer: Actor, at: datetime) -> tuple[dict[str, Any], bool]:
    """Return what the newest conversation this viewer may read says by input name, and whether it is signed."""
    found = load_predictor_inputs(granted, keys, viewer=viewer, at=at)
    return {name: value for name, value in found.values.items() if value is not None}, found.is_signed
