"""Finding somebody by exactly their name and date of birth, where nothing less may find anybody."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from alongside.pages.layout.dates import DateInputField


class ExactPersonForm(forms.Form):
    """An exact name and date of birth."""

    given_names = forms.CharField(
        label="Given names", max_length=100, error_messages={"required": "Enter their given names"}
    )
    family_name = forms.CharField(
        label="Family name", max_length=100, error_messages={"required": "Enter their family name"}
    )
    born_on = DateInputField(label="Date of birth", missing="Enter their date of birth")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_born_on(self) -> date:
        """Refuse a day that has not come yet."""
        born_on: date = self.cleaned_data["born_on"]
        if born_on > self.today:
            raise ValidationError("The date of birth must be in the past")
        return born_on
