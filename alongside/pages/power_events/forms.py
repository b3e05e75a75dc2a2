"""What is typed about a use of authority."""

from typing import Any

from django import forms

from alongside.casework.power_events.operations import Explanation
from alongside.domain.power_events import Outcome
from alongside.domain.strains import PowerEventKind
from alongside.pages.layout.dates import DateInputField


class PowerEventForm(forms.Form):
    """A use of authority."""

    kind = forms.ChoiceField(
        label="What happened?",
        widget=forms.RadioSelect,
        choices=[(kind.value, kind.label) for kind in PowerEventKind],
        error_messages={"required": "Say what happened"},
    )
    on = DateInputField(label="When?", missing="Enter the day it happened")
    line = forms.CharField(label="In one line", max_length=300, required=False)
    replaces = forms.UUIDField(required=False, widget=forms.HiddenInput)


class ExplanationForm(forms.Form):
    """How it was explained. Everything may be filled in later, but words need their day."""

    on = DateInputField(label="When was it explained?", required=False)
    words = forms.CharField(label="In which words?", widget=forms.Textarea, required=False, max_length=4000)
    challenge = forms.CharField(
        label="How can it be challenged?", widget=forms.Textarea, required=False, max_length=4000
    )
    contact_from = DateInputField(label="From when can you meet again?", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("words") and not cleaned.get("on") and "on" not in self.errors:
            self.add_error("on", "Enter the day on which it was explained")
        return cleaned

    def explanation(self) -> Explanation:
        """Return what was typed."""
        data = self.cleaned_data
        return Explanation(data["on"], data["words"], data["challenge"], data["contact_from"])


class ConversationForm(forms.Form):
    """What became of the offer to talk about it."""

    outcome = forms.ChoiceField(
        label="What became of it?",
        widget=forms.RadioSelect,
        choices=[(outcome.value, outcome.label) for outcome in Outcome],
        error_messages={"required": "Say what became of it"},
    )
    on = DateInputField(label="Which day?", required=False)
    words = forms.CharField(label="A line about it", widget=forms.Textarea, required=False, max_length=4000)


class AfterForm(forms.Form):
    """The missed session whose page led here, so that there is a way back."""

    absence = forms.UUIDField(required=False)
