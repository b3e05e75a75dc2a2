"""What is asked at the end of working together, and where on a form each refusal is said."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from alongside.domain import endings as ends
from alongside.domain.endings import LONGEST, LONGEST_LETTER, PAIRS, SHORT, Ending, Held, Reason, Step
from alongside.pages.layout.dates import DateInputField
from alongside.pages.plan.forms import Choice, Places, Words

FUTURE = "That day has not come yet. Enter today or an earlier day"
OVER = "It has ended meanwhile. What you wrote is still here. It can be taken up again on the page of the ending"
DOORS = [("open", "The door is open"), ("closed", "The door is closed")]
DOOR_MISSING = "Say whether the door is open or closed"
SENTENCE_MISSING = "Write one sentence about it that is true"


def number() -> forms.IntegerField:
    """Return a hidden field for the version that was on the screen."""
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class BeginForm(forms.Form):
    """When the last day is, if one is known."""

    places: Places = {ends.HasEnded: ("last_day", OVER)}
    seen = number()
    last_day = DateInputField(label="What is the last day, if it is known?", required=False)


class StepForm(forms.Form):
    """What is written in one step."""

    seen = number()

    def __init__(self, *args: Any, step: Step, **options: Any) -> None:
        super().__init__(*args, **options)
        self.step = step
        first = step.fields[0].key
        self.places: Places = {
            ends.NeedsWords: (first, "Write something, or leave the step out with a reason"),
            ends.HasEnded: (first, OVER),
        }
        for one in step.fields:
            self.fields[one.key] = Words(label=one.label, longest=LONGEST)

    @property
    def asked(self) -> list[tuple[forms.BoundField, str]]:
        """Return each field with its hint, in the order they are asked."""
        return [(self[one.key], one.hint) for one in self.step.fields]

    @property
    def are_pairs(self) -> bool:
        """Return whether the fields come two by two, to stand beside each other."""
        return self.step in PAIRS

    def as_words(self) -> Mapping[str, str]:
        """Return what was written. Call it when the form is valid."""
        return {one.key: self.cleaned_data[one.key] for one in self.step.fields}


class SkipForm(forms.Form):
    """Why a step is left out."""

    places: Places = {
        ends.NeedsWords: ("because", "Write why it is left out"),
        ends.HasEnded: ("because", OVER),
        ends.LetterGiven: ("because", "The letter has been given meanwhile"),
    }
    because = Words("Write why it is left out", label="Why is it left out?", longest=LONGEST)


class GoodbyeForm(forms.Form):
    """On which day goodbye is said, and whether it was."""

    places: Places = {
        ends.InTheFuture: ("on", FUTURE),
        ends.NeedsWords: ("words", "Write why it did not come about"),
        ends.HasEnded: ("on", OVER),
    }
    seen = number()
    on = DateInputField(label="On which day?", missing="Enter the day")
    held = Choice("Say whether it was held", [(one.value, one.label) for one in Held], label="Was it held?")
    words = Words(label="In a few words", longest=LONGEST)


class LetterForm(forms.Form):
    """The draft of the letter."""

    places: Places = {ends.LetterGiven: ("text", "The letter has been given meanwhile. What you wrote is still here")}
    seen = number()
    text = Words(label="Your letter", longest=LONGEST_LETTER)


class GiveForm(forms.Form):
    """On which day and how the person got the letter."""

    places: Places = {
        ends.InTheFuture: ("on", FUTURE),
        ends.NeedsWords: ("how", "Write how they got it"),
        ends.LetterGiven: ("on", "It has been given already"),
    }
    seen = number()
    on = DateInputField(label="On which day did they get it?", missing="Enter the day")
    how = forms.CharField(
        label="How?",
        max_length=SHORT,
        error_messages={"required": "Write how they got it", "max_length": f"Write {SHORT} characters or fewer"},
    )


class BesideForm(forms.Form):
    """What is put beside a letter that was given."""

    places: Places = {ends.NeedsWords: ("words", "Write what is to stand beside it")}
    words = Words("Write what is to stand beside it", label="What should stand beside the letter?", longest=LONGEST)


class DoorForm(forms.Form):
    """Whether and how the person can come back."""

    places: Places = {ends.NeedsWords: ("words", SENTENCE_MISSING)}
    seen = number()
    door = Choice(DOOR_MISSING, DOORS, label="Can they come back?")
    words = Words(SENTENCE_MISSING, label="How, or why not, in words they can hold you to", longest=LONGEST)


class EndForm(forms.Form):
    """The day on which it ended as planned."""

    places: Places = {
        ends.InTheFuture: ("on", FUTURE),
        ends.HasEnded: ("on", OVER),
        ends.NeedsDoor: ("on", "Say first whether the person can come back"),
        ends.StepsLeft: ("on", "A step is neither done nor left out. Go back to the ending and look at it"),
    }
    on = DateInputField(label="On which day did it end?", missing="Enter the day")


class EarlyForm(forms.Form):
    """How an ending came about that nobody had planned so."""

    places: Places = {
        ends.InTheFuture: ("on", FUTURE),
        ends.HasEnded: ("on", OVER),
        ends.NeedsWords: ("words", "Write what was missed"),
    }
    on = DateInputField(label="On which day did it end?", missing="Enter the day")
    reason = Choice("Choose what happened", [(one.value, one.label) for one in Reason], label="What happened?")
    words = Words("Write what was missed", label="What was missed?", longest=LONGEST)
    door = Choice(DOOR_MISSING, DOORS, label="Can they come back?", required=False)
    door_words = Words(label="How, or why not, in words they can hold you to", longest=LONGEST)

    def clean(self) -> dict[str, Any]:
        """Ask for the door of everybody but somebody who died."""
        said = super().clean() or {}
        if said.get("reason") != Reason.DIED.value:
            for name, missing in (("door", DOOR_MISSING), ("door_words", SENTENCE_MISSING)):
                if name not in self.errors and not said.get(name, "").strip():
                    self.add_error(name, missing)
        return said


def initial_step(ending: Ending, step: Step, suggested: Mapping[str, str], *, seen: int) -> dict[str, Any]:
    """Return what the form of a step shows at first: what was written, or what was said elsewhere while nothing was."""
    written = ending.written(step)
    return {"seen": seen} | dict(written.words if written.has_words else suggested)


def initial_goodbye(ending: Ending, *, seen: int, today: date) -> dict[str, Any]:
    """Return what the form about the goodbye shows at first."""
    there = ending.goodbye
    if there is None:
        return {"seen": seen, "on": ending.planned_on or today, "held": Held.NOT_YET.value}
    return {"seen": seen, "on": there.on, "held": there.held.value, "words": there.words}


def initial_door(ending: Ending, *, seen: int) -> dict[str, Any]:
    """Return what the form about the door shows at first. Nothing is chosen before somebody chose."""
    if ending.door is None:
        return {"seen": seen}
    return {"seen": seen, "door": "open" if ending.door.is_open else "closed", "words": ending.door.words}
