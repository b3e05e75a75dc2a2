"""Why a strain is shown, in words a twelve-year-old reads. Practitioners read these, in plain English.

Nobody is called *he* or *she* here: a first name, then *they*.
"""

from collections.abc import Sequence
from datetime import date

from alongside.domain.change.own_range import OwnRange
from alongside.domain.strains.detection import Strain, StrainReason
from alongside.domain.strains.power_events import PowerEvent
from alongside.domain.strains.repair import Repair, RepairState
from alongside.domain.strains.words import count_words, date_words, list_words, possessive, score_words, tell_apart

CHANCE = (
    "About 3 in 100 ordinary check-ins look like this by chance. "
    "It can be up to 6 in 100 for somebody whose answers move a lot."
)


def explain_strain(strain: Strain, *, person_name: str, practitioner: str = "you", is_last: bool = True) -> str:
    """The reasons in plain sentences with the person's own numbers.

    `practitioner` is how the reader knows them: "you", or a first name. With `is_last` False the check-in is named by
    its date, since a later one has come in.
    """
    when = "last check-in" if is_last else f"check-in on {date_words(strain.at)}"
    said = []
    if StrainReason.FELT_OFF in strain.reasons:
        said.append(f"In {possessive(person_name)} {when}, they marked that something was off.")
    if strain.score is not None and strain.own_range is not None:
        said.append(_compare(strain.score, strain.own_range, possessive(person_name), when, practitioner))
    if strain.own_range is None:
        said.append("There are too few check-ins to compare it with.")
    return " ".join(said)


def explain_lowest(strain: Strain, *, question: str) -> str:
    """The one question that was marked lowest, as it was asked. Empty when two share the lowest mark."""
    if strain.lowest_item is None or strain.dropped_from is None:
        return ""
    return f"The lowest answer was to “{question}” It was a {strain.lowest_item.answer}."


def explain_comparison(strain: Strain, *, practitioner: str = "you") -> str:
    """What the check-in was compared with, and how often chance alone looks like this. Empty without a drop."""
    if strain.dropped_from is None:
        return ""
    number = count_words(strain.dropped_from.count, "check-in", "check-ins")
    return f"Compared with their own {number} with {practitioner}, and nobody else's. {explain_chance()}"


def explain_chance() -> str:
    """How often a quiet check-in falls below the own range by chance.

    Source: simulated with the rule itself (benchmarks/chance_of_a_strain.py, docs/methods/chance-of-a-strain.md). 2 to
    3 in 100 for somebody whose answers move as much as the pooled spread says, next to none for somebody whose answers
    move less, and 5 to 6 in 100 for somebody whose answers move more, since then only a few scores tell how much.
    """
    return CHANCE


def describe_power_events(events: tuple[PowerEvent, ...], *, around: date) -> str:
    """What was done with authority near the check-in on the day `around`: one sentence each, oldest first."""
    return " ".join(f"{_how_long_from(event.on, around)}, {event.kind.happened}." for event in events)


def explain_without_answers(*, person_name: str, practitioner: str, at: date, is_named: bool) -> str:
    """Why a strain is there, for a reader who may not see the answers: no score, and not what was marked."""
    if is_named:
        return f"{practitioner} named it on {date_words(at)}."
    return (
        f"After {possessive(person_name)} check-in on {date_words(at)}, Alongside asked {practitioner} whether something "
        "had come between the two of them."
    )


def explain_repair(repair: Repair, *, began_with_a_drop: bool) -> str:
    """Where it seems to stand and why. A suggestion: closing it is for the practitioner."""
    if repair.is_said_by_both:
        return (
            f"Going by what you have both said, it is {_STANDS[repair.state]}. That counts for more than any check-in."
        )
    if not began_with_a_drop:
        return "It did not begin with a low mark, so no check-in can say. What the two of you say does."
    return f"Going by the check-ins since, it is {_STANDS[repair.state]}. What the two of you say counts for more."


def say_who_sees(others: Sequence[str]) -> str:
    """Who can open this page besides the reader. `others` are names."""
    return f"{list_words(('You', *others))} can see this" if others else "Only you can see this"


def sentence_for_cover(*, person_name: str, practitioner_name: str, since: date) -> str:
    """The one sentence a covering worker may read: no score, no answer, not even that a check-in was given."""
    pair = f"{person_name} and {practitioner_name}"
    return (
        f"Something may have been difficult between {pair} since {date_words(since)}, "
        "which is a question for the two of them and not a finding."
    )


_STANDS = {
    RepairState.REPAIRED: "put right",
    RepairState.PARTLY: "partly put right",
    RepairState.OPEN: "not put right yet",
}


def _compare(score: float, before: OwnRange, whose: str, when: str, practitioner: str) -> str:
    said, low = tell_apart(score, before.low)
    usual = f"With {practitioner} they have usually answered between {low} and {score_words(before.high)}."
    return f"{whose} {when} was {said}. {usual}"


def _how_long_from(day: date, around: date) -> str:
    days = (day - around).days
    if days == 0:
        return "On the same day"
    length = count_words(abs(days), "day", "days")
    return f"{length[0].upper()}{length[1:]} {'before' if days < 0 else 'after'} it"
