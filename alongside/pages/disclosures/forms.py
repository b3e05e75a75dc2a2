"""What was done about a disclosure."""

from typing import Any

from django import forms


class DoneForm(forms.Form):
    """The words it is closed with."""

    done = forms.CharField(
        label="What was done",
        max_length=4_000,
        widget=forms.Textarea,
        error_messages={
            "required": "Say what was done, or leave it open",
            "max_length": "Use 4,000 letters or fewer",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done"].widget.attrs.pop("maxlength", None)
