"""An answer, as somebody writes it down."""

from django import forms

from alongside.domain.agreements import Answer, How
from alongside.pages.layout.dates import DateInputField

LONGEST = 1000
ASKED = [(answer.value, answer.label) for answer in (Answer.YES, Answer.NO, Answer.NOT_NOW)]
AGAIN = [*ASKED, (Answer.WITHDRAWN.value, Answer.WITHDRAWN.label)]


class AnswerForm(forms.Form):
    """What was said, in which words it was asked, and until when a yes is meant."""

    answer = forms.ChoiceField(
        label="What did they say?",
        widget=forms.RadioSelect,
        choices=ASKED,
        error_messages={"required": "Choose what they said", "invalid_choice": "Choose what they said"},
    )
    language = forms.ChoiceField(
        label="In which words did you ask?",
        widget=forms.RadioSelect,
        choices=[("en", "The English ones"), ("cy", "The Welsh ones")],
        initial="en",
        error_messages={"required": "Choose the words", "invalid_choice": "Choose the words"},
    )
    how = forms.ChoiceField(
        label="How did they say it?",
        widget=forms.RadioSelect,
        choices=[(how.value, how.label) for how in (How.SPOKEN, How.WRITTEN)],
        initial=How.SPOKEN.value,
        error_messages={"required": "Choose how they said it", "invalid_choice": "Choose how they said it"},
    )
    on = DateInputField(label="On which day?", missing="Enter the day they said it")
    until = DateInputField(label="Until when is a yes meant?", required=False)
    words = forms.CharField(
        label="What they said to it, if anything",
        required=False,
        widget=forms.Textarea,
        max_length=LONGEST,
        error_messages={"max_length": f"Write {LONGEST} characters or fewer. Everything you wrote is still here"},
    )


class AskForm(AnswerForm):
    """The first answer to something. about is left out where there is nobody to name."""

    field_order = ("about",)
    about = forms.CharField(
        max_length=120,
        error_messages={"required": "Write who it is about", "max_length": "Write 120 characters or fewer"},
    )


class AgainForm(AnswerForm):
    """Another answer to what was asked before. seen is the number of the last one on the screen."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def offer_taking_back(self) -> "AgainForm":
        """Offer to take a yes back, where one stands."""
        field = self.fields["answer"]
        if isinstance(field, forms.ChoiceField):
            field.choices = AGAIN
        return self
