"""On which ground something may be passed on, and when a yes is one."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from alongside.domain.agreements import Given, standing_of


class Ground(StrEnum):
    """Why it may be passed on."""

    AGREEMENT = "agreement"
    SAFEGUARDING = "safeguarding"
    SERIOUS_HARM = "serious_harm"
    COURT = "court"
    MAPPA = "mappa"
    OTHER_LAW = "other_law"

    @property
    def label(self) -> str:
        """Return the words of the ground for staff."""
        return _LABELS[self]

    @property
    def explained(self) -> str:
        """Return what it means, with its source, for whoever chooses."""
        return _EXPLAINED[self]


_LABELS = {
    Ground.AGREEMENT: "They said yes to this",
    Ground.SAFEGUARDING: "Safeguarding a child or an adult at risk",
    Ground.SERIOUS_HARM: "Preventing serious harm to somebody",
    Ground.COURT: "A court ordered it",
    Ground.MAPPA: "MAPPA",
    Ground.OTHER_LAW: "Another law",
}
_EXPLAINED = {
    Ground.AGREEMENT: "Only while the yes stands, and only to the service it was said for.",
    Ground.SAFEGUARDING: "Data Protection Act 2018, Schedule 1, paragraph 18, or Schedule 8, paragraph 4.",
    Ground.SERIOUS_HARM: "UK GDPR, Article 6(1)(d) or (e). Write down whom it protects.",
    Ground.COURT: "An order of a court or tribunal. Not a letter from a solicitor.",
    Ground.MAPPA: "Criminal Justice Act 2003, section 325(4).",
    Ground.OTHER_LAW: "Name it below: the Act and the section.",
}


class NeedsLaw(ValueError):
    """Another law is no ground without its name."""


class NotAgreedThen(ValueError):
    """There was no yes on that day: it was never said, was over, or had been taken back."""


class AnotherService(ValueError):
    """The yes was said for another service."""


def check_ground(
    ground: Ground, *, on: date, to: str, law: str = "", given: Sequence[Given] = (), agreed_to: str = ""
) -> None:
    """Raise NeedsLaw, NotAgreedThen or AnotherService unless this is a ground to pass something on to this service that day.

    given are the answers of the agreement that is said to be the ground, and agreed_to the service it was asked about.
    """
    if ground is Ground.OTHER_LAW and not law.strip():
        raise NeedsLaw
    if ground is not Ground.AGREEMENT:
        return
    if not is_ground_on(given, on):
        raise NotAgreedThen
    if to.strip().casefold() != agreed_to.strip().casefold():
        raise AnotherService


def is_ground_on(given: Sequence[Given], day: date) -> bool:
    """Return whether a yes stood on a day. A yes that was taken back that same day did not: in doubt it is none."""
    until_then = [one for one in given if one.on <= day]
    return bool(until_then) and standing_of(until_then, today=day).is_yes
