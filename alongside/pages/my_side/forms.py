"""What the person chooses. Every message and label comes from the catalogue of their language."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from alongside.access import Audience
from alongside.domain.speaking import SpokenIn
from alongside.domain.strains import Help
from alongside.pages.layout.choices import set_choices

LONGEST = 2_000


ASKED_IN = [
    (SpokenIn.ENGLISH.value, "English"),
    (SpokenIn.WELSH.value, "Welsh"),
    (SpokenIn.OTHER.value, "Another language, with an interpreter"),
]


class HandOverForm(forms.Form):
    """In which language the questions are asked, and who helps. English when nothing is said."""

    language = forms.ChoiceField(
        label="Which language is it in?",
        choices=ASKED_IN,
        required=False,
        initial=SpokenIn.ENGLISH.value,
        widget=forms.RadioSelect,
    )
    interpreter = forms.BooleanField(label="An interpreter is here", required=False)

    @property
    def asked_in(self) -> SpokenIn:
        """Return the language that was chosen."""
        return SpokenIn(self.cleaned_data["language"] or SpokenIn.ENGLISH.value)


class AnswerForm(forms.Form):
    """One number on the scale."""

    answer = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, words: Mapping[str, str], numbers: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_one_of(self, "answer", [(number, number) for number in numbers], words["choose_one"])


class OffForm(forms.Form):
    """A tick, or none."""

    felt_off = forms.BooleanField(required=False)

    def __init__(self, *args: Any, words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["felt_off"].label = words["tick"]


class AudienceForm(forms.Form):
    """Who can see the answers. Somebody without a supervisor is not offered one."""

    audience = forms.TypedChoiceField(coerce=Audience, widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, words: Mapping[str, str], has_worker: bool, has_supervisor: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        shown = {Audience.WORKER: has_worker, Audience.SUPERVISOR: has_supervisor, Audience.TOTALS: True}
        choices = [(audience.value, words[audience.value]) for audience, is_shown in shown.items() if is_shown]
        set_one_of(self, "audience", choices, words["choose_one"])
        self.hints = {audience.value: words[f"{audience.value}_hint"] for audience in shown}


class WordsForm(forms.Form):
    """What the person wants to say, or nothing."""

    words = forms.CharField(required=False, max_length=LONGEST, widget=forms.Textarea)

    def __init__(self, *args: Any, words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].error_messages["max_length"] = words["too_long"]
        self.fields["words"].widget.attrs.pop("maxlength", None)


class TellForm(WordsForm):
    """What somebody should know today."""

    def __init__(self, *args: Any, words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, words=words, **kwargs)
        self.fields["words"].required = True
        self.fields["words"].error_messages["required"] = words["nothing_said"]


class OwnWordsForm(WordsForm):
    """Words that are kept, so there must be some."""

    def __init__(self, *args: Any, words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, words=words, **kwargs)
        self.fields["words"].required = True
        self.fields["words"].error_messages["required"] = words["empty"]


class HelpForm(forms.Form):
    """Did that help?"""

    answer = forms.TypedChoiceField(coerce=Help, widget=forms.RadioSelect)

    def __init__(self, *args: Any, words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_one_of(self, "answer", [(answer.value, words[answer.value]) for answer in Help], words["choose_one"])


def set_one_of(form: forms.Form, name: str, choices: Sequence[tuple[str, str]], choose_one: str) -> None:
    """Give a list of the form its options, and what it says where none of them is chosen."""
    set_choices(form, name, choices)
    form.fields[name].error_messages.update(required=choose_one, invalid_choice=choose_one)
