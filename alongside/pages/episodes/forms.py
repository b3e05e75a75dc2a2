"""What is asked about a strain."""

from django import forms

from alongside.casework.episodes.operations import Outcome
from alongside.domain.strains import Help
from alongside.pages.layout.dates import DateInputField

HELP_WORDS = {
    Help.HELPED: "It helped",
    Help.HELPED_A_BIT: "It helped a bit",
    Help.NOT_REALLY: "Not really",
    Help.WORSE: "It made it worse",
}
OUTCOME_WORDS = {Outcome.REPAIRED: "Repaired", Outcome.PARTLY: "Partly", Outcome.OPEN: "Still open"}
LINE, WORDS = 300, 2000


def _too_long(limit: int) -> dict[str, str]:
    return {"max_length": f"Write it in {limit} characters or fewer"}


class NameForm(forms.Form):
    """A strain in one line."""

    words = forms.CharField(
        label="What happened, in a line",
        widget=forms.Textarea,
        max_length=LINE,
        error_messages={"required": "Write a line about what happened", **_too_long(LINE)},
    )


class StepForm(forms.Form):
    """Something that was done about a strain: the day and, if there are any, words."""

    happened_on = DateInputField(label="When", missing="Enter the day")
    words = forms.CharField(widget=forms.Textarea, required=False, max_length=WORDS, error_messages=_too_long(WORDS))


class HelpForm(forms.Form):
    """The practitioner's own *did that help?*"""

    answer = forms.ChoiceField(
        label="Did that help?",
        widget=forms.RadioSelect,
        choices=[(answer.value, words) for answer, words in HELP_WORDS.items()],
        error_messages={"required": "Choose the answer that is nearest, or come back to it later"},
    )


class CloseForm(forms.Form):
    """How a strain is left."""

    outcome = forms.ChoiceField(
        label="How do you leave it?",
        widget=forms.RadioSelect,
        choices=[(outcome.value, words) for outcome, words in OUTCOME_WORDS.items()],
        error_messages={"required": "Choose how you leave it"},
    )


class ShareForm(forms.Form):
    """The declaration that the person was told who will see it."""

    told = forms.BooleanField(required=False)
