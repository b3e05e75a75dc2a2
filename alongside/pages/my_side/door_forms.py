"""What is typed at the door. Every message comes from the catalogue of the person's language, and no PIN is shown again."""

from collections.abc import Mapping
from typing import Any

from django import forms

from alongside.domain.my_side import read_code

# Browsers keep nothing that is typed here for next time, and offer nothing: somebody else may use the device next.
KEPT_BY_NOBODY = {"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"}


class PinInput(forms.TextInput):
    """A text box whose page never repeats what was typed in it."""

    def format_value(self, value: object) -> None:
        """Return nothing, whatever was typed."""
        return None


def _pin(words: Mapping[str, str], label: str, missing: str) -> forms.CharField:
    field = forms.CharField(label=words[label], max_length=40, widget=PinInput(attrs=KEPT_BY_NOBODY))
    field.error_messages.update(required=words[missing], max_length=words[missing])
    return field


def _digits(typed: str) -> str:
    """Leave out the gaps that some people and some keyboards put between numbers."""
    return "".join(sign for sign in typed if not sign.isspace() and sign != "-")


class OpenForm(forms.Form):
    """The PIN, and the code typed on the page before, which is carried along and looked at only together with the PIN."""

    def __init__(self, *args: Any, words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words
        self.fields["pin"] = _pin(words, "title", "enter_pin")

    def clean_pin(self) -> str:
        return _digits(self.cleaned_data["pin"])

    def say(self, word: str) -> None:
        """Say at the field that it did not open."""
        self.add_error("pin", self.words[word])


class CodeForm(forms.Form):
    """The code of a printed card, as somebody types it."""

    def __init__(self, *args: Any, words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wrong = words["wrong"]
        attrs = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        field = forms.CharField(label=words["title"], max_length=40, widget=forms.TextInput(attrs=attrs))
        field.error_messages.update(required=words["wrong"], max_length=words["wrong"])
        self.fields["code"] = field

    def clean_code(self) -> str:
        code = read_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(self.wrong)
        return code


class ChoosePinForm(forms.Form):
    """A new PIN, typed twice."""

    def __init__(self, *args: Any, words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words
        self.fields["pin"] = _pin(words, "label", "not_six_digits")
        self.fields["again"] = _pin(words, "again", "enter_again")

    def clean_pin(self) -> str:
        return _digits(self.cleaned_data["pin"])

    def clean_again(self) -> str:
        again = _digits(self.cleaned_data["again"])
        if "pin" in self.cleaned_data and again != self.cleaned_data["pin"]:
            raise forms.ValidationError(self.words["different"])
        return again

    def refuse(self, problem: str) -> None:
        """Say at the field why this PIN is not taken."""
        self.add_error("pin", self.words[problem])
