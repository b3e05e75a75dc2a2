"""What is asked about holding something apart."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from alongside.casework.held_apart.marking import Place
from alongside.casework.held_apart.queries import HeldThing
from alongside.domain.held_apart import Answer, CameBy, Ground, Purpose, Told
from alongside.pages.layout.dates import DateInputField
from alongside.pages.layout.when import long_date

MOST = 2_000
TOLD_ELSEWHERE = tuple(way for way in CameBy if way is not CameBy.OWN_SIDE)


def words_field(label: str, missing: str) -> forms.CharField:
    """Return a field for some sentences."""
    field = forms.CharField(
        label=label, max_length=MOST, widget=forms.Textarea,
        error_messages={"required": missing, "max_length": f"Use {MOST:,} letters or fewer"},
    )  # fmt: skip
    field.widget.attrs.pop("maxlength", None)
    return field


class AskForm(forms.Form):
    """What the person asks, as somebody writes it down for them."""

    ground = forms.TypedChoiceField(
        label="Why do they ask?", coerce=Ground, widget=forms.RadioSelect,
        choices=[(ground.value, ground.label) for ground in Ground],
        error_messages={"required": "Choose why they ask"},
    )  # fmt: skip
    words = words_field("What it is about", "Write what it is about, in their words where you can")
    came_by = forms.TypedChoiceField(
        label="How did they ask?", coerce=CameBy, widget=forms.RadioSelect,
        choices=[(way.value, way.label) for way in TOLD_ELSEWHERE],
        error_messages={"required": "Choose how they asked"},
    )  # fmt: skip


class DecideForm(forms.Form):
    """Whether something is held apart, what, and what the person reads."""

    answer = forms.TypedChoiceField(
        label="What is the answer?", coerce=Answer, widget=forms.RadioSelect,
        choices=[(answer.value, answer.label) for answer in Answer],
        error_messages={"required": "Choose whether it is held apart"},
    )  # fmt: skip
    chosen = forms.MultipleChoiceField(
        label="What is held apart", required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "One of these is not there any more. Choose again"},
    )  # fmt: skip
    words = words_field("Why", "Write why. They read it")

    def offer(self, things: Sequence[HeldThing]) -> None:
        """Let these be chosen."""
        self.fields["chosen"].choices = [(_value(thing.place), say_thing(thing)) for thing in things]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("answer") is Answer.HELD and not cleaned.get("chosen") and "chosen" not in self.errors:
            self.add_error("chosen", "Choose what is held apart")
        return cleaned

    def places(self) -> list[Place]:
        """Return what was chosen, nothing for a refusal."""
        if self.cleaned_data["answer"] is Answer.REFUSED:
            return []
        pairs = (value.split(":", 1) for value in self.cleaned_data["chosen"])
        return [(source, UUID(row)) for source, row in pairs]


class LiftForm(forms.Form):
    """How and when the person was told, and why it ends."""

    told_how = forms.TypedChoiceField(
        label="How were they told?", coerce=Told, widget=forms.RadioSelect,
        choices=[(told.value, told.label) for told in Told],
        error_messages={"required": "Choose how they were told. Tell them before you lift it"},
    )  # fmt: skip
    told_on = DateInputField(label="When were they told?", missing="Enter the day on which they were told")
    because = words_field("Why it ends", "Write why it ends. They read it")


class OpenForm(forms.Form):
    """What for, and why, a thing that is held apart is opened."""

    purpose = forms.TypedChoiceField(
        label="What do you open it for?", coerce=Purpose, widget=forms.RadioSelect,
        choices=[(purpose.value, purpose.label) for purpose in Purpose],
        error_messages={"required": "Choose what you open it for"},
    )  # fmt: skip
    reason = words_field("The reason", "Write the reason. It is kept with your name")


def say_thing(thing: HeldThing) -> str:
    """Return what a thing is and its day."""
    day = f", {long_date(thing.day)}" if thing.day else ""
    held = " (held apart already)" if thing.is_held else ""
    return f"{thing.label}{day}{held}"


def _value(place: Place) -> str:
    return f"{place[0]}:{place[1]}"
