"""What is done about an incident, step by step, and where it stands. No step is changed: the next one follows it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from alongside.domain.incidents.clock import is_told_late
from alongside.domain.incidents.facts import InTheFuture


class Step(StrEnum):
    """One thing that was done. known: what is known now, as the first record or instead of what was known before."""

    RECORDED = "recorded"
    KNOWN = "known"
    RISK = "risk"
    MEASURE = "measure"
    ICO_TOLD = "ico_told"
    ICO_MORE = "ico_more"
    ICO_NOT = "ico_not"
    PEOPLE_TOLD = "people_told"
    PEOPLE_NOT = "people_not"
    OTHER_BODY = "other_body"
    CLOSED = "closed"
    REOPENED = "reopened"

    @property
    def label(self) -> str:
        """Return what the history says."""
        return _STEPS[self]


_STEPS = {
    Step.RECORDED: "Written down",
    Step.KNOWN: "More is known",
    Step.RISK: "The risk was judged",
    Step.MEASURE: "Something was done",
    Step.ICO_TOLD: "The Information Commissioner was told",
    Step.ICO_MORE: "The Information Commissioner was told more",
    Step.ICO_NOT: "Decided: the Information Commissioner is not told",
    Step.PEOPLE_TOLD: "People were told",
    Step.PEOPLE_NOT: "Decided: the people are not told",
    Step.OTHER_BODY: "Somebody else was told",
    Step.CLOSED: "Closed",
    Step.REOPENED: "Opened again",
}


class Risk(StrEnum):
    """How likely it hurts the people it is about, and how badly. An officer judges it; nothing works it out."""

    NOT_JUDGED = "not_judged"
    NONE = "none"
    SOME = "some"
    HIGH = "high"

    @property
    def label(self) -> str:
        """Return what an officer reads."""
        return _RISKS[self]


_RISKS = {
    Risk.NOT_JUDGED: "Not judged yet",
    Risk.NONE: "A risk to the people is unlikely",
    Risk.SOME: "There is a risk to the people",
    Risk.HIGH: "There is a high risk to the people",
}


class Ico(StrEnum):
    """How it stands with the Information Commissioner. While it waits, the clock runs."""

    WAITS = "waits"
    TOLD = "told"
    NOT_NEEDED = "not_needed"


class People(StrEnum):
    """How it stands with the people. It waits only while the risk is high."""

    NOT_ASKED = "not_asked"
    WAITS = "waits"
    TOLD = "told"
    NOT_TOLD = "not_told"


class IncidentClosed(ValueError):
    """Nothing is added to a closed incident. It can be opened again, and only a closed one can."""


class NeedsWords(ValueError):
    """A step that says nothing."""


class AlreadyTold(ValueError):
    """The Commissioner was told before. What follows is more of the same."""


class NotTold(ValueError):
    """More cannot be told before there was a first time."""


class BeforeAware(ValueError):
    """Nobody tells of what nobody knows."""


class NeedsDelay(ValueError):
    """After the 72 hours the reasons for the delay go with it (Article 33(1))."""


class RiskSpeaksAgainst(ValueError):
    """Only what is unlikely to be a risk need not be told (Article 33(1))."""


class NotSettled(ValueError):
    """Something is open that has to be settled before it is closed."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step with what the rules ask of it. told_at is when the Commissioner was told, delay the reasons for being late.

    on is the day on which people or another body were told, to whom which body that was.
    """

    step: Step
    words: str = ""
    risk: Risk | None = None
    told_at: datetime | None = None
    delay: str = ""
    reference: str = ""
    on: date | None = None
    to: str = ""
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an incident stands. is_whole: nothing more is to be told to the Commissioner."""

    risk: Risk = Risk.NOT_JUDGED
    ico: Ico = Ico.WAITS
    told_at: datetime | None = None
    is_whole: bool = True
    people: People = People.NOT_ASKED
    is_closed: bool = False


def find_standing(steps: Iterable[Taken]) -> Standing:
    """Return where an incident stands after these steps, the first one first."""
    standing = Standing()
    for taken in steps:
        standing = _after(standing, taken)
    return standing


