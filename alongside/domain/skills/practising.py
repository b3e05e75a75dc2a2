"""Practice between two meetings, logged in ten seconds: what, how it went from 0 to 10, one line.

A phone without a signal sends late, and a thumb sends twice. Neither is anybody's fault, and neither loses a word.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

LONGEST_LINE = 200
LATE_AFTER = timedelta(days=1)
# Asked when nothing was logged. None asks why not.
WHEN_MISSED = (
    "What was the week like?",
    "Was there a moment when it could have fitted? What happened then?",
    "Was the task too big, too vague, or for the wrong day?",
    "What would make it small enough to happen this week, or shall we let it go?",
)
WHEN_PRACTISED = (
    "What did you notice?",
    "What did you do that made it go as it did?",
    "What would you do the same way next time, and what would you change?",
)


class CannotLog(ValueError):
    """Practice cannot be logged like this. field is what to put right, and the text says how."""

    def __init__(self, field: str, why: str) -> None:
        """Keep the field beside the sentence, so that it is shown at its place."""
        super().__init__(why)
        self.field = field


class Added(StrEnum):
    """What became of a practice that was sent. kept_beside: another of the same skill on the same day was there already."""

    KEPT = "kept"
    KEPT_BESIDE = "kept_beside"
    THERE_ALREADY = "there_already"


@dataclass(frozen=True, slots=True)
class Practice:
    """One time a person tried something. on is the day they did, sent_at when it reached us.

    sent_id was made with the form, so that the same form sent twice is known again. exercise_id is empty for the skill as a
    whole. own: the person wrote it themselves, on their own side. Otherwise they told it and a practitioner wrote it.
    """

    sent_id: UUID
    module_id: str
    exercise_id: str
    on: date
    sent_at: datetime
    how: int
    words: str = ""
    own: bool = False

    @property
    def is_late(self) -> bool:
        """Return whether it reached us more than a day after the day it tells of."""
        return self.sent_at.date() - self.on > LATE_AFTER


def check_practice(practice: Practice, *, today: date) -> Practice:
    """Return a practice as it may be kept, its line on one line. Raises CannotLog with the field.

    However long ago it was, and whether or not the skill was begun by then, is no reason to refuse it.
    """
    if not 0 <= practice.how <= 10:
        raise CannotLog("how", "Choose a number from 0 to 10.")
    if practice.on > today:
        raise CannotLog("on", "Choose today or a day before today.")
    words = " ".join(practice.words.split())
    if len(words) > LONGEST_LINE:
        raise CannotLog("words", f"One line is enough: at most {LONGEST_LINE} letters.")
    return replace(practice, words=words)


def add_practice(log: Sequence[Practice], practice: Practice) -> tuple[tuple[Practice, ...], Added]:
    """Return the log of a skill with one more practice, by day, and what became of it.

    The same practice sent twice is there once, also when it was logged on a phone and told again in the meeting in the same
    words. Otherwise two are two: somebody may well have tried twice in a day, and we do not choose between their words.
    """
    if any(_is_the_same(practice, other) for other in log):
        return tuple(log), Added.THERE_ALREADY
    added = Added.KEPT_BESIDE if any(other.on == practice.on for other in log) else Added.KEPT
    return tuple(sorted((*log, practice), key=lambda each: (each.on, each.sent_at))), added


def to_review(
    log: Sequence[Practice], *, last_met_at: datetime | None, until: datetime | None = None
) -> tuple[Practice, ...]:
    """Return what to look at together next: all that reached us since the last meeting, whatever day it tells of.

    until: the end of a meeting that has been held, so that what came after it waits for the next one.
    """
    since = [each for each in log if last_met_at is None or each.sent_at > last_met_at]
    return tuple(each for each in since if until is None or each.sent_at <= until)


def ask_about(practised: Sequence[Practice]) -> tuple[str, ...]:
    """Return what to ask about the days since the last meeting. Nothing logged is met with curiosity."""
    return WHEN_PRACTISED if practised else WHEN_MISSED


def _is_the_same(one: Practice, other: Practice) -> bool:
    """Return whether two say the same, and are either the same form or have words that nobody chooses by chance."""
    return _content(one) == _content(other) and (one.sent_id == other.sent_id or one.words != "")


def _content(practice: Practice) -> tuple[str, str, date, int, str]:
    words = practice.words.casefold()
    return practice.module_id, practice.exercise_id, practice.on, practice.how, words
