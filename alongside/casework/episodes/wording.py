"""The sentences of a strain for one reader: with the answers for those who may see them, without for everybody else."""

from dataclasses import dataclass
from datetime import date

from alongside.casework.episodes.around import Reader
from alongside.domain.questionnaires.definition import load_definition
from alongside.domain.strains import (
    Repair,
    Strain,
    explain_comparison,
    explain_lowest,
    explain_repair,
    explain_strain,
    explain_without_answers,
)

INSTRUMENT = "alongside_check_in"


@dataclass(frozen=True)
class Why:
    """Who a strain is between, when it began, and who reads of it."""

    person_first: str
    reader: Reader
    practitioner_first: str
    began_on: date


def say_why(why: Why, strain: Strain | None, *, is_last: bool) -> str:
    """Return why the strain is there, in sentences with the person's own numbers where the reader may see them."""
    if strain is None or not why.reader.sees_answers:
        practitioner = "You" if why.reader.practitioner == "you" else why.practitioner_first
        return explain_without_answers(
            person_name=why.person_first, practitioner=practitioner, at=why.began_on, is_named=strain is None
        )
    said = explain_strain(strain, person_name=why.person_first, practitioner=why.reader.practitioner, is_last=is_last)
    lowest = explain_lowest(strain, question=_question(strain, why.practitioner_first))
    return f"{said} {lowest}".strip()


def say_comparison(why: Why, strain: Strain | None) -> str:
    """Return what it was compared with and how often chance looks like it, for those who may see the answers."""
    if strain is None or not why.reader.sees_answers:
        return ""
    return explain_comparison(strain, practitioner=why.reader.practitioner)


def say_repair(repair: Repair, strain: Strain | None, reader: Reader, *, has_later_scores: bool) -> str:
    """Return where it seems to stand, or nothing while there is nothing to go by.

    Who may not see the answers is told only what both have said.
    """
    dropped = strain is not None and strain.dropped_from is not None
    if not repair.is_said_by_both and (not reader.sees_answers or (dropped and not has_later_scores)):
        return ""
    return explain_repair(repair, began_with_a_drop=dropped)


def _question(strain: Strain, practitioner_first: str) -> str:
    if strain.lowest_item is None:
        return ""
    items = {item.id: item for item in load_definition(INSTRUMENT).items}
    return items[strain.lowest_item.item_id].in_language("en").ask_about(practitioner_first)
