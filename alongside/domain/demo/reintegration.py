"""Made-up pathways of two people: one well on the way, one only begun. Nobody in it is real, and no number is anybody's.

Numbers are from those that Ofcom sets aside for drama: 01632 960000 to 960999.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from alongside.domain.reintegration import (
    Milestone,
    Pathway,
    Pictures,
    Reintegration,
    State,
    Tie,
    mark_milestone,
    put_milestone,
    put_tie,
    say_pictures,
)

BEGUN, SINCE = timedelta(days=40), timedelta(days=9)
PICTURES = {
    Pathway.HOME: Pictures(
        "A hostel, and before that Dean’s sofa.",
        "A room at my sister’s, till she has the baby.",
        "A flat where my girl can stay over.",
    ),
    Pathway.WORK: Pictures(now="Two days on the market stall, cash in hand.", aimed="A proper job with a payslip."),
    Pathway.PEOPLE: Pictures(
        "I only rang people when I wanted something.",
        "My sister and the lads from boxing.",
        "My girl every other weekend.",
    ),
    Pathway.IDENTITY: Pictures(
        "Everybody knew me for one thing.",
        "Some people at the stall just know me.",
        "Somebody my girl can be proud of.",
    ),
}
MILESTONES = (
    (Pathway.HOME, "On the council’s list", -30, "The housing officer", State.IN_PLACE),
    (Pathway.HOME, "A tenancy of my own", 45, "The housing officer", State.NOT_YET),
    (Pathway.WORK, "A CV that says what I did inside too", -12, "The job club", State.NOT_YET),
    (Pathway.MONEY, "A bank account", -25, "My practitioner, for the letter", State.IN_PLACE),
    (Pathway.MONEY, "A driving licence in this address", 20, "", State.NOT_YET),
    (Pathway.HEALTH, "Registered with a doctor", -20, "", State.IN_PLACE),
    (Pathway.PEOPLE, "First overnight stay with my girl", 60, "My sister", State.NOT_YET),
)
TIES = (
    ("Shaz, my sister", "01632 960142, any time", "When it builds up, and for a bed"),
    ("The lads at boxing", "Tuesday and Friday, 6 o’clock", "To get it out of my system"),
    ("Mal, my sponsor", "01632 960377, not before ten", "When I want a drink"),
)


@dataclass(frozen=True, slots=True)
class PathwaysThen:
    """The pathways as they stood on a day."""

    on: date
    whole: Reintegration


def full_pathways(person_id: UUID, *, today: date) -> Sequence[PathwaysThen]:
    """Return pathways of somebody well on the way: begun six weeks ago, with some of it in place since."""
    whole = Reintegration()
    for pathway, pictures in PICTURES.items():
        whole = say_pictures(whole, pathway, pictures)
    for pathway, words, days, helper, _ in MILESTONES:
        day = today + timedelta(days=days)
        whole = put_milestone(whole, Milestone(uuid5(person_id, words), pathway, words, day, helper))
    for who, reach, what_for in TIES:
        whole = put_tie(whole, Tie(uuid5(person_id, who), who, reach, what_for))
    later = whole
    for _, words, _, _, state in MILESTONES:
        if state is not State.NOT_YET:
            later = mark_milestone(later, uuid5(person_id, words), state, "", today=today - SINCE)
    return (PathwaysThen(today - BEGUN, whole), PathwaysThen(today - SINCE, later))


def begun_pathways(person_id: UUID, *, today: date) -> Sequence[PathwaysThen]:
    """Return pathways that were only begun: one picture, one milestone, one person to call."""
    words, who = "A letter from the job centre that the ticket is paid", "Mam"
    whole = say_pictures(Reintegration(), Pathway.WORK, Pictures(now="Nothing since the warehouse shut."))
    whole = put_milestone(whole, Milestone(uuid5(person_id, words), Pathway.WORK, words, helper="The job centre"))
    whole = put_tie(whole, Tie(uuid5(person_id, who), who, "She is next door", "A brew, and she does not ask"))
    return (PathwaysThen(today - SINCE, whole),)
