"""What is asked about an incident: what is known, what is done about it, and how far it reaches."""

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from alongside.casework.incidents.operations import FirstWords
from alongside.casework.incidents.reaching import Asked
from alongside.domain.incidents import Facts, Harm, Law, Risk, Step, Taken
from alongside.domain.sessions import NoSuchTime, london_moment
from alongside.pages.layout.choices import set_choices
from alongside.pages.layout.dates import DateInputField
from alongside.pages.retention.forms import FindForm, line_field, words_field
from alongside.pages.sessions.forms import TimeOfDayField

NOBODY = ("", "Nobody’s in particular")
NO_TIME = "The clocks go forward at that time. Choose another"


def optional(field: forms.Field) -> Any:
    """Return the field, which may be left empty."""
    field.required = False
    return field


def time_field(label: str, *, required: bool = True) -> TimeOfDayField:
    """Return a field for a time of day."""
    return TimeOfDayField(
        label=label, max_length=12, required=required, error_messages={"required": "Enter the time, as near as you can"}
    )


class MomentsForm(forms.Form):
    """A form with moments in it, each a day `x_on` and a time `x_time`."""

    moments: Sequence[str] = ()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in self.moments:
            said[name] = self._moment(said, name)
        return said

    def _moment(self, said: dict[str, Any], name: str) -> datetime.datetime | None:
        on, clock = said.get(f"{name}_on"), said.get(f"{name}_time")
        if on and clock is None and f"{name}_time" not in self.errors:
            self.add_error(f"{name}_time", "Enter the time, as near as you can")
        if clock is not None and not on and f"{name}_on" not in self.errors:
            self.add_error(f"{name}_on", "Enter the day")
        if not on or clock is None:
            return None
        try:
            return london_moment(on, clock)
        except NoSuchTime:
            self.add_error(f"{name}_time", NO_TIME)
            return None


class FactsForm(MomentsForm):
    """What is known of an incident."""

    moments = ("since", "until", "aware")

    title = line_field("What it is called, in a few words", "Say in a few words what it is")
    what = words_field("What happened", "Write what happened", most=4_000)
    harms = forms.MultipleChoiceField(
        label="What was broken", widget=forms.CheckboxSelectMultiple, choices=[(one.value, one.label) for one in Harm],
        error_messages={"required": "Choose at least one", "invalid_choice": "Choose at least one"},
    )  # fmt: skip
    since_on = DateInputField(label="The day it began", missing="Enter the day it began")
    since_time = time_field("The time it began")
    until_on = DateInputField(label="The day it ended", required=False)
    until_time = time_field("The time it ended", required=False)
    is_uncertain = forms.BooleanField(label="These times are not certain", required=False)
    aware_on = DateInputField(label="The day somebody here knew", missing="Enter the day somebody here knew")
    aware_time = time_field("The time somebody here knew")
    how_aware = words_field("How they came to know", "Write how they came to know")
    law = forms.ChoiceField(
        label="Under which law the information is held", widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in Law],
        error_messages={"required": "Choose the law", "invalid_choice": "Choose the law"},
    )  # fmt: skip
    which = words_field("Which information it was", "Write which information it was")
    roughly = forms.IntegerField(
        label="Roughly how many people", required=False, min_value=1, max_value=10_000_000, widget=forms.TextInput,
        error_messages={"invalid": "Write a whole number", "min_value": "Write 1 or more", "max_value": "Write a smaller number"},
    )  # fmt: skip
    consequences = optional(words_field("What may come of it for the people", ""))
    account = forms.ChoiceField(label="Whose account it is about", required=False)

    def __init__(self, *args: Any, staff: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "account", [NOBODY, *((str(user_id), name) for user_id, name in staff)])

    def facts(self) -> Facts:
        """Return what a form that is right says."""
        said = self.cleaned_data
        return Facts(
            title=said["title"], what=said["what"], harms=frozenset(map(Harm, said["harms"])), law=Law(said["law"]),
            since=said["since"], aware_at=said["aware"], how_aware=said["how_aware"], data=said["which"],
            consequences=said["consequences"], until=said["until"], is_uncertain=said["is_uncertain"],
            roughly=said["roughly"],
        )  # fmt: skip

    def whose(self) -> UUID | None:
        """Return whose account it is about."""
        chosen = self.cleaned_data["account"]
        return UUID(chosen) if chosen else None


class RecordForm(FactsForm):
    """The same at first, with what was judged and done already."""

    risk = forms.ChoiceField(
        label="The risk to the people", widget=forms.RadioSelect, choices=[(one.value, one.label) for one in Risk],
        error_messages={"required": "Choose one. It may be judged later", "invalid_choice": "Choose one"},
    )  # fmt: skip
    because = optional(words_field("Why", ""))
    measure = optional(words_field("What was done so far", ""))

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("risk") not in (None, Risk.NOT_JUDGED) and not said.get("because"):
            self.add_error("because", "Write why")
        return said

    def first(self) -> FirstWords:
        """Return what a form that is right says."""
        said = self.cleaned_data
        return FirstWords(self.facts(), Risk(said["risk"]), said["because"], said["measure"], self.whose())


