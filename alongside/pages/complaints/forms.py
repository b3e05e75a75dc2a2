"""The answer to a complaint."""

from typing import Any

from django import forms


class AnswerForm(forms.Form):
    """The words that the person reads."""

    words = forms.CharField(
        label="Your answer",
        max_length=2_000,
        widget=forms.Textarea,
        error_messages={
            "required": "Write what you found and what changes, or leave it for later",
            "max_length": "Use 2,000 letters or fewer",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].widget.attrs.pop("maxlength", None)
