"""Two incidents of the made-up service: a letter in the wrong envelope yesterday, and a morning without the pages. Nobody is real."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from alongside.domain.incidents import Facts, Harm, Law, Risk, Step, Taken


@dataclass(frozen=True, slots=True)
class MadeUpIncident:
    """What is known, how many people of the record are named, and each step with the hours after it was known."""

    facts: Facts
    people: int
    steps: Sequence[tuple[int, Taken]]


def make_incidents(now: datetime) -> list[MadeUpIncident]:
    """Return an incident that waits for the Commissioner, and one that is closed."""
    return [_in_the_wrong_envelope(now - timedelta(hours=20)), _out_of_reach(now - timedelta(days=36))]


def _in_the_wrong_envelope(aware_at: datetime) -> MadeUpIncident:
    facts = Facts(
        title="A plan in somebody else’s envelope",
        what="Two letters were folded together. The plan of one person was posted to another, who rang to say so.",
        harms=frozenset({Harm.CONFIDENTIALITY}),
        law=Law.GENERAL,
        since=aware_at - timedelta(days=2),
        until=aware_at,
        aware_at=aware_at,
        how_aware="Whoever got the letter rang reception.",
        data="The goals and the steps of a plan, and the day of a meeting. No address and no offence.",
        consequences="Somebody knows that they are supervised, and what they find hard.",
        roughly=1,
    )
    said = "One page, read by one person, who brought it back. But they may know each other."
    steps = [
        (
            1,
            Taken(
                Step.MEASURE, "The letter was brought back unread by anybody else. Letters are folded one by one now."
            ),
        ),
        (3, Taken(Step.RISK, said, risk=Risk.SOME)),
    ]
    return MadeUpIncident(facts, 1, steps)


def _out_of_reach(aware_at: datetime) -> MadeUpIncident:
    facts = Facts(
        title="A morning without the pages",
        what="The disk of the server was full. Nobody could open or write anything, and nothing was lost.",
        harms=frozenset({Harm.AVAILABILITY}),
        law=Law.GENERAL,
        since=aware_at - timedelta(minutes=10),
        until=aware_at + timedelta(hours=3),
        aware_at=aware_at,
        how_aware="Three people rang at once.",
        data="Everything, for three hours.",
        consequences="Two meetings went ahead without the notes of the one before.",
    )
    steps = [
        (3, Taken(Step.MEASURE, "Room was made, and every form that had been given back could be sent again.")),
        (5, Taken(Step.RISK, "Meetings went ahead, and nobody was turned away.", risk=Risk.NONE)),
        (
            6,
            Taken(
                Step.ICO_NOT, "Three hours in which nothing was seen, changed or lost. A risk to anybody is unlikely."
            ),
        ),
        (24 * 7, Taken(Step.CLOSED, "An alarm looks at the disk now, and somebody is named who hears it.")),
    ]
    return MadeUpIncident(facts, 0, steps)
