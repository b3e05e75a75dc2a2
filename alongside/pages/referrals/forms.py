"""What is asked about a referral."""

from collections.abc import Iterable

from django import forms

from alongside.domain.assessment import Area
from alongside.domain.referrals import Step
from alongside.pages.layout.dates import DateInputField

LONGEST = 1000
TOO_LONG = f"Write {LONGEST} characters or fewer. Everything you wrote is still here"


class AgreeForm(forms.Form):
    """A need that somebody else is asked to meet."""

    need = forms.CharField(
        label="What is it for?",
        widget=forms.Textarea,
        max_length=LONGEST,
        error_messages={"required": "Write what it is for", "max_length": TOO_LONG},
    )
    area = forms.ChoiceField(
        label="Which area of life is it about?",
        choices=[("", "Choose one"), *((area.value, area.heading) for area in Area)],
        error_messages={"required": "Choose an area", "invalid_choice": "Choose an area"},
    )
    to = forms.CharField(
        label="Who is asked?",
        max_length=120,
        error_messages={"required": "Write which service is asked", "max_length": "Write 120 characters or fewer"},
    )
    on = DateInputField(label="When did you both agree on it?", missing="Enter the day you both agreed")


class StepForm(forms.Form):
    """What happened next."""

    step = forms.ChoiceField(
        label="What happened?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happened", "invalid_choice": "Choose what happened"},
    )
    on = DateInputField(label="On which day?", missing="Enter the day")
    words = forms.CharField(
        label="What came back, or why?",
        required=False,
        widget=forms.Textarea,
        max_length=LONGEST,
        error_messages={"max_length": TOO_LONG},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def offer(self, steps: Iterable[Step]) -> "StepForm":
        """Offer the steps that may come now."""
        field = self.fields["step"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(step.value, step.label) for step in steps]
        return self
