"""What is asked about something that was passed on."""

from collections.abc import Iterable

from django import forms

from alongside.casework.agreements.loading import AgreementLine
from alongside.domain.passing_on import Ground, Step
from alongside.pages.layout.dates import DateInputField

LONGEST = 2000
TOO_LONG = f"Write {LONGEST} characters or fewer. Everything you wrote is still here"
TOLD, NOT_TOLD = "told", "not_told"


def _line(label: str, missing: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=bool(missing),
        max_length=120,
        error_messages={"required": missing, "max_length": "Write 120 characters or fewer"},
    )


def _words(label: str, missing: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=bool(missing),
        widget=forms.Textarea,
        max_length=LONGEST,
        error_messages={"required": missing, "max_length": TOO_LONG},
    )


class PassingForm(forms.Form):
    """What left, to whom, on which ground, what was left out, and when the person heard of it."""

    what = _words("What was passed on?", "Write what was passed on")
    agency = _line("To which service?", "Write which service received it")
    person = _line("To whom there?")
    role = _line("In which role?")
    on = DateInputField(label="On which day?", missing="Enter the day")
    ground = forms.ChoiceField(
        label="On which ground?",
        widget=forms.RadioSelect,
        choices=[(ground.value, f"{ground.label}. {ground.explained}") for ground in Ground],
        error_messages={"required": "Choose the ground", "invalid_choice": "Choose the ground"},
    )
    agreement = forms.TypedChoiceField(label="Which yes?", required=False, empty_value=None)
    law = _line("Which law?")
    left_out = _words(
        "What did you leave out because they did not need it?",
        "Write what you left out, or that nothing could be",
    )
    telling = forms.ChoiceField(
        label="Was the person told?",
        widget=forms.RadioSelect,
        choices=[(TOLD, "Yes"), (NOT_TOLD, "Not yet")],
        error_messages={"required": "Choose if they were told", "invalid_choice": "Choose if they were told"},
    )
    told_on = DateInputField(label="On which day were they told?", required=False)
    why_not = _words("Why not yet?")
    review_on = DateInputField(label="When will somebody ask again?", required=False)

    def offer(self, agreements: Iterable[AgreementLine]) -> "PassingForm":
        """Offer what the person was asked about passing something on. What is no yes is named as what it is."""
        field = self.fields["agreement"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Choose one"), *((str(one.id), _choice(one)) for one in agreements)]
        return self

    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        if said.get("telling") == TOLD and not said.get("told_on") and "told_on" not in self.errors:
            self.add_error("told_on", "Enter the day they were told")
        if said.get("ground") == Ground.AGREEMENT and not said.get("agreement") and "agreement" not in self.errors:
            self.add_error("agreement", "Choose the yes it rests on")
        return said


class AfterForm(forms.Form):
    """What happened after."""

    step = forms.ChoiceField(
        label="What happened?",
        widget=forms.RadioSelect,
        choices=[(step.value, step.label) for step in Step],
        error_messages={"required": "Choose what happened", "invalid_choice": "Choose what happened"},
    )
    on = DateInputField(label="On which day?", missing="Enter the day")
    words = _words("In words")
    review_on = DateInputField(label="When will somebody ask again?", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def offer(self, *, is_told: bool) -> "AfterForm":
        """Offer what may come now: who was told is told."""
        field = self.fields["step"]
        telling = (Step.TOLD, Step.KEPT_BACK)
        if is_told and isinstance(field, forms.ChoiceField):
            field.choices = [(step.value, step.label) for step in Step if step not in telling]
        return self


def _choice(line: AgreementLine) -> str:
    standing = line.standing
    if standing.is_yes:
        return f"{line.about}: yes since {standing.on:%-d %B %Y}"
    said = "the yes has run out" if standing.is_over else standing.answer.label.lower()
    return f"{line.about}: {said} on {(standing.until if standing.is_over else standing.on):%-d %B %Y}"
