"""Whom somebody looks for, why their record is opened, and what a review found."""

from typing import Any

from django import forms

from alongside.casework.break_glass.operations import Whom
from alongside.domain.break_glass import Reason
from alongside.pages.layout.exact_person import ExactPersonForm

AGAIN = "You signed in more than five minutes ago. Sign in again first, then press the button once more"


class WhomForm(ExactPersonForm):
    """An exact name and date of birth: nothing less finds anybody."""

    def whom(self) -> Whom:
        """Return who is meant."""
        return Whom(self.cleaned_data["given_names"], self.cleaned_data["family_name"], self.cleaned_data["born_on"])


class WhyForm(forms.Form):
    """Why the record cannot wait."""

    reason = forms.ChoiceField(
        label="What is happening",
        widget=forms.RadioSelect,
        choices=[(reason.value, reason.label) for reason in Reason],
        error_messages={"required": "Choose what is happening", "invalid_choice": "Choose what is happening"},
    )
    words = forms.CharField(
        label="Why it cannot wait, and what you need to know",
        max_length=1_000,
        widget=forms.Textarea,
        error_messages={"required": "Write why it cannot wait", "max_length": "Use 1,000 letters or fewer"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].widget.attrs.pop("maxlength", None)


class OutcomeForm(forms.Form):
    """What a review found."""

    outcome = forms.CharField(
        label="What you found",
        max_length=2_000,
        widget=forms.Textarea,
        error_messages={"required": "Write what you found", "max_length": "Use 2,000 letters or fewer"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].widget.attrs.pop("maxlength", None)
