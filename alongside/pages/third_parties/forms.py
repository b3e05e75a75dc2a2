"""What is typed about somebody else."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from alongside.casework.third_parties.queries import Choice
from alongside.domain.third_parties import Kind, ThirdParty
from alongside.pages.layout.choices import set_choices

NAMES = "Who else may open it?"


def _words(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea)


class EntryForm(forms.Form):
    """What is known of them. Lengths and what must be said are the domain's."""

    kind = forms.ChoiceField(
        label="Who are they?",
        widget=forms.RadioSelect,
        choices=[(kind.value, kind.label) for kind in Kind],
        error_messages={"required": "Choose who they are"},
    )
    name = forms.CharField(label="Name", required=False)
    about = _words("What must be known")
    reach = _words("How they can be reached")
    safe = _words("When and how that is safe")
    may_be_said = _words("What the person may be told of this")

    def third_party(self) -> ThirdParty:
        """Return what was typed. Call it when the form is valid."""
        said = self.cleaned_data
        words = {name: said[name] for name in ("name", "about", "reach", "safe", "may_be_said")}
        return ThirdParty(Kind(said["kind"]), **words)


class AddForm(EntryForm):
    """A new entry, with who else may open it."""

    named = forms.MultipleChoiceField(label=NAMES, required=False, widget=forms.CheckboxSelectMultiple)


class ChangeForm(EntryForm):
    """What is known now, with the number of the version it follows."""

    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class NamedForm(forms.Form):
    """Who may open it from now on."""

    named = forms.MultipleChoiceField(label=NAMES, required=False, widget=forms.CheckboxSelectMultiple)


class KeeperForm(forms.Form):
    """Who answers for it from now on."""

    keeper = forms.TypedChoiceField(
        label="Who keeps it from now on?",
        widget=forms.RadioSelect,
        coerce=UUID,
        error_messages={"required": "Choose who keeps it"},
    )


def offer(form: forms.Form, field: str, choices: Iterable[Choice]) -> None:
    """Offer those whom the policy would let open it."""
    set_choices(form, field, [(str(one.user_id), one.name) for one in choices])


def initial_entry(said: ThirdParty) -> dict[str, Any]:
    """Return what a change starts with."""
    words = {name: getattr(said, name) for name in ("name", "about", "reach", "safe", "may_be_said")}
    return words | {"kind": said.kind.value}
