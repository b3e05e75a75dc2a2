"""What is asked before a note is sealed, and when it is looked at again."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.timezone import localtime

from alongside.casework.sealed_notes.keeping import Reviewed
from alongside.casework.sealed_notes.operations import ToSeal
from alongside.casework.sealed_notes.queries import Choice
from alongside.domain.sealed_notes import Answer, Concern, Decided, Decisions, Review
from alongside.domain.sessions import Statements
from alongside.pages.layout.choices import set_choices
from alongside.pages.layout.dates import DateInputField

LONGEST = 2_000
TOO_LONG = "Use 2,000 letters or fewer"


def _words(label: str) -> forms.CharField:
    field = forms.CharField(
        label=label, required=False, max_length=LONGEST, widget=forms.Textarea, error_messages={"max_length": TOO_LONG}
    )
    field.widget.attrs.pop("maxlength", None)
    return field


def _decision_fields() -> dict[str, forms.Field]:
    """Return the questions about serious harm and about safeguarding. What must be said with which answer is the domain's."""
    fields: dict[str, forms.Field] = {}
    for concern in Concern:
        fields[concern.value] = forms.ChoiceField(
            label=concern.question,
            widget=forms.RadioSelect,
            choices=[(answer.value, answer.label) for answer in Answer],
            error_messages={"required": "Choose an answer. The note is not kept without one"},
        )
        told = "Whom did you tell or ask?"
        fields[f"{concern}_told"] = forms.CharField(label=told, required=False, max_length=200)
        fields[f"{concern}_on"] = DateInputField(label="On which day?", required=False)
        fields[f"{concern}_done"] = _words("What was done, or what did they answer?")
        fields[f"{concern}_follow_up_on"] = DateInputField(label="By which day will it be decided?", required=False)
    return fields


class SealForm(forms.Form):
    """The two questions that no seal may hide. text is where the page says what is wrong with the statements."""

    text = forms.CharField(required=False, label="What you write")
    locals().update(_decision_fields())

    def parts(self, concern: Concern) -> list[Any]:
        """Return the fields of one question in their order."""
        return [self[concern.value], *(self[f"{concern}_{part}"] for part in ("told", "on", "done", "follow_up_on"))]

    def to_seal(self, statements: Statements) -> ToSeal:
        """Return what was typed. Call it when the form is valid."""
        return ToSeal(statements, {concern: self._decided(concern) for concern in Concern})

    def _decided(self, concern: Concern) -> Decided:
        said = self.cleaned_data
        told, on, done, follow_up_on = (said[f"{concern}_{part}"] for part in ("told", "on", "done", "follow_up_on"))
        return Decided(Answer(said[concern.value]), told, on, done, follow_up_on)


class CorrectForm(SealForm):
    """A correction, with the number of the version it corrects."""

    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class WriteForm(SealForm):
    """A whole note: who may open it, and when it is looked at again."""

    named = forms.MultipleChoiceField(
        label="Who else may open it?", required=False, widget=forms.CheckboxSelectMultiple
    )
    review_on = DateInputField(
        label="When will you look at it again?", missing="Enter the day you will look at it again"
    )

    def offer(self, choices: Iterable[Choice]) -> "WriteForm":
        """Offer those whom the policy would let open it."""
        set_choices(self, "named", _names(choices))
        return self


class NamedForm(forms.Form):
    """Who may open it from now on."""

    named = forms.MultipleChoiceField(
        label="Who else may open it?", required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer(self, choices: Iterable[Choice]) -> "NamedForm":
        """Offer those whom the policy would let open it."""
        set_choices(self, "named", _names(choices))
        return self


class KeeperForm(forms.Form):
    """Who answers for the note from now on."""

    keeper = forms.TypedChoiceField(
        label="Who keeps it from now on?",
        widget=forms.RadioSelect,
        coerce=UUID,
        error_messages={"required": "Choose who keeps it"},
    )

    def offer(self, choices: Iterable[Choice]) -> "KeeperForm":
        """Offer those who work with the person."""
        set_choices(self, "keeper", _names(choices))
        return self


class ReviewForm(forms.Form):
    """What becomes of a note that is looked at again."""

    decision = forms.TypedChoiceField(
        label="What becomes of it?",
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in Review],
        coerce=Review,
        error_messages={"required": "Choose what becomes of it"},
    )
    because = _words("Why?")
    review_on = DateInputField(label="If it stays sealed: when will you look at it again?", required=False)
    session = forms.TypedChoiceField(
        label="If it becomes an ordinary note: of which session?", required=False, coerce=UUID, empty_value=None
    )

    def offer(self, sessions: Sequence[tuple[UUID, datetime]]) -> "ReviewForm":
        """Offer the sessions it could belong to."""
        offered = [(str(i), f"{localtime(at):%A} {localtime(at).day} {localtime(at):%B %Y}") for i, at in sessions]
        set_choices(self, "session", [("", "Choose a session"), *offered])
        return self

    def reviewed(self) -> Reviewed:
        """Return what was decided. Call it when the form is valid."""
        said = self.cleaned_data
        return Reviewed(said["decision"], said["because"], said["review_on"], said["session"])


def initial_decisions(decisions: Decisions) -> dict[str, Any]:
    """Return what a correction starts with: the decisions that hold."""
    initial: dict[str, Any] = {}
    for concern, one in decisions.items():
        initial |= {concern.value: one.answer.value, f"{concern}_told": one.told, f"{concern}_on": one.on}
        initial |= {f"{concern}_done": one.done, f"{concern}_follow_up_on": one.follow_up_on}
    return initial


def _names(choices: Iterable[Choice]) -> list[tuple[str, str]]:
    return [(str(one.user_id), one.name) for one in choices]
