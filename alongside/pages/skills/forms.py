"""What is asked about a skill, beside its exercises."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import forms

from alongside.domain.assessment import Voice
from alongside.domain.skills import CannotLog, CannotMove, Module, Move, Practice, Stage, Sureness
from alongside.pages.layout.dates import DateInputField

NUMBERS = [("", "Choose a number"), *((str(number), str(number)) for number in range(11))]
TOO_LONG = "Write 1000 characters or fewer. Everything you wrote is still here"


def _words(label: str, missing: str = "") -> forms.CharField:
    messages = {"required": missing, "max_length": TOO_LONG}
    return forms.CharField(
        label=label, required=bool(missing), max_length=1000, widget=forms.Textarea, error_messages=messages
    )


def _number(label: str, missing: str = "") -> forms.TypedChoiceField:
    messages = {"required": missing, "invalid_choice": missing or "Choose a number from 0 to 10"}
    return forms.TypedChoiceField(
        label=label, choices=NUMBERS, required=bool(missing), coerce=int, empty_value=None, error_messages=messages
    )


class StageForm(forms.Form):
    """A stage that was reached, in whose words."""

    stage = forms.ChoiceField(
        label="What happened?",
        widget=forms.RadioSelect,
        choices=[(str(int(stage)), stage.label) for stage in Stage],
        error_messages={"required": "Choose what happened"},
    )
    voice = forms.ChoiceField(
        label="Who says so?",
        widget=forms.RadioSelect,
        error_messages={"required": "Say who says so"},
    )
    words = _words("The feedback, or what happened")
    useful = _number("If it is useful, how much?")
    on = DateInputField(label="On which day?", missing="Enter the day")

    def offer(self, person: str) -> "StageForm":
        """Offer the person by their name."""
        field = self.fields["voice"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(Voice.PERSON.value, person), (Voice.PRACTITIONER.value, "I do")]
        return self

    def as_move(self) -> Move:
        """Return what was said. Call it when the form is valid."""
        said = self.cleaned_data
        useful = said["useful"]
        return Move(Stage(int(said["stage"])), said["on"], Voice(said["voice"]), said["words"].strip(), useful)


class SureForm(forms.Form):
    """How sure the person is."""

    sure = _number("How sure, from 0 to 10?", "Choose a number from 0 to 10")
    sure_words = _words("What makes them say so?")

    def as_said(self, on: date) -> Sureness:
        """Return what was said. Call it when the form is valid."""
        return Sureness(on, self.cleaned_data["sure"], self.cleaned_data["sure_words"].strip())


class PracticeForm(forms.Form):
    """One time the person tried it. sent is made with the page, so that what is sent twice is there once."""

    sent = forms.UUIDField(widget=forms.HiddenInput)
    exercise = forms.ChoiceField(label="What was tried?", error_messages={"invalid_choice": "Choose what was tried"})
    how = _number("How did it go, from 0 to 10?", "Choose a number from 0 to 10")
    line = forms.CharField(label="One line about it", required=False)
    tried_on = DateInputField(label="When was that?", missing="Enter the day")

    def offer(self, module: Module | None) -> "PracticeForm":
        """Offer the exercises of the module."""
        field = self.fields["exercise"]
        if isinstance(field, forms.ChoiceField) and module:
            field.choices = [(one.id, one.title) for one in module.exercises]
        return self

    def as_practice(self, module_id: str, at: datetime) -> Practice:
        """Return what was said. Call it when the form is valid."""
        said = self.cleaned_data
        return Practice(said["sent"], module_id, said["exercise"], said["tried_on"], at, said["how"], said["line"])


def new_practice(today: date) -> dict[str, Any]:
    """Return what the form about practice shows at first."""
    return {"sent": uuid4(), "tried_on": today}


class AsideForm(forms.Form):
    """Why a skill is put aside."""

    because = _words("Why, in a few words", "Write why, in a few words")


PLACES = {"words": "line", "on": "tried_on"}


def is_done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do something and return True, or say at its place on the form why it was refused and return False."""
    try:
        act()
    except CannotMove as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    except CannotLog as refusal:
        form.add_error(PLACES.get(refusal.field, refusal.field), str(refusal))
        return False
    return True
