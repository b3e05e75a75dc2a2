"""What is typed in a first contact, read into the words of casework."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django import forms
from django.http import QueryDict

from alongside.casework.first_contact.agreeing import SaidTheyWould
from alongside.casework.first_contact.operations import Sent
from alongside.domain.first_contact import Outcome, PersonAnswer, Said, StaffAnswer, Step
from alongside.domain.promises import Side
from alongside.domain.questionnaires.definition import Language
from alongside.domain.sessions import Keep
from alongside.domain.speaking import Interpreter, SpokenIn
from alongside.pages.layout.dates import DateInputField
from alongside.pages.sessions.forms import TAB

Choice = TypeVar("Choice", Outcome, SpokenIn, Interpreter)
LONGEST_BESIDE = 4000
TOO_LONG = f"Write {LONGEST_BESIDE:,} characters or fewer"


class StepForm(forms.Form):
    """What a page sends of a step. Whatever else is wrong with it, the words are taken.

    text-0, text-1 ... are the boxes in their order, kind-0 is how the step ended, kind-1 the language and kind-2 who interpreted.
    """

    revision = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    tab = forms.RegexField(TAB, required=False)
    by = forms.CharField(required=False, max_length=40)
    go = forms.ChoiceField(required=False, choices=[(go, go) for go in ("done", "open", "save")])

    def __init__(self, posted: QueryDict, step: Step) -> None:
        super().__init__(posted)
        self.words = {box.key: posted.get(f"text-{i}", "") for i, box in enumerate(step.boxes)}
        self.is_valid()

    def said(self) -> Said:
        """Return what was said, as it was typed."""
        outcome, spoken_in = self._one_of(Outcome, "kind-0"), self._one_of(SpokenIn, "kind-1")
        return Said(self.words, outcome, spoken_in, self._one_of(Interpreter, "kind-2"))

    def sent(self) -> Sent:
        """Return what the page sent."""
        return Sent(self.said(), self.cleaned_data.get("revision") or 0, self.page_tab())

    def page_tab(self) -> str:
        """Return which page it is, or nothing."""
        return str(self.cleaned_data.get("tab", ""))

    def is_by(self, user_id: str) -> bool:
        """Return whether it was typed on a page of this user, as far as the page said whose it was."""
        return self.cleaned_data.get("by", "") in ("", user_id)

    def _one_of(self, kind: type[Choice], name: str) -> Choice:
        posted = self.data.get(name, "")
        return kind(posted) if posted in list(kind) else kind("")


class ChoiceForm(forms.Form):
    """Which of two texts is kept."""

    keep = forms.ChoiceField(choices=[(keep.value, keep.value) for keep in Keep])
    tab = forms.RegexField(TAB, required=False)


class TabForm(forms.Form):
    """Which page it is that comes back after it was sent."""

    tab = forms.RegexField(TAB, required=False)

    def cleaned_tab(self) -> str:
        """Return the page, or nothing for what makes no sense."""
        return str(self.cleaned_data["tab"]) if self.is_valid() else ""


class AnswersForm(forms.Form):
    """What both say to the working agreement."""

    person = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=[(answer.value, answer.label.capitalize()) for answer in PersonAnswer],
        error_messages={"required": "Say what they say to it. Could not answer is an answer too"},
    )
    person_words = forms.CharField(
        widget=forms.Textarea, required=False, max_length=LONGEST_BESIDE, error_messages={"max_length": TOO_LONG}
    )
    practitioner = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=[(answer.value, answer.label.capitalize()) for answer in StaffAnswer],
        error_messages={"required": "Say what you say to it"},
    )
    staff_reason = forms.CharField(
        widget=forms.Textarea, required=False, max_length=LONGEST_BESIDE, error_messages={"max_length": TOO_LONG}
    )
    language = forms.ChoiceField(choices=[(each.value, each.value) for each in Language], required=False)
    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


class PromisesForm(forms.Form):
    """Which lines become promises, and for which day."""

    chosen = forms.TypedMultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        label="Which of these become promises?",
        error_messages={"required": "Choose what becomes a promise", "invalid_choice": "That line has changed since"},
    )
    due_on = DateInputField(label="By which day?", required=False)

    def __init__(
        self, posted: QueryDict | None, would: Sequence[SaidTheyWould], names: Mapping[Side, str], **options: Any
    ) -> None:
        super().__init__(posted, **options)
        field = self.fields["chosen"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (i, f"{names[one.side]}: {one.words}") for i, one in enumerate(would) if not one.is_promise
            ]