ALL, MORE = "all", "more"
WORDS: dict[Step, str] = {
    Step.RISK: "Why",
    Step.MEASURE: "What was done",
    Step.ICO_TOLD: "How they were told, and what",
    Step.ICO_MORE: "What they were told now",
    Step.ICO_NOT: "Why they need not be told",
    Step.PEOPLE_TOLD: "How they were told, and what",
    Step.PEOPLE_NOT: "Why they are not told",
    Step.OTHER_BODY: "What they were told, and what they said",
    Step.CLOSED: "What was learnt, and what changes",
    Step.REOPENED: "Why it is opened again",
}
# Which other fields a step asks for.
ASKS: dict[Step, tuple[str, ...]] = {
    Step.RISK: ("risk",),
    Step.ICO_TOLD: ("told_on", "told_time", "reference", "whole", "delay"),
    Step.ICO_MORE: ("reference", "whole"),
    Step.PEOPLE_TOLD: ("on", "told"),
    Step.OTHER_BODY: ("to", "on"),
}


class StepForm(MomentsForm):
    """One thing that was done. It has the fields that this step asks for, and no others."""

    risk = forms.ChoiceField(
        label="The risk to the people", widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in Risk if one is not Risk.NOT_JUDGED],
        error_messages={"required": "Choose one", "invalid_choice": "Choose one"},
    )  # fmt: skip
    to = line_field("Who was told", "Name who was told")
    told_on = DateInputField(label="The day they were told", missing="Enter the day they were told")
    told_time = time_field("The time they were told")
    on = DateInputField(label="The day they were told", missing="Enter the day they were told")
    told = forms.MultipleChoiceField(label="Who was told", required=False, widget=forms.CheckboxSelectMultiple)
    words = words_field("What was done", "Write it in words", most=4_000)
    reference = optional(line_field("Their reference", ""))
    whole = forms.ChoiceField(
        label="Is that all?", widget=forms.RadioSelect,
        choices=[(ALL, "Yes, they were told everything"), (MORE, "No, more will follow")],
        error_messages={"required": "Choose if more will follow", "invalid_choice": "Choose if more will follow"},
    )  # fmt: skip
    delay = optional(words_field("If it was after 72 hours: why", ""))
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, step: Step, people: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        asked = {"words", "seen", *ASKS.get(step, ())}
        for name in set(self.fields) - asked:
            del self.fields[name]
        self.fields["words"].label = WORDS[step]
        if "told" in self.fields:
            set_choices(self, "told", [(str(named_id), name) for named_id, name in people])

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if self.step is Step.ICO_TOLD:
            said["told_at"] = self._moment(said, "told")
        return said

    def taken(self) -> Taken:
        """Return what a form that is right says."""
        said = self.cleaned_data
        return Taken(
            self.step, said["words"].strip(), risk=Risk(said["risk"]) if "risk" in said else None,
            told_at=said.get("told_at"), delay=said.get("delay", ""),
            reference=said.get("reference", ""), on=said.get("on"), to=said.get("to", ""),
            is_whole=said.get("whole", ALL) == ALL,
        )  # fmt: skip

    def told_rows(self) -> list[UUID]:
        """Return which of the people were told."""
        chosen = self.cleaned_data.get("told") if self.step is Step.PEOPLE_TOLD else None
        return [UUID(one) for one in chosen or []]


class ReachForm(FindForm, MomentsForm):
    """Why, between which moments, and about whom: a person, an account, or both."""

    moments = ("since", "until")

    words = words_field("What you need to find out, and why", "Write what you need to find out, and why")
    since_on = DateInputField(label="First day", missing="Enter the first day")
    since_time = time_field("From which time")
    until_on = DateInputField(label="Last day", missing="Enter the last day")
    until_time = time_field("To which time")
    account = forms.ChoiceField(label="Whose account", required=False)
    own_doors = forms.BooleanField(
        label="It is about this person’s own card, link or passkey, and they asked me to look", required=False
    )
    incident = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, staff: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "account", [("", "Nobody’s"), *((str(user_id), name) for user_id, name in staff)])

    def clean(self) -> dict[str, Any]:
        said = MomentsForm.clean(self)
        named = self.named(said) or self.numbered(said)
        if not named and any(said.get(name) for name in ("given_names", "family_name", "born_on", "scheme", "number")):
            self.add_error("given_names", "Enter the full name and date of birth, or whose number it is and the number")
        elif not named and (said.get("own_doors") or not said.get("account")):
            self.add_error("given_names", "Enter who it is about, or choose an account below")
        return said

    def asked(self, person_id: UUID | None) -> Asked:
        """Return what a form that is right asks."""
        said = self.cleaned_data
        return Asked(
            said["words"], said["since"], said["until"], person_id,
            UUID(said["account"]) if said["account"] and not said["own_doors"] else None,
            _id(said["incident"]), said["own_doors"],
        )  # fmt: skip


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
