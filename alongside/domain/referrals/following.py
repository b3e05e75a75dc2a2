"""Which step may follow which, on which day, and how long somebody has waited.

News of other services comes late and out of order, so a step may be left out, but none goes back. Who waits is the
person, and the days are said of the wait and never of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.domain.referrals.steps import WITH_WORDS, Step

_AFTER: dict[Step, tuple[Step, ...]] = {
    Step.AGREED: (Step.SENT, Step.WITHDRAWN),
    Step.SENT: (Step.ACCEPTED, Step.FIRST_SEEN, Step.CAME_BACK, Step.DECLINED, Step.WITHDRAWN),
    Step.ACCEPTED: (Step.FIRST_SEEN, Step.CAME_BACK, Step.DECLINED, Step.WITHDRAWN),
    Step.FIRST_SEEN: (Step.CAME_BACK, Step.DECLINED, Step.WITHDRAWN),
    Step.CAME_BACK: (Step.CAME_BACK, Step.WITHDRAWN),
    Step.DECLINED: (),
    Step.WITHDRAWN: (),
}
_WAITING = frozenset({Step.SENT, Step.ACCEPTED})
# When it is time to send what was agreed, and to ask how long it will be. They are ours: no standard sets them.
SEND_WITHIN, ASK_AFTER = 7, 14
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class CannotFollow(ValueError):
    """This step cannot come now."""


class InTheFuture(ValueError):
    """The day has not come yet."""


class BeforeTheLastStep(ValueError):
    """The day is before that of the step it follows."""


class NeedsWords(ValueError):
    """This step says nothing without words."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step with the day it happened on."""

    step: Step
    on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """How a referral stands. since is the day the wait began, or that of its last step.

    waiting: the whole days waited to be seen, None when nobody waits.
    """

    step: Step
    since: date
    waiting: int | None

    @property
    def is_open(self) -> bool:
        """Return whether something is still to come."""
        return self.step not in {Step.DECLINED, Step.WITHDRAWN, Step.CAME_BACK}


def standing_of(taken: Sequence[Taken], *, today: date) -> Standing:
    """Return how a referral stands on a day. taken are its steps in their order, the first of them *agreed*."""
    counted = _counted(taken)
    last = counted[-1]
    sent = next((one.on for one in counted if one.step is Step.SENT), None)
    if last.step in _WAITING and sent:
        return Standing(last.step, sent, (today - sent).days)
    return Standing(last.step, last.on, None)


def steps_after(taken: Sequence[Taken]) -> tuple[Step, ...]:
    """Return the steps that may come now, in the order of the buttons. A mistake can be taken back, but not the agreement."""
    counted = _counted(taken)
    return (*_AFTER[counted[-1].step], *((Step.UNDONE,) if len(counted) > 1 else ()))


def check_step(taken: Sequence[Taken], step: Step, on: date, *, words: str, today: date) -> None:
    """Raise CannotFollow, InTheFuture, BeforeTheLastStep or NeedsWords unless this step may come on this day."""
    if step not in steps_after(taken):
        raise CannotFollow
    if on > today:
        raise InTheFuture
    if step is not Step.UNDONE and on < _counted(taken)[-1].on:
        raise BeforeTheLastStep
    if step in WITH_WORDS and not words.strip():
        raise NeedsWords


def say_standing(standing: Standing, *, today: date) -> str:
    """Return how a referral stands, in one sentence: *Waiting 12 days to be seen.*"""
    days = (today - standing.since).days
    if standing.waiting is not None:
        said_yes = " They said yes." if standing.step is Step.ACCEPTED else ""
        return f"Waiting {_days(standing.waiting)} to be seen.{said_yes}"
    if standing.step is Step.AGREED:
        return "Agreed today, not sent yet." if days == 0 else f"Agreed {_days(days)} ago, not sent yet."
    return f"{standing.step.label}."


def is_worth_asking(standing: Standing, *, today: date) -> bool:
    """Return whether it is time to send it, or to ask the other service how long it will be."""
    if standing.step is Step.AGREED:
        return (today - standing.since).days >= SEND_WITHIN
    return standing.waiting is not None and standing.waiting >= ASK_AFTER


def _days(number: int) -> str:
    said = _NUMBERS[number] if 0 < number < len(_NUMBERS) else str(number)
    return f"{said} day{'' if number == 1 else 's'}"


def _counted(taken: Iterable[Taken]) -> list[Taken]:
    """Return the steps that stand: each *undone* takes back the one before it that stands."""
    counted: list[Taken] = []
    for one in taken:
        if one.step is not Step.UNDONE:
            counted.append(one)
        elif len(counted) > 1:
            counted.pop()
    return counted
