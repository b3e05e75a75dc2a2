"""What an ending is made of: its steps, a letter, a goodbye, whether the door stays open, and how it came to its end."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from alongside.domain.endings.steps import Step

# When to begin: twelve weeks before the last day. It is ours, and leaves about six meetings a fortnight apart. We know of
# no study that sets a number for the end of supervision. Resettlement work in prisons of England and Wales, Through the
# Gate, was given the last twelve weeks before release (Bristol, Gloucestershire, Somerset and Wiltshire CRC, "Before and
# after prison").
GOOD_TIME = timedelta(weeks=12)


class Reason(StrEnum):
    """Why an ending came that nobody had planned so."""

    RECALL = "recall"
    REVOKED = "revoked"
    BREACHED = "breached"
    MOVED = "moved"
    LOST_CONTACT = "lost_contact"
    DIED = "died"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return the reason in words."""
        return _REASONS[self]


_REASONS = {
    Reason.RECALL: "Recalled to prison",
    Reason.REVOKED: "The order was revoked",
    Reason.BREACHED: "Ended after a breach",
    Reason.MOVED: "Moved away",
    Reason.LOST_CONTACT: "Contact was lost",
    Reason.DIED: "The person died",
    Reason.OTHER: "Something else",
}


class Held(StrEnum):
    """Whether the goodbye was said."""

    NOT_YET = "not_yet"
    HELD = "held"
    NOT_HELD = "not_held"

    @property
    def label(self) -> str:
        """Return the words of it."""
        return {"not_yet": "Not yet", "held": "It was held", "not_held": "It did not come about"}[self.value]


class Stage(StrEnum):
    """How far one step has come."""

    TO_COME = "to_come"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a step, by the keys of its fields. skipped_because: why it is left out, empty when it is not."""

    words: MappingProxyType[str, str] = field(default_factory=lambda: MappingProxyType({}))
    on: date | None = None
    skipped_because: str = ""

    @property
    def has_words(self) -> bool:
        """Return whether anything was written."""
        return any(self.words.values())


NOTHING = Written()


@dataclass(frozen=True, slots=True)
class Beside:
    """What was put beside a letter after it was given, since the letter itself is fixed."""

    on: date
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The practitioner's letter. A draft until given_on. Then it is fixed, and corrections stand beside it."""

    text: str = ""
    given_on: date | None = None
    given_how: str = ""
    given_by: str = ""
    beside: tuple[Beside, ...] = ()

    @property
    def is_given(self) -> bool:
        """Return whether the person has it."""
        return self.given_on is not None


@dataclass(frozen=True, slots=True)
class Goodbye:
    """The meeting for saying goodbye: on which day, and whether it was held."""

    on: date
    held: Held = Held.NOT_YET
    words: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """Whether the person can come back, and how, said honestly."""

    is_open: bool
    words: str
    on: date


@dataclass(frozen=True, slots=True)
class Ended:
    """How it ended. reason is None for an ending as planned. missed: the steps that did not come about, and words about it."""

    on: date
    reason: Reason | None = None
    missed: tuple[Step, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """An ending as it stands. planned_on is None while no last day is known. was_planned: it was begun in the planned way."""

    begun_on: date
    planned_on: date | None = None
    was_planned: bool = True
    steps: MappingProxyType[Step, Written] = field(default_factory=lambda: MappingProxyType({}))
    letter: Letter = Letter()
    goodbye: Goodbye | None = None
    door: Door | None = None
    ended: Ended | None = None

    def written(self, step: Step) -> Written:
        """Return what stands in a step."""
        return self.steps.get(step, NOTHING)

    def stage_of(self, step: Step) -> Stage:
        """Return how far a step has come. A letter is done when it is given, and a goodbye when it was held."""
        if self.written(step).skipped_because or (step is Step.GOODBYE and self._has_no_goodbye):
            return Stage.SKIPPED
        done = {
            Step.LETTER: self.letter.is_given,
            Step.GOODBYE: self.goodbye is not None and self.goodbye.held is Held.HELD,
        }
        return Stage.DONE if done.get(step, self.written(step).has_words) else Stage.TO_COME

    @property
    def _has_no_goodbye(self) -> bool:
        """Return whether the goodbye did not come about. Why was written with it, so nobody is asked again."""
        return self.goodbye is not None and self.goodbye.held is Held.NOT_HELD

    @property
    def to_come(self) -> tuple[Step, ...]:
        """Return the steps that are neither done nor left out."""
        return tuple(step for step in Step if self.stage_of(step) is Stage.TO_COME)

    @property
    def not_done(self) -> tuple[Step, ...]:
        """Return the steps that did not come about, left out or not."""
        return tuple(step for step in Step if self.stage_of(step) is not Stage.DONE)

    @property
    def is_going(self) -> bool:
        """Return whether it is still worked on."""
        return self.ended is None


class Timing(StrEnum):
    """How the last day stands to today."""

    NO_DAY = "no_day"
    EARLY = "early"
    TIME = "time"
    GONE_BY = "gone_by"


def last_day_of(days: Iterable[date | None]) -> date | None:
    """Return the last day of several supervisions: the latest, or None while one of them has none or there is none."""
    given = list(days)
    known = [day for day in given if day is not None]
    return max(known) if known and len(known) == len(given) else None


def timing_of(last_day: date | None, *, today: date) -> Timing:
    """Return whether it is time to begin an ending with this last day."""
    if last_day is None:
        return Timing.NO_DAY
    if last_day < today:
        return Timing.GONE_BY
    return Timing.TIME if last_day - today <= GOOD_TIME else Timing.EARLY
