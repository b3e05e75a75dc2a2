"""What is asked about schedules, holds, requests and finding a record."""

from datetime import date
from typing import Any

from django import forms

from alongside.casework.people.sealing import PersonName
from alongside.casework.retention.schedules import Decided
from alongside.domain.retention import CaseType, CountedFrom, Decision, HoldGround
from alongside.pages.layout.dates import DateInputField

MOST_YEARS = 150
MONTHS = 12


def words_field(label: str, missing: str, *, most: int = 1_000) -> forms.CharField:
    """Return a field for some sentences."""
    field = forms.CharField(
        label=label, max_length=most, widget=forms.Textarea,
        error_messages={"required": missing, "max_length": f"Use {most:,} letters or fewer"},
    )  # fmt: skip
    field.widget.attrs.pop("maxlength", None)
    return field


def line_field(label: str, missing: str) -> forms.CharField:
    """Return a field for one line."""
    messages = {"required": missing, "max_length": "Use 200 letters or fewer"}
    field = forms.CharField(label=label, max_length=200, error_messages=messages)
    field.widget.attrs.pop("maxlength", None)
    return field


def number_field(label: str, most: int) -> forms.IntegerField:
    """Return a field for a whole number, empty for none."""
    said = {"invalid": "Write a whole number", "min_value": "Write 0 or more", "max_value": f"Write {most} or less"}
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=most, error_messages=said, widget=forms.TextInput
    )


class ScheduleForm(forms.Form):
    """What the service decided about one kind of record."""

    case_type = forms.TypedChoiceField(
        label="What kind of record", coerce=CaseType, widget=forms.RadioSelect,
        choices=[(kind.value, kind.label) for kind in CaseType],
        error_messages={"required": "Choose what kind of record this is about"},
    )  # fmt: skip
    counted_from = forms.TypedChoiceField(
        label="Counted from", coerce=CountedFrom, widget=forms.RadioSelect,
        choices=[(event.value, event.label) for event in CountedFrom],
        error_messages={"required": "Choose what it is counted from"},
    )  # fmt: skip
    years = number_field("Years", MOST_YEARS)
    months = number_field("Months", MONTHS - 1)
    starts_on = DateInputField(label="From which day this counts", missing="Enter the day from which this counts")
    controller = line_field("Who answers for these records", "Name the organisation that answers for these records")
    ground = words_field("Why they are kept so long", "Write why they are kept so long")
    source = words_field("Where that is written", "Write where that is written")
    approved_by = line_field("Who approved it", "Name who approved it")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not {"years", "months"} & set(self.errors) and not self.in_months(cleaned):
            self.add_error("years", "Write for how many years or months. At least one month")
        return cleaned

    @staticmethod
    def in_months(cleaned: dict[str, Any]) -> int:
        """Return the whole period in months."""
        return (cleaned.get("years") or 0) * MONTHS + (cleaned.get("months") or 0)

    def decided(self) -> Decided:
        """Return the decision of a form that is right."""
        said = self.cleaned_data
        named = {name: said[name] for name in ("case_type", "starts_on", "counted_from", "controller")}
        worded = {name: said[name].strip() for name in ("ground", "source", "approved_by")}
        return Decided(months=self.in_months(said), **named, **worded)


class PlaceHoldForm(forms.Form):
    """Why a record may not be erased for now, and when somebody looks again."""

    ground = forms.TypedChoiceField(
        label="On what ground", coerce=HoldGround, widget=forms.RadioSelect,
        choices=[(ground.value, ground.label) for ground in HoldGround],
        error_messages={"required": "Choose on what ground"},
    )  # fmt: skip
    words = words_field("What it is about", "Write what it is about, so that somebody can tell later if it still holds")
    review_on = DateInputField(label="When somebody looks again", missing="Enter the day on which somebody looks again")


class ChangeHoldForm(forms.Form):
    """Whether a hold stays until another day, or ends."""

    KEEP, LIFT = "keep", "lift"
    do = forms.ChoiceField(
        label="What now", widget=forms.RadioSelect, choices=[(KEEP, "It stays"), (LIFT, "Lift it")],
        error_messages={"required": "Choose whether it stays"},
    )  # fmt: skip
    words = words_field("Why", "Write why")
    review_on = DateInputField(label="If it stays: when somebody looks again", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("do") == self.KEEP and "review_on" not in self.errors and not cleaned.get("review_on"):
            self.add_error("review_on", "Enter the day on which somebody looks again")
        return cleaned


class AskedForm(forms.Form):
    """What somebody asked by letter or in words, and when the service heard it."""

    words = words_field("What they asked", "Write what they asked, in their own words where you can", most=2_000)
    asked_on = DateInputField(label="When the service heard it", missing="Enter the day on which the service heard it")


class DecideForm(forms.Form):
    """What is decided about a request to be erased, in words the person reads."""

    decision = forms.TypedChoiceField(
        label="What is decided", coerce=Decision, widget=forms.RadioSelect,
        choices=[(decision.value, decision.label) for decision in Decision],
        error_messages={"required": "Choose what is decided"},
    )  # fmt: skip
    words = words_field("What the person reads", "Write the answer that the person reads", most=2_000)


class FindForm(forms.Form):
    """One record, by an exact name and date of birth, or by a number."""

    given_names = forms.CharField(label="Given names", max_length=200, required=False)
    family_name = forms.CharField(label="Family name", max_length=200, required=False)
    born_on = DateInputField(label="Date of birth", required=False)
    scheme = forms.CharField(label="Whose number", max_length=40, required=False)
    number = forms.CharField(label="Number", max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.numbered(cleaned) and not self.named(cleaned):
            self.add_error("given_names", "Enter the full name and date of birth, or whose number it is and the number")
        return cleaned

    @staticmethod
    def named(cleaned: dict[str, Any]) -> tuple[PersonName, date] | None:
        """Return the name and date of birth, when all of them are there."""
        given, family, born_on = cleaned.get("given_names"), cleaned.get("family_name"), cleaned.get("born_on")
        return (PersonName(given, family), born_on) if given and family and born_on else None

    @staticmethod
    def numbered(cleaned: dict[str, Any]) -> tuple[str, str] | None:
        """Return whose number it is and the number, when both are there."""
        scheme, number = cleaned.get("scheme"), cleaned.get("number")
        return (scheme, number) if scheme and number else None
