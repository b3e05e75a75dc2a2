"""The answer to a request for a correction."""

from typing import Any

from django import forms

CHANGED, NOT_CHANGED = "changed", "not_changed"


class AnswerForm(forms.Form):
    """Whether it was put right, and the sentence that the person reads."""

    outcome = forms.ChoiceField(
        label="What is the answer?",
        choices=[(CHANGED, "It is put right"), (NOT_CHANGED, "It stays as it is")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is put right or stays as it is"},
    )
    words = forms.CharField(
        label="Say it to the person",
        max_length=2_000,
        widget=forms.Textarea,
        error_messages={
            "required": "Say what was put right, or why it stays as it is",
            "max_length": "Use 2,000 letters or fewer",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].widget.attrs.pop("maxlength", None)
