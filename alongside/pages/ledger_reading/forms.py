"""For which purpose the ledger is read, about whom, and between which days."""

from typing import Any
from uuid import UUID

from django import forms

from alongside.casework.ledger_reading.operations import Asked
from alongside.domain.ledger_reading import Purpose, WrongSpan, check_span
from alongside.pages.layout.choices import set_choices
from alongside.pages.layout.dates import DateInputField

ABOUT = [("person", "One person’s record"), ("member", "One member of staff")]


class ReadingForm(forms.Form):
    """The purpose comes first. Only the fields of what it is about are needed."""

    purpose = forms.ChoiceField(
        label="Why you read the ledger",
        widget=forms.RadioSelect,
        choices=[(purpose.value, purpose.label) for purpose in Purpose],
        error_messages={"required": "Choose why", "invalid_choice": "Choose why"},
    )
    words = forms.CharField(
        label="What you need to find out",
        max_length=1_000,
        widget=forms.Textarea,
        error_messages={"required": "Write what you need to find out", "max_length": "Use 1,000 letters or fewer"},
    )
    about = forms.ChoiceField(
        label="What it is about",
        widget=forms.RadioSelect,
        choices=ABOUT,
        error_messages={"required": "Choose what it is about", "invalid_choice": "Choose what it is about"},
    )
    given_names = forms.CharField(label="Given names", max_length=100, required=False)
    family_name = forms.CharField(label="Family name", max_length=100, required=False)
    born_on = DateInputField(label="Date of birth", required=False)
    member = forms.ChoiceField(label="Member of staff", required=False)
    first = DateInputField(label="First day", missing="Enter the first day")
    last = DateInputField(label="Last day", missing="Enter the last day")

    def __init__(self, *args: Any, staff: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].widget.attrs.pop("maxlength", None)
        set_choices(self, "member", [("", "Choose a name"), *((str(user_id), name) for user_id, name in staff)])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("about") == "person" and not all(
            cleaned.get(name) for name in ("given_names", "family_name", "born_on")
        ):
            self.add_error("given_names", "Enter their exact name and date of birth")
        if cleaned.get("about") == "member" and not cleaned.get("member"):
            self.add_error("member", "Choose a member of staff")
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last:
            try:
                check_span(first, last)
            except WrongSpan:
                self.add_error("last", "The last day is the first or later, and at most 92 days after it")
        return cleaned

    def asked(self) -> Asked:
        """Return the purpose and the days."""
        typed = self.cleaned_data
        return Asked(Purpose(typed["purpose"]), typed["words"], typed["first"], typed["last"])
