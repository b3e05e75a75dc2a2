"""Words of the pages: names of figures, of inputs, and of what contradicts itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from alongside.casework.risk.inputs import HISTORY_NAMES
from alongside.domain.assessment import sources_of
from alongside.domain.risk import Problem

NOTHING_YET = "Nothing has been worked out yet. Fill in the history first."
TITLES = {"arp": "A new offence of any kind", "vrp": "A violent offence", "svrp": "A serious violent offence"}
LABELS = {
    "sex": "Sex that the rules use", "conviction_date": "Date of the conviction",
    "community_start_date": "Start of the time in the community", "offence_code": "Home Office code of the offence",
    "sanction_count": "How many sanctions in all, with this one", "violent_sanction_count": "How many of them for violence",
    "age_at_first_sanction": "Age at the first sanction", "supervision_status": "Where they are now",
    "previous_convictions": "Earlier convictions, by kind", "sexual_offence_history": "Any sexual or sexually motivated offence",
    "contact_adult_sexual_sanctions": "Sanctions for contact with an adult",
    "contact_child_sexual_sanctions": "Sanctions for contact with a child",
    "image_sexual_sanctions": "Sanctions for indecent images or indirect contact",
    "non_contact_sexual_sanctions": "Sanctions without contact, other than images",
    "latest_sexual_offence_date": "Date of the latest sexual sanction",
    "stranger_victim": "The current sexual offence was against a stranger",
    "latest_offence_date": "Date of the latest offence of any kind",
    "date_of_birth": "Date of birth", "assessment_date": "Date of the assessment",
}  # fmt: skip
PROBLEMS = {
    "sanction_count_out_of_range": ("sanction_count", "Enter a number from 1 to 999"),
    "violent_sanction_count_out_of_range": (
        "violent_sanction_count", "Sanctions for violence cannot be more than all sanctions together",
    ),
    "offence_code_format": ("offence_code", "Enter the five digits of the code, with the zeros in front"),
    "offence_code_unknown": ("offence_code", "This code is not on the list. Check it"),
    "age_at_first_sanction_out_of_range": ("age_at_first_sanction", "Enter an age from 0 to 109"),
    "conviction_not_after_birth": ("conviction_date", "The conviction has to be after the day of birth"),
    "first_sanction_after_conviction": (
        "age_at_first_sanction", "They were younger than this on the day of the conviction",
    ),
    "conviction_too_far_after_assessment": ("conviction_date", "This day is more than three months ahead"),
    "community_start_not_after_birth": ("community_start_date", "This day has to be after the day of birth"),
    "community_start_age_out_of_range": ("community_start_date", "They would be 110 or older on this day"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Missing:
    """An answer that is missing, in words, and whether the page of the history asks it."""

    text: str
    in_history: bool

    @property
    def lead(self) -> str:
        """Return the words before where it is answered."""
        return self.text if self.text.endswith("?") else f"{self.text}:"


def say_missing(names: Iterable[str]) -> list[Missing]:
    """Return what is missing in words: by the label of the history, or by the question of the conversation."""
    return [Missing(_label(name), name in HISTORY_NAMES) for name in dict.fromkeys(names)]


def _label(name: str) -> str:
    if name in LABELS:
        return LABELS[name]
    asked = sources_of(name)
    # The first of several only opens the subject, and may be answered already. The last asks for just this.
    return asked[-1].ask.replace("{name}", "the person") if asked else name.replace("_", " ").capitalize()


def place_of(problem: Problem) -> tuple[str | None, str]:
    """Return the field and the sentence for something that contradicts itself."""
    return PROBLEMS.get(problem.code, (None, "Something in these dates and counts cannot be right"))


def warn_about(facts: dict[str, object]) -> list[str]:
    """Return what the rules accept and a reader should look at twice."""
    found = []
    first, start, convicted = (
        facts.get(n) for n in ("age_at_first_sanction", "community_start_date", "conviction_date")
    )
    if isinstance(first, int) and first < 10:
        found.append("The age at the first sanction is under 10, the age of criminal responsibility. Check it.")
    if isinstance(start, date) and isinstance(convicted, date) and start < convicted:
        found.append("The time in the community starts before the conviction. Check both dates.")
    return found
