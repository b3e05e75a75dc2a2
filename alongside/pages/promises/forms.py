"""What is typed about a promise."""

from typing import Any

from django import forms

from alongside.domain.promises import Outcome, Side
from alongside.pages.layout.dates import DateInputField

LONGEST = 500
PASSED = "That day has passed. Choose today or a later day"
TOO_FAR = "This is more than two years away. Check the year"


def words_field(label: str, required: str) -> forms.CharField:
    """Return a box for a sentence or two."""
    messages = {"required": required, "max_length": f"Write {LONGEST} characters or fewer"}
    return forms.CharField(label=label, widget=forms.Textarea, max_length=LONGEST, error_messages=messages)


class PromiseForm(forms.Form):
    """A new promise of one side."""

    side = forms.ChoiceField(
        label="Who promises it?",
        widget=forms.RadioSelect,
        choices=[(side.value, side.value) for side in Side],
        error_messages={"required": "Say who promises it"},
    )
    words = words_field("What will they do?", "Write what was promised")
    due_on = DateInputField(label="By which day?", required=False)

    def name_sides(self, *, person: str, practitioner: str) -> None:
        """Say whose side is whose, by name."""
        field = self.fields["side"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(Side.PERSON.value, person), (Side.PRACTITIONER.value, practitioner)]


class AddForm(PromiseForm):
    """A new promise with the session it was made in, if it was in one."""

    session = forms.UUIDField(required=False, widget=forms.HiddenInput)


class DateForm(forms.Form):
    """Another day, with a word why."""

    due_on = DateInputField(label="The new day", missing="Enter the new day")
    words = words_field("Why another day?", "Write why it is another day")


class WordForm(forms.Form):
    """A word about a promise."""

    words = words_field("A word about it", "Write a word about it")


class CorrectForm(forms.Form):
    """Better words for a promise."""

    words = words_field("The right words", "Write what was promised")


class ReopenForm(forms.Form):
    """Why a settled promise is open again."""

    words = words_field("Why is it open again?", "Write why it is open again")


class LetGoForm(forms.Form):
    """A word to the person about a promise that nobody is there to keep."""

    words = words_field("Your word about it", "Write a word about it. They will read it")


class SettleForm(forms.Form):
    """What became of a promise, in one tap."""

    outcome = forms.ChoiceField(choices=[(outcome.value, outcome.value) for outcome in Outcome])


class BackForm(forms.Form):
    """Where a tap came from."""

    session = forms.UUIDField(required=False)
    back = forms.CharField(required=False, max_length=20)

    def cleaned(self) -> dict[str, Any]:
        """Return what was said, with nothing for what makes no sense."""
        self.is_valid()
        return self.cleaned_data
