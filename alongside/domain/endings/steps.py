"""The steps of an ending: what is asked in each, of whom, and what the person keeps of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Step(StrEnum):
    """One part of ending well. The order is that of the page, and none waits for another."""

    TAKE = "take"
    SIGNS = "signs"
    CALL = "call"
    ON_TRACK = "on_track"
    REVIEW = "review"
    LETTER = "letter"
    GOODBYE = "goodbye"

    @property
    def heading(self) -> str:
        """Return what the step is called."""
        return _TITLES[self].heading

    @property
    def about(self) -> str:
        """Return what it is for, in a sentence."""
        return _TITLES[self].about

    @property
    def fields(self) -> "tuple[Field, ...]":
        """Return what is asked in it; nothing for the letter and the goodbye, which have pages of their own."""
        return _FIELDS.get(self, ())


class _Title(NamedTuple):
    heading: str
    about: str


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked. of_worker: it is the practitioner who answers it, in their own words."""

    key: str
    label: str
    hint: str = ""
    of_worker: bool = False


_TITLES = {
    Step.TAKE: _Title("What I take with me", "What the person can do now, and what helped."),
    Step.SIGNS: _Title("My early signs", "How the person and those around them can tell that it is building up."),
    Step.CALL: _Title("Who I call", "Whom to call when it is hard, and when it is good."),
    Step.ON_TRACK: _Title("Staying on track", "What the person will do when one of the hard moments comes."),
    Step.REVIEW: _Title("Looking back, both ways", "What went well and what was hard, said by both of you."),
    Step.LETTER: _Title("A letter", "What you saw the person do, in your words, to keep."),
    Step.GOODBYE: _Title("Saying goodbye", "A meeting that is only for that, on a day both of you know."),
}
_FIELDS = {
    Step.TAKE: (
        Field("skills", "What I can do now", "Skills that were tried in life and helped. One to a line."),
        Field("helped", "What helped me most", "It may be a person, a place, a habit or a sentence."),
    ),
    Step.SIGNS: (
        Field("mine", "What I notice first", "In the body, in what I do, feel or think."),
        Field("others", "What other people notice", "What would your sister see?"),
    ),
    Step.CALL: (Field("people", "Who I call", "One to a line: who, how to reach them, what for."),),
    Step.ON_TRACK: (
        Field("if_1", "If this happens", "A moment that could come, said so that you would know it."),
        Field("then_1", "Then I will"),
        Field("if_2", "If this happens (second)"),
        Field("then_2", "Then I will (second)"),
        Field("if_3", "If this happens (third)"),
        Field("then_3", "Then I will (third)"),
    ),
    Step.REVIEW: (
        Field("well", "What went well, in the person’s words"),
        Field("well_worker", "What went well, in your words", of_worker=True),
        Field("hard", "What was hard, in the person’s words"),
        Field("hard_worker", "What was hard, in your words", of_worker=True),
        Field("again", "What the person would do differently"),
        Field("again_worker", "What you would do differently", of_worker=True),
    ),
}
# Which words of a step stand beside each other: the person's and the practitioner's, or an if and its then.
PAIRS = {
    Step.REVIEW: (
        ("What went well", "well", "well_worker"),
        ("What was hard", "hard", "hard_worker"),
        ("What each would do differently", "again", "again_worker"),
    ),
    Step.ON_TRACK: (("", "if_1", "then_1"), ("", "if_2", "then_2"), ("", "if_3", "then_3")),
}
