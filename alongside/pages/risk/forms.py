"""What is typed about the history, a judgement and an offer."""

from typing import Any

from django import forms

from alongside.casework.risk.sealing import Reasons
from alongside.domain.risk.inputs import PAST
from alongside.pages.drafts.reading import PREFIX
from alongside.pages.layout.dates import DateInputField
from alongside.pages.risk.words import LABELS

YES_NO = [("", "Not known"), ("yes", "Yes"), ("no", "No")]
COUNTS = (
    "sanction_count", "violent_sanction_count", "age_at_first_sanction", "contact_adult_sexual_sanctions",
    "contact_child_sexual_sanctions", "image_sexual_sanctions", "non_contact_sexual_sanctions",
)  # fmt: skip
DAYS = ("conviction_date", "community_start_date", "latest_sexual_offence_date", "latest_offence_date")
FLAGS = ("sexual_offence_history", "stranger_victim")
NONE = "none"
PAST_WORDS = {"wounding_gbh": "Wounding or GBH", "weapon": "A weapon other than a firearm",
              "criminal_damage": "Damage that endangered life"}  # fmt: skip
LONGEST = 40_000
LONGEST_WORDS = 2_000


def _count(name: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=LABELS[name], required=False, min_value=0, max_value=9999, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": "Write it as a whole number", "min_value": "Write a number from 0 on", "max_value": "This is too many",
        },
    )  # fmt: skip


def _choice(name: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=LABELS[name], required=False, choices=choices, widget=forms.RadioSelect)


class HistoryForm(forms.Form):
    """Dates, counts and the code of the offence. Everything may be left for later."""

    prefix = PREFIX
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    sex = _choice("sex", [("", "Not known"), ("male", "Male"), ("female", "Female")])
    supervision_status = _choice(
        "supervision_status",
        [("", "Not known"), ("community", "In the community"), ("custody", "In custody"), ("remand", "On remand")],
    )
    offence_code = forms.CharField(label=LABELS["offence_code"], required=False, max_length=20)
    conviction_date = DateInputField(label=LABELS["conviction_date"], required=False)
    community_start_date = DateInputField(label=LABELS["community_start_date"], required=False)
    sanction_count = _count("sanction_count")
    violent_sanction_count = _count("violent_sanction_count")
    age_at_first_sanction = _count("age_at_first_sanction")
    previous_convictions = forms.MultipleChoiceField(
        label=LABELS["previous_convictions"], required=False, widget=forms.CheckboxSelectMultiple,
        choices=[*((p, PAST_WORDS.get(p, p.replace("_", " ").capitalize())) for p in PAST), (NONE, "None of these")],
    )  # fmt: skip
    sexual_offence_history = _choice("sexual_offence_history", YES_NO)
    contact_adult_sexual_sanctions = _count("contact_adult_sexual_sanctions")
    contact_child_sexual_sanctions = _count("contact_child_sexual_sanctions")
    image_sexual_sanctions = _count("image_sexual_sanctions")
    non_contact_sexual_sanctions = _count("non_contact_sexual_sanctions")
    latest_sexual_offence_date = DateInputField(label=LABELS["latest_sexual_offence_date"], required=False)
    stranger_victim = _choice("stranger_victim", YES_NO)
    latest_offence_date = DateInputField(label=LABELS["latest_offence_date"], required=False)

    def clean_previous_convictions(self) -> list[str] | None:
        chosen: list[str] = self.cleaned_data["previous_convictions"]
        if NONE in chosen and len(chosen) > 1:
            raise forms.ValidationError("Choose either none of these, or those that apply")
        return [] if chosen == [NONE] else chosen or None

    def facts(self) -> dict[str, Any]:
        """Return what was typed in the input names of the predictors, with None for what was left out."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        flags = {name: {"yes": True, "no": False}.get(typed[name]) for name in FLAGS}
        words = {name: typed[name] or None for name in ("sex", "supervision_status", "offence_code")}
        return typed | flags | words


def initial_of(facts: dict[str, Any], revision: int) -> dict[str, Any]:
    """Return what a form shows for a history that is kept."""
    shown = dict(facts) | {"revision": revision}
    for name in FLAGS:
        shown[name] = {True: "yes", False: "no", None: ""}[facts.get(name)]
    if facts.get("previous_convictions") == []:
        shown["previous_convictions"] = [NONE]
    return shown


class JudgementForm(forms.Form):
    """A structured judgement beside the figures."""

    prefix = PREFIX
    says = forms.ChoiceField(
        label="What do you judge?", widget=forms.RadioSelect,
        choices=[("agrees", "I agree with what the figures say"), ("overrides", "I judge otherwise")],
        error_messages={"required": "Say whether you agree"},
    )  # fmt: skip
    may_happen = forms.CharField(
        label="What might happen, and to whom?", widget=forms.Textarea, required=False, max_length=LONGEST
    )
    more_likely = forms.CharField(
        label="What makes it more likely?", widget=forms.Textarea, required=False, max_length=LONGEST
    )
    protects = forms.CharField(label="What protects?", widget=forms.Textarea, required=False, max_length=LONGEST)
    reason = forms.CharField(
        label="Your reason", widget=forms.Textarea, max_length=LONGEST, error_messages={"required": "Write your reason"},
    )  # fmt: skip

    def reasons(self) -> Reasons:
        """Return the words of the judgement."""
        data = self.cleaned_data
        return Reasons(data["may_happen"], data["more_likely"], data["protects"], data["reason"])


class OfferForm(forms.Form):
    """What the person said when they were asked."""

    what = forms.ChoiceField(choices=[("reoffending", "reoffending"), ("others", "others")])
    answer = forms.ChoiceField(choices=[("looked", "looked"), ("declined", "declined")])


class WrongForm(forms.Form):
    """What the person says is wrong about a line of their figures. They need not say anything."""

    words = forms.CharField(
        label="What is wrong?", widget=forms.Textarea, required=False, max_length=LONGEST_WORDS,
        error_messages={"max_length": "Use fewer words. 2,000 letters is the most"},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Nothing that is typed is cut off: what is too long is said, and stays in its place.
        self.fields["words"].widget.attrs.pop("maxlength", None)
