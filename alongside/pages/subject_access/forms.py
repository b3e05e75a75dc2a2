"""What a privacy officer writes down: that somebody asked, why it takes longer, and what is decided about an item."""

from typing import Any

from django import forms

from alongside.casework.subject_access.asking import Asked
from alongside.casework.subject_access.operations import Said
from alongside.domain.subject_access import CameBy, Decision, GivenBy, Ground, Identity, Law
from alongside.pages.layout.dates import DateInputField

LONGEST = 4_000
TOO_LONG = "Use 4,000 letters or fewer"
STAFF_LOG = (CameBy.LETTER, CameBy.MEETING, CameBy.SOMEBODY)
STAFF_KNOW = (Identity.KNOWN, Identity.DOCUMENT)


def _options(members: Any) -> list[tuple[str, str]]:
    return [(one.value, one.label) for one in members]


def _words(label: str, missing: str, **more: Any) -> forms.CharField:
    messages = {"required": missing, "max_length": TOO_LONG}
    field = forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea, error_messages=messages, **more)
    field.widget.attrs.pop("maxlength", None)
    return field


class LogForm(forms.Form):
    """Who asked for what, when and how."""

    given_names = forms.CharField(
        label="Given names", max_length=100, error_messages={"required": "Enter their given names"}
    )
    family_name = forms.CharField(
        label="Family name", max_length=100, error_messages={"required": "Enter their family name"}
    )
    born_on = DateInputField(label="Date of birth", missing="Enter their date of birth")
    scope = _words("What they ask for, in their words", "Write down what they ask for")
    asked_on = DateInputField(label="Which day did it come?", missing="Enter the day on which it came")
    came_by = forms.ChoiceField(
        label="How did it come?",
        choices=_options(STAFF_LOG),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it came"},
    )
    law = forms.ChoiceField(
        label="Which law is it answered under?",
        choices=_options(Law),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the law it is answered under"},
    )
    identity = forms.ChoiceField(
        label="How is it known that it is they who ask?",
        choices=[*_options(STAFF_KNOW), ("", "Not known yet")],
        required=False,
        widget=forms.RadioSelect,
    )

    def asked(self) -> Asked:
        """Return what was written down."""
        said = self.cleaned_data
        return Asked(
            given_names=said["given_names"],
            family_name=said["family_name"],
            born_on=said["born_on"],
            scope=said["scope"],
            asked_on=said["asked_on"],
            came_by=CameBy(said["came_by"]),
            law=Law(said["law"]),
            identity=Identity(said["identity"]) if said["identity"] else None,
        )


class IdentityForm(forms.Form):
    """How it is known who asks."""

    identity = forms.ChoiceField(
        label="How is it known that it is they who ask?",
        choices=_options(STAFF_KNOW),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it is known"},
    )


class MoreTimeForm(forms.Form):
    """Why it takes longer."""

    because = _words("Why it takes longer", "Say why it takes longer")


class SendBackForm(forms.Form):
    """What the first person should look at again."""

    because = _words("What should be looked at again", "Say what should be looked at again")


class DecideForm(forms.Form):
    """What happens to one item."""

    decision = forms.ChoiceField(
        label="What happens to it?",
        choices=_options(Decision),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happens to it"},
    )
    marked = forms.CharField(label="What is taken out", required=False, widget=forms.Textarea, strip=False)
    ground = forms.ChoiceField(
        label="On what ground is something kept back?",
        choices=_options(Ground),
        required=False,
        widget=forms.RadioSelect,
    )
    reason = _words("Why, for this item", "", required=False)

    def said(self) -> Said:
        """Return what was decided."""
        said = self.cleaned_data
        ground = Ground(said["ground"]) if said["ground"] else None
        return Said(Decision(said["decision"]), ground, said["reason"], said["marked"])


class GivenForm(forms.Form):
    """How and when the person was given the copy."""

    given_by = forms.ChoiceField(
        label="How was it given?",
        choices=_options(GivenBy),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it was given"},
    )
    given_on = DateInputField(label="Which day?", missing="Enter the day on which it was given")
