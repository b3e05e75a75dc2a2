"""What a module is made of: two sides, and exercises that are done rather than read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from alongside.domain.assessment import Area, Voice
from alongside.domain.formulation import Place


class Family(StrEnum):
    """What a module belongs to."""

    ANGER = "anger"
    COMMUNICATION = "communication"
    PROBLEM_SOLVING = "problem_solving"
    DECISION_MAKING = "decision_making"
    COPING = "coping"
    LIFE = "life"

    @property
    def heading(self) -> str:
        """Return the name of the family as it is said on a page."""
        return _HEADINGS[self]


class Kind(StrEnum):
    """How a field is filled in. Each is a grid of words: free rows, fixed rows, or one cell alone."""

    SHORT = "short"
    LONG = "long"
    SCALE = "scale"
    CHOICE = "choice"
    SEVERAL = "several"
    LIST = "list"
    IF_THEN = "if_then"
    STEPS = "steps"
    TABLE = "table"
    ROWS = "rows"
    CELLS = "cells"

    @property
    def has_free_rows(self) -> bool:
        """Return whether as many rows are written as are needed, up to the most that fit."""
        return self in {Kind.LIST, Kind.IF_THEN, Kind.STEPS, Kind.TABLE}

    @property
    def has_options(self) -> bool:
        """Return whether something is chosen rather than written."""
        return self in {Kind.CHOICE, Kind.SEVERAL}


_HEADINGS = {
    Family.ANGER: "Anger",
    Family.COMMUNICATION: "Talking and listening",
    Family.PROBLEM_SOLVING: "Solving problems",
    Family.DECISION_MAKING: "Making decisions",
    Family.COPING: "Coping",
    Family.LIFE: "Everyday life",
}


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen. stops: whoever chooses it goes no further in the exercise, and reads this."""

    id: str
    says: str
    stops: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One place to write or choose.

    columns and rows are the headings of a grid. most is how many free rows fit. low and high are the words at the ends of a
    scale. apart: for staff alone, never on the turned screen, on paper or on a card. starts_from names an earlier field, as
    exercise.field, whose words this one begins with. needed: without it the exercise is not done. Nothing is needed to save.
    """

    key: str
    kind: Kind
    label: str
    hint: str = ""
    voice: Voice = Voice.PERSON
    apart: bool = False
    needed: bool = False
    options: tuple[Option, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    most: int = 1
    low: str = ""
    high: str = ""
    starts_from: str = ""

    def option(self, option_id: str) -> Option | None:
        """Return the option with this id, or None."""
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True, slots=True)
class Exercise:
    """Something two people do in a meeting, or one does alone.

    say and example are read to the person or by them, do is what happens, tip is for the practitioner. practise is the task
    for the days until the next meeting. keep are the fields that are taken away, card those of them that fit on a card.
    """

    id: str
    title: str
    minutes: int
    say: tuple[str, ...]
    do: tuple[str, ...]
    example: tuple[str, ...]
    tip: str
    practise: str
    fields: tuple[Field, ...]
    keep: tuple[str, ...]
    card: tuple[str, ...]
    card_title: str

    def find(self, key: str) -> Field | None:
        """Return the field with this key, or None."""
        return next((each for each in self.fields if each.key == key), None)


@dataclass(frozen=True, slots=True)
class Guidance:
    """The practitioner's side: what it is for, how to model it, what to watch, common traps, when not to use it."""

    purpose: str
    model: tuple[str, ...]
    watch: tuple[str, ...]
    traps: tuple[str, ...]
    not_when: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suits:
    """What may raise a module: areas, places of the map, and answers to questions of the conversation."""

    areas: tuple[Area, ...] = ()
    places: tuple[Place, ...] = ()
    answers: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Module:
    """One skill. source names the published structure it is built on. reading_age is the aim for the person's side.

    involves_partner: it is done with somebody close, so it is never proposed and is kept back where abuse is possible.
    for_unsure: it asks for no change, so it may be offered to somebody who does not want any or does not know.
    weighs_up: it weighs both sides, which lowers commitment in somebody who does not know yet, so it is not offered then.
    """

    id: str
    family: Family
    version: str
    title: str
    for_what: str
    ready: str
    author: str
    source: str
    reading_age: int
    review_on: date
    materials: tuple[str, ...]
    access_note: str
    involves_partner: bool
    for_unsure: bool
    weighs_up: bool
    suits: Suits
    guidance: Guidance
    exercises: tuple[Exercise, ...]

    @property
    def minutes(self) -> int:
        """Return how long all its exercises take together."""
        return sum(exercise.minutes for exercise in self.exercises)

    def find(self, exercise_id: str) -> Exercise | None:
        """Return the exercise with this id, or None."""
        return next((exercise for exercise in self.exercises if exercise.id == exercise_id), None)

    def said_to_person(self) -> Iterator[str]:
        """Yield every text that the person reads or hears."""
        yield from (self.title, self.for_what, self.ready)
        for exercise in self.exercises:
            yield from (exercise.title, *exercise.say, *exercise.do, *exercise.example, exercise.practise)
            yield exercise.card_title
            for each in exercise.fields:
                if each.voice is Voice.PERSON:
                    yield from (each.label, each.hint, *each.columns, *each.rows, each.low, each.high)
                    yield from (text for option in each.options for text in (option.says, option.stops))

    def said_to_practitioner(self) -> Iterator[str]:
        """Yield every text that is for the practitioner alone."""
        guidance = self.guidance
        yield from (guidance.purpose, *guidance.model, *guidance.watch, *guidance.traps, *guidance.not_when)
        yield self.access_note
        for exercise in self.exercises:
            yield exercise.tip
            yield from (each.label for each in exercise.fields if each.voice is Voice.PRACTITIONER)
