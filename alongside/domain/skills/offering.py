"""What do we do next? A few modules with the reasons for each, for two people to choose from, and always a way to choose none.

There is no rank and no score: how many reasons a module has is not counted, since more was written about one thing than about
another for reasons of its own. What goes on already comes first. Then each family has its turn, in the order of the library,
so that the few there is room for are not all of one kind.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import zip_longest

from alongside.domain.assessment import NOTHING, Answer, Answers, Area, Option, Question, Said, questions_by_id
from alongside.domain.formulation import Formulation
from alongside.domain.skills.library import Library
from alongside.domain.skills.modules import Family, Module
from alongside.domain.skills.safety import Abuse, Verdict, look_at
from alongside.domain.skills.stages import Path, next_stage

MOST = 4
CHOOSE = "These are offers. Which one would you like, or is there something that matters more today?"
OR_NONE = ("Something else from the library", "Nothing new today: practise what we have")


class Because(StrEnum):
    """Where a reason comes from."""

    BEGUN = "begun"
    PERSON_SAID = "person_said"
    PRACTITIONER_SAID = "practitioner_said"
    MAP = "map"
    READINESS = "readiness"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a module is offered, in a sentence. for_staff_only: it must not be seen on the turned screen or on paper."""

    because: Because
    words: str
    for_staff_only: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A module with the reasons why it is offered."""

    module: Module
    reasons: tuple[Reason, ...]
    caution: str = ""


@dataclass(frozen=True, slots=True)
class KeptBack:
    """A module that something spoke for and that may not be used now. It is for staff only, with where to turn instead."""

    module: Module
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Choices:
    """What two people may choose from. more are the offers there was no room for. kept_back is for staff only."""

    offers: tuple[Offer, ...] = ()
    more: tuple[Offer, ...] = ()
    kept_back: tuple[KeptBack, ...] = ()

    def as_turned(self) -> "Choices":
        """Return the same for a screen both look at: without what is kept back, cautions, and reasons for staff alone.

        A module that only such a reason speaks for is not there either, since its being there would tell, and another one
        takes its place, since a gap would tell too. One that involves somebody close is never there, begun or not: what
        comes and goes would tell.
        """
        shown = _turned((*self.offers, *self.more))
        return Choices(shown[:MOST], shown[MOST:])


@dataclass(frozen=True)
class Known:
    """All that an offer may be made from. begun are the skills that were begun, by the id of their module, and aside those
    of them that two people put aside: what they decided is not asked again by a page.
    """

    answers: Answers = field(default_factory=dict)
    map_: Formulation = field(default_factory=Formulation)
    abuse: Abuse = field(default_factory=Abuse)
    begun: Mapping[str, Path] = field(default_factory=dict)
    aside: Set[str] = frozenset()


def what_next(library: Library, known: Known) -> Choices:
    """Return what may come next, as a choice. A module that involves somebody close is never proposed, however safe it
    looks: two people choose it themselves, and only then go on with it here.

    Where the person does not want anything to change in an area, nothing is offered for it but what asks for no change. Where
    they do not know yet, nothing that weighs both sides is. What is finished is not offered again.
    """
    going_on = list(_going_on(library, known))
    fresh = [module for module in library.offered if module.id not in known.begun]
    raised = [Offer(module, reasons) for module in fresh if (reasons := tuple(_reasons(module, known)))]
    proposed = _in_turns([each for each in raised if not each.module.involves_partner])
    offers = [*going_on, *(_careful(each, known) for each in proposed)]
    kept_back = tuple(_kept_back([*going_on, *raised], known))
    used = [each for each in offers if look_at(each.module, known.abuse).may_be_used]
    return Choices(tuple(used[:MOST]), tuple(used[MOST:]), kept_back)


def _going_on(library: Library, known: Known) -> Iterator[Offer]:
    for module_id, path in known.begun.items():
        module, following = library.find(module_id), next_stage(path)
        if module is not None and following is not None and module_id not in known.aside:
            words = f"You have begun this. What comes next is: {following.label.lower()}."
            yield _careful(Offer(module, (Reason(Because.BEGUN, words),)), known)


def _in_turns(offers: Sequence[Offer]) -> Iterator[Offer]:
    """Yield one offer of each family, then the next of each, and so on."""
    families = ([each for each in offers if each.module.family is family] for family in Family)
    for row in zip_longest(*families):
        yield from (each for each in row if each is not None)


def _careful(offer: Offer, known: Known) -> Offer:
    return Offer(offer.module, offer.reasons, look_at(offer.module, known.abuse).caution)


def _kept_back(offers: Sequence[Offer], known: Known) -> Iterator[KeptBack]:
    for offer in offers:
        verdict = look_at(offer.module, known.abuse)
        if not verdict.may_be_used:
            yield KeptBack(offer.module, verdict)


def _reasons(module: Module, known: Known) -> Iterator[Reason]:
    """Yield what speaks for a module. Readiness alone is no reason, but it adds to one or takes it away."""
    found = [*_from_answers(module, known), *_from_map(module, known)]
    ready = [*_from_readiness(module, known.answers)] if found or module.for_unsure else []
    yield from (*found, *ready)


def _from_answers(module: Module, known: Known) -> Iterator[Reason]:
    for question_id, options in module.suits.answers.items():
        question = questions_by_id()[question_id]
        if _is_open_to(module, question.area, known.answers):
            yield from _said(question, options, known.answers.get(question_id, NOTHING))


def _said(question: Question, options: frozenset[str], answer: Answer) -> Iterator[Reason]:
    """Yield one reason for an answer: the person's, or else the practitioner's with what the person said to it.

    What the practitioner keeps apart stays with staff.
    """
    if chosen := _chosen(question, options, answer.person):
        yield Reason(Because.PERSON_SAID, f"{question.ask} You said: “{chosen.says}.”")
    elif chosen := _chosen(question, options, answer.practitioner):
        other = _chosen(question, {option.id for option in question.options}, answer.person)
        differs = f" You said: “{other.says}.”" if other else ""
        words = f"{question.ask} Your practitioner said: “{chosen.says}.”{differs}"
        yield Reason(Because.PRACTITIONER_SAID, words, for_staff_only=answer.practitioner.apart)


def _chosen(question: Question, options: Set[str], said: Said) -> Option | None:
    return next((option for option in question.options if option.id in options and option.id in said.options), None)


def _from_map(module: Module, known: Known) -> Iterator[Reason]:
    for place in module.suits.places:
        for node in known.map_.at(place):
            if node.area in module.suits.areas and _is_open_to(module, node.area, known.answers):
                yield Reason(Because.MAP, f"On your map, under “{place.heading}”: “{node.words}”")


def _from_readiness(module: Module, answers: Answers) -> Iterator[Reason]:
    for area in module.suits.areas:
        words = _READY.get((_readiness(area, answers), module.for_unsure))
        if words:
            yield Reason(Because.READINESS, words.format(area=area.heading))


def _is_open_to(module: Module, area: Area, answers: Answers) -> bool:
    closed = {"not_now", "unsure"} if module.weighs_up else {"not_now"}
    return module.for_unsure or _readiness(area, answers) not in closed


def _readiness(area: Area, answers: Answers) -> str:
    chosen = answers.get(f"{area.value}.ready", NOTHING).person.options
    return chosen[0] if chosen else ""


def _turned(offers: Sequence[Offer]) -> tuple[Offer, ...]:
    shown = ((offer.module, tuple(r for r in offer.reasons if not r.for_staff_only)) for offer in offers)
    return tuple(Offer(module, reasons) for module, reasons in shown if _speaks(module, reasons))


def _speaks(module: Module, reasons: Sequence[Reason]) -> bool:
    """Return whether what is left would have raised the module by itself, and it is one for a screen both look at."""
    return not module.involves_partner and any(
        module.for_unsure or reason.because is not Because.READINESS for reason in reasons
    )


# What the person said about change in an area, and whether the module asks for any.
_READY = {
    ("a_lot", False): "You would like a lot to change here: {area}.",
    ("some", False): "You would like some of it to change here: {area}.",
    ("unsure", True): "You do not know yet if you want a change here: {area}. This asks for none.",
    ("not_now", True): "You said “Not now” here: {area}. This asks for no change.",
}
