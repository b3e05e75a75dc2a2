"""Where somebody may be in danger at home, skills that bring a partner or relative into the room are kept back.

A time-out that is agreed on, or a talk to repair a row, gives somebody who controls another a new rule to control with, and
asks somebody who is controlled to be polite about it. So these modules are never proposed by the software. They are in the
library for two people to choose, and only when somebody has asked and nothing points to abuse either way. Not asked is not
safe.

Every sentence here is for staff. Why something is kept back is never on the turned screen, on paper or on the person's
side: it may come from whoever is being hurt, and whoever hurts them may be reading.
"""

from dataclasses import dataclass
from enum import StrEnum

from alongside.domain.assessment import NOTHING, Answers
from alongside.domain.skills.modules import Family, Module


class Knowing(StrEnum):
    """What is known of abuse or coercive control in one direction."""

    NOT_ASKED = "not_asked"
    NOTHING_FOUND = "nothing_found"
    SUSPECTED = "suspected"
    KNOWN = "known"

    @property
    def points_to_abuse(self) -> bool:
        """Return whether it is known or suspected."""
        return self in {Knowing.SUSPECTED, Knowing.KNOWN}

    @property
    def label(self) -> str:
        """Return the words for it, for staff."""
        return _LABELS[self]


_LABELS = {
    Knowing.NOT_ASKED: "Not asked yet",
    Knowing.NOTHING_FOUND: "Asked, and nothing points to it",
    Knowing.SUSPECTED: "Suspected",
    Knowing.KNOWN: "Known",
}


@dataclass(frozen=True, slots=True)
class Abuse:
    """What is known both ways: of the person hurting or controlling somebody close, and of it being done to them."""

    by_person: Knowing = Knowing.NOT_ASKED
    to_person: Knowing = Knowing.NOT_ASKED


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a module may be used now, and the reason for staff. route says where to turn instead.

    caution is said beside a module that may be used.
    """

    may_be_used: bool
    why: str = ""
    route: tuple[str, ...] = ()
    caution: str = ""


ABUSE_QUESTION = "relationships.abuse"
FIRST = (
    "Speak with the domestic abuse lead or the safeguarding lead of your service first, and with nobody at the home.",
    "If somebody is in danger now, ring 999.",
)
ROUTE_BY_PERSON = (
    *FIRST,
    "Ask for an assessment for a domestic abuse programme. Anger management does not take its place.",
    "Respect Phoneline, for people who hurt somebody close and for workers: 0808 802 4040.",
)
ROUTE_TO_PERSON = (
    *FIRST,
    "Offer a talk with an independent domestic violence adviser, alone and at a safe time. Ask which contact is safe.",
    "National Domestic Abuse Helpline: 0808 2000 247. Men’s Advice Line: 0808 801 0327.",
)
NOT_ASKED_YET = (
    "Talk it through with the person alone, and read what other services have written.",
    "Then note what is known, each way, with how you know.",
)
CAUTION_ANGER = (
    "Abuse of somebody close is known or suspected. This is about anger elsewhere. It is no treatment for that, and no "
    "evidence that somebody at home is safer."
)
CAUTION_TALKING = (
    "Abuse at home is known or suspected. Practise this with work, offices and neighbours in mind, and never for the home: "
    "speaking up there can make it worse for whoever is hurt."
)
CAUTION_PARTNER = (
    "Nothing points to abuse so far. Ask again, alone, before each exercise. "
    "Never ring, write to or invite anybody for this."
)


def abuse_from(
    answers: Answers,
    *,
    by_person: Knowing = Knowing.NOT_ASKED,
    to_person: Knowing = Knowing.NOT_ASKED,
    is_whole: bool = True,
) -> Abuse:
    """Return what is known both ways: what staff have noted, and what the practitioner answered in the conversation.

    The two are joined with care first: an answer of *no* does not take away a suspicion that was noted, and the other way.
    is_whole: False for a reader who may not read the newest conversation. It may say yes, so nothing found counts as not
    asked for them.
    """
    joined = max(by_person, _answered(answers), key=_CARE.index)
    if not is_whole and joined is Knowing.NOTHING_FOUND:
        joined = Knowing.NOT_ASKED
    return Abuse(joined, to_person)


def look_at(module: Module, abuse: Abuse) -> Verdict:
    """Return whether a module may be used with somebody of whom this is known, and why."""
    if module.involves_partner:
        return _for_partner(abuse)
    if module.family is Family.ANGER and abuse.by_person.points_to_abuse:
        return Verdict(True, route=ROUTE_BY_PERSON, caution=CAUTION_ANGER)
    if module.family is Family.COMMUNICATION and _points_to_abuse(abuse):
        return Verdict(True, route=routes(abuse), caution=CAUTION_TALKING)
    return Verdict(True)


def _points_to_abuse(abuse: Abuse) -> bool:
    return abuse.by_person.points_to_abuse or abuse.to_person.points_to_abuse


# Of two that differ the later one holds.
_CARE = (Knowing.NOT_ASKED, Knowing.NOTHING_FOUND, Knowing.SUSPECTED, Knowing.KNOWN)
_CHOSEN = {"yes": Knowing.KNOWN, "no": Knowing.NOTHING_FOUND}


def _answered(answers: Answers) -> Knowing:
    chosen = answers.get(ABUSE_QUESTION, NOTHING).practitioner.options
    return _CHOSEN[chosen[0]] if chosen else Knowing.NOT_ASKED


def _for_partner(abuse: Abuse) -> Verdict:
    if abuse.by_person.points_to_abuse:
        how = "known" if abuse.by_person is Knowing.KNOWN else "suspected"
        return Verdict(False, f"It is {how} that the person hurts or controls somebody close.", routes(abuse))
    if abuse.to_person.points_to_abuse:
        how = "known" if abuse.to_person is Knowing.KNOWN else "suspected"
        return Verdict(False, f"It is {how} that somebody close hurts or controls the person.", routes(abuse))
    if Knowing.NOT_ASKED in {abuse.by_person, abuse.to_person}:
        return Verdict(
            False, "Nobody has asked both ways yet whether there is abuse or control at home.", NOT_ASKED_YET
        )
    return Verdict(True, caution=CAUTION_PARTNER)


def routes(abuse: Abuse) -> tuple[str, ...]:
    """Return where to turn. Who hurts and who is hurt is often told the wrong way round, so both may be there."""
    by = ROUTE_BY_PERSON if abuse.by_person.points_to_abuse else ()
    to = ROUTE_TO_PERSON if abuse.to_person.points_to_abuse else ()
    return tuple(dict.fromkeys((*by, *to)))
