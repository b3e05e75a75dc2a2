"""What is written down when the limits are gone through."""

from django import forms

from alongside.domain.limits import AskedBack
from alongside.domain.speaking import Interpreter, SpokenIn

LONGEST = 2000


class TellingForm(forms.Form):
    """What was said back, who was there, and how the two understood each other."""

    spoken_in = forms.ChoiceField(
        label="In which language?",
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in SpokenIn if one],
        error_messages={"required": "Choose the language you spoke", "invalid_choice": "Choose the language you spoke"},
    )
    interpreter = forms.ChoiceField(
        label="Who interpreted?",
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in Interpreter if one],
        error_messages={"required": "Choose who interpreted", "invalid_choice": "Choose who interpreted"},
    )
    present = forms.CharField(
        label="Who else was there?",
        required=False,
        max_length=200,
        error_messages={"max_length": "Write 200 characters or fewer"},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for asked in AskedBack:
            self.fields[asked.value] = forms.CharField(
                label=asked.question,
                required=False,
                widget=forms.Textarea,
                max_length=LONGEST,
                error_messages={"max_length": f"Write {LONGEST} characters or fewer. What you wrote is still here"},
            )

    @property
    def asked_back(self) -> list[forms.BoundField]:
        """Return the questions in their order."""
        return [self[asked.value] for asked in AskedBack]