def check_step(standing: Standing, taken: Taken, *, aware_at: datetime, now: datetime, today: date) -> None:
    """Raise whatever speaks against a step: a closed incident, no words, a wrong moment, or the rules of telling."""
    if standing.is_closed is not (taken.step is Step.REOPENED):
        raise IncidentClosed
    if not taken.words.strip():
        raise NeedsWords
    if (taken.told_at or now) > now:
        raise InTheFuture("told_at")
    if (taken.on or today) > today:
        raise InTheFuture("on")
    if taken.step is Step.ICO_TOLD:
        _check_telling(standing, taken, aware_at)
    if taken.step is Step.ICO_MORE and standing.ico is not Ico.TOLD:
        raise NotTold
    if taken.step is Step.ICO_NOT and standing.ico is Ico.TOLD:
        raise AlreadyTold
    if taken.step is Step.ICO_NOT and standing.risk is not Risk.NONE:
        raise RiskSpeaksAgainst
    if taken.step is Step.CLOSED and list_unsettled(standing):
        raise NotSettled


def list_unsettled(standing: Standing) -> list[str]:
    """Return what is still open before an incident can be closed, each as a sentence."""
    open_still = []
    if standing.risk is Risk.NOT_JUDGED:
        open_still.append("Nobody has judged the risk to the people.")
    if standing.ico is Ico.WAITS:
        open_still.append(
            "The Information Commissioner has not been told, and it is not decided that they need not be."
        )
    if standing.ico is Ico.TOLD and not standing.is_whole:
        open_still.append("The Information Commissioner waits for the rest.")
    if standing.people is People.WAITS:
        open_still.append("The risk is high. The people have not been told, and it is not decided why not.")
    return open_still


def find_due(standing: Standing) -> Step | None:
    """Return the step that is due: what the law has a clock for, and closing when nothing is open any more."""
    if standing.risk is Risk.NOT_JUDGED:
        return Step.RISK
    if standing.ico is Ico.WAITS:
        return Step.ICO_NOT if standing.risk is Risk.NONE else Step.ICO_TOLD
    if standing.people is People.WAITS:
        return Step.PEOPLE_TOLD
    if standing.ico is Ico.TOLD and not standing.is_whole:
        return Step.ICO_MORE
    return None if list_unsettled(standing) else Step.CLOSED


def _check_telling(standing: Standing, taken: Taken, aware_at: datetime) -> None:
    if standing.ico is Ico.TOLD:
        raise AlreadyTold
    if taken.told_at is None or taken.told_at < aware_at:
        raise BeforeAware
    if is_told_late(aware_at=aware_at, told_at=taken.told_at) and not taken.delay.strip():
        raise NeedsDelay


def _after(before: Standing, taken: Taken) -> Standing:
    match taken.step:
        case Step.RISK:
            return _judged(before, taken.risk or Risk.NOT_JUDGED)
        case Step.ICO_TOLD:
            return replace(before, ico=Ico.TOLD, told_at=taken.told_at, is_whole=taken.is_whole)
        case Step.ICO_MORE:
            return replace(before, is_whole=taken.is_whole)
        case Step.ICO_NOT:
            return replace(before, ico=Ico.NOT_NEEDED)
        case Step.PEOPLE_TOLD:
            return replace(before, people=People.TOLD)
        case Step.PEOPLE_NOT:
            return replace(before, people=People.NOT_TOLD)
        case Step.CLOSED | Step.REOPENED:
            return replace(before, is_closed=taken.step is Step.CLOSED)
        case _:
            return before


def _judged(before: Standing, risk: Risk) -> Standing:
    """A risk takes back that nothing needs to be told. A high one asks again why the people are not."""
    ico = Ico.WAITS if before.ico is Ico.NOT_NEEDED and risk is not Risk.NONE else before.ico
    people = before.people
    if risk is Risk.HIGH and before.risk is not Risk.HIGH and people is not People.TOLD:
        people = People.WAITS
    elif risk is not Risk.HIGH and people is People.WAITS:
        people = People.NOT_ASKED
    return replace(before, risk=risk, ico=ico, people=people)
