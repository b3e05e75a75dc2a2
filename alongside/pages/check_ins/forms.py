"""What is written about what a person said."""

from typing import Any

from django import forms


class AnswerBackForm(forms.Form):
    """One sentence the person will read."""

    words = forms.CharField(
        label="What you did with it",
        max_length=500,
        widget=forms.Textarea,
        error_messages={"required": "Write one sentence about what you did", "max_length": "Use 500 letters or fewer"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].widget.attrs.pop("maxlength", None)
