"""A clean start after something that changed everything. The earlier plan is kept as it was."""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from alongside.domain.plan.changing import LONGEST, NeedsWords, WordsTooLong
from alongside.domain.plan.goals import Plan


class Because(StrEnum):
    """Why two people begin a new plan."""

    RECALL = "recall"
    NEW_SENTENCE = "new_sentence"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return the reason in words."""
        return _LABELS[self]


_LABELS = {
    Because.RECALL: "After a recall",
    Because.NEW_SENTENCE: "After a new sentence",
    Because.OTHER: "Something else changed",
}


class NothingToLeave(ValueError):
    """There is nothing on the plan, so it is as good as new."""


def start_clean(earlier: Plan, because: Because, words: str, *, today: date) -> Plan:
    """Return a new plan with nothing on it. Raises NothingToLeave, WordsTooLong, or NeedsWords where nothing else says why."""
    said = " ".join(words.split())
    if not earlier.goals:
        raise NothingToLeave
    if because is Because.OTHER and not said:
        raise NeedsWords
    if len(said) > LONGEST:
        raise WordsTooLong
    return Plan(begun_on=today, begun_because=f"{because.label}: {said}" if said else because.label)


def go_on(plan: Plan, *, today: date) -> Plan:
    """Return the plan with the choice to go on with it, so that it is not asked again. Raises NothingToLeave."""
    if not plan.goals:
        raise NothingToLeave
    return replace(plan, went_on=today)


def is_offered(plan: Plan, *, recalled_on: date | None, sentenced_on: date | None) -> Because | None:
    """Return why a clean start is offered, or None. It is offered and never made: to go on with a plan is as good.

    Once somebody chose to go on, it is offered again only for what happens after that day. recalled_on is the day of the last
    recall, sentenced_on that on which the last supervision began.
    """
    if not plan.goals or plan.begun_on is None:
        return None
    since = max(plan.begun_on, plan.went_on or plan.begun_on)
    if recalled_on is not None and recalled_on > since:
        return Because.RECALL
    if sentenced_on is not None and sentenced_on > since:
        return Because.NEW_SENTENCE
    return None
