"""By which way reminders come, and that both have seen them."""

from collections.abc import Sequence
from typing import Any

from django import forms

from alongside.casework.messages.queries import Way
from alongside.pages.layout.choices import set_choices

LANGUAGES = [("en", "English"), ("cy", "Welsh")]


class StartForm(forms.Form):
    """Which way, and the word that the person has read what is sent."""

    route = forms.TypedChoiceField(
        label="By which way?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose by which way", "invalid_choice": "Choose by which way"},
    )
    seen = forms.BooleanField(
        label="We read these words together, and the person wants them",
        error_messages={"required": "Read the words together first, then tick this"},
    )

    def __init__(self, *args: Any, ways: Sequence[Way], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = [(str(way.route.id), way.route.value) for way in ways if not way.why_not]
        set_choices(self, "route", there)
        if len(there) == 1:
            self.fields["route"].initial = there[0][0]
