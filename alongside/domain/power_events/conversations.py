"""When a repair conversation is to be offered. Days only: no score, no level and no count is looked at.

The fourteen days are our own judgement, version 2026-1: soon enough to be remembered as it was, and long enough that a
fortnightly meeting falls inside.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

OFFER_WITHIN = timedelta(days=14)


class Outcome(StrEnum):
    """What became of the offer."""

    DONE = "done"
    NOT_WANTED = "not_wanted"
    NOT_NOW = "not_now"

    @property
    def label(self) -> str:
        """The words on screen."""
        return _LABELS[self]


_LABELS = {
    Outcome.DONE: "We have talked about it",
    Outcome.NOT_WANTED: "They do not want to talk about it",
    Outcome.NOT_NOW: "Not now. Ask again on a day",
}


class Standing(StrEnum):
    """Where the offer stands on a day."""

    NO_CONTACT = "no_contact"  # nobody knows yet from when contact is possible
    NOT_YET = "not_yet"  # contact is possible from a day to come, or it is to be asked again on one
    TO_OFFER = "to_offer"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where it stands, from which day it can be offered, and by which it should have been. None where no day is known."""

    standing: Standing
    from_on: date | None
    due_on: date | None

    def is_past(self, on: date) -> bool:
        """Whether the day by which to offer it has gone by."""
        return self.standing is Standing.TO_OFFER and self.due_on is not None and on > self.due_on


def judge_conversation(
    *,
    happened_on: date,
    ends_contact: bool,
    contact_possible_from: date | None,
    outcome: Outcome | None,
    again_on: date | None,
    on: date,
) -> Conversation:
    """Where the offer of a repair conversation stands on the day `on`.

    `ends_contact` is for a recall: until somebody says from when contact is possible, there is no day to count from.
    Every other use of authority counts from the day it happened, or from contact_possible_from if that is later.
    *Not now* with a day counts afresh from that day.
    """
    if outcome in (Outcome.DONE, Outcome.NOT_WANTED):
        return Conversation(Standing.SETTLED, None, None)
    if ends_contact and contact_possible_from is None:
        return Conversation(Standing.NO_CONTACT, None, None)
    begins = max(day for day in (happened_on, contact_possible_from, again_on) if day is not None)
    # On the day that was agreed for asking again, it is due that day.
    due = begins if again_on == begins else begins + OFFER_WITHIN
    return Conversation(Standing.TO_OFFER if on >= begins else Standing.NOT_YET, begins, due)
