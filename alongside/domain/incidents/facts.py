"""What is known of an incident. The first words are never written over: what is known later stands beside them."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Harm(StrEnum):
    """What was broken. More than one may be."""

    CONFIDENTIALITY = "confidentiality"
    INTEGRITY = "integrity"
    AVAILABILITY = "availability"

    @property
    def label(self) -> str:
        """Return what an officer reads."""
        return _HARMS[self]


_HARMS = {
    Harm.CONFIDENTIALITY: "Somebody saw or was sent what was not for them",
    Harm.INTEGRITY: "Something was changed, or is wrong",
    Harm.AVAILABILITY: "Something was lost, or could not be reached",
}


class Law(StrEnum):
    """Under which law the data was held, which names the rule. The hours are the same."""

    GENERAL = "general"
    LAW_ENFORCEMENT = "law_enforcement"

    @property
    def label(self) -> str:
        """Return what an officer chooses."""
        return "The UK GDPR" if self is Law.GENERAL else "Part 3 of the Data Protection Act 2018 (law enforcement)"

    @property
    def telling_ico(self) -> str:
        """Return which rule says that the Commissioner hears of it."""
        return "UK GDPR, Article 33" if self is Law.GENERAL else "Data Protection Act 2018, section 67"

    @property
    def telling_people(self) -> str:
        """Return which rule says that the people hear of it."""
        return "UK GDPR, Article 34" if self is Law.GENERAL else "Data Protection Act 2018, section 68"


class NothingSaid(ValueError):
    """A field that must say something says nothing. The argument names it."""


class InTheFuture(ValueError):
    """A moment that has not come. The argument names its field."""


class WrongOrder(ValueError):
    """An end before its beginning, or knowing before there was anything to know. The argument names the field."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known: a title that names nobody, what happened and when, when and how somebody knew, whose and what data.

    until is None while it goes on or nobody knows. roughly is how many people there may be, None when nobody can say.
    """

    title: str
    what: str
    harms: frozenset[Harm]
    law: Law
    since: datetime
    aware_at: datetime
    how_aware: str
    data: str
    consequences: str = ""
    until: datetime | None = None
    is_uncertain: bool = False
    roughly: int | None = None


NEEDED = ("title", "what", "how_aware", "data")


def check_facts(facts: Facts, *, now: datetime) -> Facts:
    """Return the facts without spaces around words. Raises NothingSaid, InTheFuture or WrongOrder, each with its field."""
    said = {name: getattr(facts, name).strip() for name in (*NEEDED, "consequences")}
    for name in NEEDED:
        if not said[name]:
            raise NothingSaid(name)
    if not facts.harms:
        raise NothingSaid("harms")
    for name in ("since", "until", "aware_at"):
        if (getattr(facts, name) or now) > now:
            raise InTheFuture(name)
    if facts.until and facts.until < facts.since:
        raise WrongOrder("until")
    if facts.aware_at < facts.since:
        raise WrongOrder("aware_at")
    return replace(facts, **said)
