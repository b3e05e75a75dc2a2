"""The upload form."""

from collections.abc import Sequence
from typing import Any

from django import forms

from alongside.domain.imports.files import LARGEST_FILE

KIND_WORDS = {
    "workbook": "Everything, in one Excel workbook",
    "people": "People",
    "practitioners": "Practitioners",
    "relationships": "Relationships",
    "sessions": "Sessions",
}
KIND_HINTS = {
    "workbook": "Sheets named people, practitioners, relationships and sessions",
    "people": "One person in each row",
    "practitioners": "Your staff, with their teams and supervisors",
    "relationships": "Who works with whom, and from when",
    "sessions": "Meetings that are planned or were held",
}
TOO_LARGE = f"The file is larger than {LARGEST_FILE // 1024 // 1024} MB. Divide it and upload the parts one by one."


class UploadForm(forms.Form):
    """What the file is about, and the file. Somebody who may import one kind only is not asked for it."""

    kind = forms.ChoiceField(
        label="What is in the file?",
        widget=forms.RadioSelect,
        error_messages={"required": "Say what is in the file", "invalid_choice": "Choose one of the list"},
    )
    file = forms.FileField(
        label="The file",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"empty": "The file is empty. Check that you chose the right one"},
    )

    def __init__(self, *args: Any, kinds: Sequence[str], is_too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_too_large = is_too_large
        kind: Any = self.fields["kind"]
        kind.choices = [(name, KIND_WORDS[name]) for name in kinds]
        if len(kinds) == 1:
            kind.widget = forms.HiddenInput()
            kind.initial = kinds[0]

    def clean_file(self) -> bytes:
        """Return the content of the file."""
        if self.is_too_large:
            raise forms.ValidationError(TOO_LARGE)
        file = self.cleaned_data.get("file")
        if file is None:
            raise forms.ValidationError("Choose a file")
        content: bytes = file.read()
        return content
