"""What is asked when a case is handed on, or somebody stands in."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from alongside.casework.relationships.covering import CoverDates
from alongside.casework.relationships.covers import Colleague
from alongside.casework.relationships.errors import (
    AlreadyPlanned,
    CannotBeArranged,
    CannotTakeThis,
    SameWorker,
    WrongDates,
)
from alongside.pages.layout.choices import set_choices
from alongside.pages.layout.dates import DateInputField

NO_CHOICE = ("", "Choose a name")


def colleague_choices(colleagues: Iterable[Colleague]) -> list[tuple[str, str]]:
    """Return the options of a list of colleagues, each with their team, because two may have one name."""
    named = [(str(c.user_id), f"{c.name}, {c.team}" if c.team else c.name) for c in colleagues]
    return [NO_CHOICE, *named]


def choose(label: str, missing: str) -> forms.ChoiceField:
    """Return a list of names. What is not on it is answered as nothing chosen."""
    return forms.ChoiceField(label=label, error_messages={"required": missing, "invalid_choice": missing})


def reason_field(label: str, *, missing: str = "") -> forms.CharField:
    """Return a field for a reason of at most 500 letters."""
    messages = {"required": missing, "max_length": "Write the reason in 500 characters or fewer"}
    return forms.CharField(
        label=label, required=bool(missing), max_length=500, widget=forms.Textarea, error_messages=messages
    )


class ArrangingForm(forms.Form):
    """A form whose refusals by casework are said at a field."""

    sayings: ClassVar[dict[type[CannotBeArranged], tuple[str | None, str]]] = {}

    def say(self, refusal: CannotBeArranged) -> None:
        """Say at the right field why it could not be done."""
        field, sentence = self.sayings[type(refusal)]
        self.add_error(field, sentence)


class MoveForm(ArrangingForm):
    """Who takes over, from when and why."""

    to = choose("Who takes over", "Choose who takes over")
    on = DateInputField(label="Their first day", missing="Enter their first day")
    reason = reason_field("Why the practitioner changes", missing="Write why the practitioner changes")
    sayings: ClassVar = {
        CannotTakeThis: ("to", "Choose who takes over"),
        SameWorker: ("to", "They work with this person already. Choose somebody else"),
        WrongDates: ("on", "Their first day is today or in the next 90 days"),
        AlreadyPlanned: (None, "A change of practitioner is planned already. Call it off first"),
    }

    def __init__(self, *args: Any, colleagues: Iterable[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "to", colleague_choices(colleagues))


class CoWorkerForm(ArrangingForm):
    """Who works with the person too, from when, until when and why."""

    practitioner = choose("Who will work with them too", "Choose who will work with them too")
    on = DateInputField(label="Their first day", missing="Enter their first day")
    until = DateInputField(label="Their last day", required=False)
    reason = reason_field("Why")
    sayings: ClassVar = {
        CannotTakeThis: ("practitioner", "Choose who will work with them too"),
        SameWorker: ("practitioner", "They work with this person already. Choose somebody else"),
        WrongDates: ("on", "Their first day is today or in the next 90 days"),
    }

    def __init__(self, *args: Any, colleagues: Iterable[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "practitioner", colleague_choices(colleagues))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        check_order(cleaned.get("on"), cleaned.get("until"), self, "until", "The last day cannot be before the first")
        return cleaned


class CoverPersonForm(ArrangingForm):
    """Who stands in, from when and until when."""

    covering = choose("Who stands in", "Choose who stands in")
    starts_on = DateInputField(label="First day", missing="Enter the first day")
    ends_on = DateInputField(label="Last day", missing="Enter the last day")
    sayings: ClassVar = {
        CannotTakeThis: ("covering", "Choose who stands in"),
        SameWorker: ("covering", "Nobody can stand in for themselves. Choose somebody else"),
        WrongDates: ("starts_on", "Cover begins today or in the next 90 days, and lasts three months at most"),
    }

    def __init__(self, *args: Any, colleagues: Iterable[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "covering", colleague_choices(colleagues))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        said = "The last day cannot be before the first"
        check_order(cleaned.get("starts_on"), cleaned.get("ends_on"), self, "ends_on", said)
        return cleaned

    def dates(self) -> CoverDates:
        """Return the days that were typed."""
        return CoverDates(self.cleaned_data["starts_on"], self.cleaned_data["ends_on"])


class CoverForm(CoverPersonForm):
    """Who is away, who stands in, from when and until when."""

    practitioner = choose("Who is away", "Choose who is away")
    field_order = ["practitioner", "covering", "starts_on", "ends_on"]

    def __init__(self, *args: Any, away: Sequence[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "practitioner", colleague_choices(away))
        if len(away) == 1:
            self.initial.setdefault("practitioner", str(away[0].user_id))


def chosen(form: forms.Form, name: str) -> UUID:
    """Return the id of the colleague that was chosen."""
    return UUID(form.cleaned_data[name])


def check_order(first: date | None, last: date | None, form: forms.Form, field: str, sentence: str) -> None:
    """Say at the field that the last day lies before the first."""
    if first and last and last < first:
        form.add_error(field, ValidationError(sentence))
