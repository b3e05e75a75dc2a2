"""What is asked about a skill, beside its exercises."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms

from alongside.casework.skills.serving import Links
from alongside.domain.assessment import Area, Voice
from alongside.domain.skills import (
    AbuseNote,
    CannotLog,
    CannotMove,
    CannotNote,
    Knowing,
    Module,
    Move,
    Practice,
    Serves,
    Stage,
    Sureness,
    Way,
)
from alongside.pages.layout.choices import set_choices
from alongside.pages.layout.dates import DateInputField

NUMBERS = [("", "Choose a number"), *((str(number), str(number)) for number in range(11))]
FROM_THE_LIST = {"invalid_choice": "Choose one from the list"}
TOO_LONG = "Write 1000 characters or fewer. Everything you wrote is still here"


def _words(label: str, missing: str = "") -> forms.CharField:
    messages = {"required": missing, "max_length": TOO_LONG}
    return forms.CharField(
        label=label, required=bool(missing), max_length=1000, widget=forms.Textarea, error_messages=messages
    )


def _number(label: str, missing: str = "") -> forms.TypedChoiceField:
    messages = {"required": missing, "invalid_choice": missing or "Choose a number from 0 to 10"}
    return forms.TypedChoiceField(
        label=label, choices=NUMBERS, required=bool(missing), coerce=int, empty_value=None, error_messages=messages
    )


class StageForm(forms.Form):
    """A stage that was reached, in whose words."""

    stage = forms.ChoiceField(
        label="What happened?",
        widget=forms.RadioSelect,
        choices=[(str(int(stage)), stage.label) for stage in Stage],
        error_messages={"required": "Choose what happened"},
    )
    voice = forms.ChoiceField(
        label="Who says so?",
        widget=forms.RadioSelect,
        error_messages={"required": "Say who says so"},
    )
    words = _words("The feedback, or what happened")
    useful = _number("If it is useful, how much?")
    on = DateInputField(label="On which day?", missing="Enter the day")

    def offer(self, person: str) -> "StageForm":
        """Offer the person by their name."""
        field = self.fields["voice"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(Voice.PERSON.value, person), (Voice.PRACTITIONER.value, "I do")]
        return self

    def as_move(self) -> Move:
        """Return what was said. Call it when the form is valid."""
        said = self.cleaned_data
        useful = said["useful"]
        return Move(Stage(int(said["stage"])), said["on"], Voice(said["voice"]), said["words"].strip(), useful)


class SureForm(forms.Form):
    """How sure the person is."""

    sure = _number("How sure, from 0 to 10?", "Choose a number from 0 to 10")
    sure_words = _words("What makes them say so?")

    def as_said(self, on: date) -> Sureness:
        """Return what was said. Call it when the form is valid."""
        return Sureness(on, self.cleaned_data["sure"], self.cleaned_data["sure_words"].strip())


class PracticeForm(forms.Form):
    """One time the person tried it. sent is made with the page, so that what is sent twice is there once."""

    sent = forms.UUIDField(widget=forms.HiddenInput)
    exercise = forms.ChoiceField(label="What was tried?", error_messages={"invalid_choice": "Choose what was tried"})
    how = _number("How did it go, from 0 to 10?", "Choose a number from 0 to 10")
    line = forms.CharField(label="One line about it", required=False)
    tried_on = DateInputField(label="When was that?", missing="Enter the day")

    def offer(self, module: Module | None) -> "PracticeForm":
        """Offer the exercises of the module."""
        field = self.fields["exercise"]
        if isinstance(field, forms.ChoiceField) and module:
            field.choices = [(one.id, one.title) for one in module.exercises]
        return self

    def as_practice(self, module_id: str, at: datetime) -> Practice:
        """Return what was said. Call it when the form is valid."""
        said = self.cleaned_data
        return Practice(said["sent"], module_id, said["exercise"], said["tried_on"], at, said["how"], said["line"])


def new_practice(today: date) -> dict[str, Any]:
    """Return what the form about practice shows at first."""
    return {"sent": uuid4(), "tried_on": today}


class AsideForm(forms.Form):
    """Why a skill is put aside."""

    because = _words("Why, in a few words", "Write why, in a few words")


class ServesForm(forms.Form):
    """What a skill is for, each of it chosen from what is there already."""

    area = forms.ChoiceField(
        label="Which need does it serve?",
        required=False,
        choices=[("", "None of these"), *((area.value, area.heading) for area in Area)],
        error_messages=FROM_THE_LIST,
    )
    node = forms.ChoiceField(label="Which thing on the map?", required=False, error_messages=FROM_THE_LIST)
    goal = forms.ChoiceField(label="Which goal of the plan?", required=False, error_messages=FROM_THE_LIST)

    def offer(self, links: Links, now: Serves | None) -> "ServesForm":
        """Offer what stands on the map and the plan. What it serves now may stay, whoever can read it."""
        going = {goal.id: goal.words for goal in links.goals.values() if not goal.ended}
        _offer(self, "node", links.nodes, now.node_id if now else None)
        _offer(self, "goal", going, now.goal_id if now else None)
        self.initial = {
            "area": now.area if now else "", "node": str(now.node_id or "") if now else "",
            "goal": str(now.goal_id or "") if now else "",
        }  # fmt: skip
        return self

    def as_serves(self, on: date) -> Serves:
        """Return what was chosen. Call it when the form is valid."""
        area, node, goal = (self.cleaned_data[name] for name in ("area", "node", "goal"))
        return Serves(on, Area(area) if area else None, UUID(node) if node else None, UUID(goal) if goal else None)


def _offer(form: forms.Form, name: str, there: Mapping[UUID, str], kept: UUID | None) -> None:
    choices = [("", "None of these"), *((str(one_id), words) for one_id, words in there.items())]
    if kept is not None and kept not in there:
        choices.append((str(kept), "As it is"))
    set_choices(form, name, choices)


class AbuseForm(forms.Form):
    """What is known of abuse or control, one way, and how."""

    way = forms.ChoiceField(
        label="Which way?", widget=forms.RadioSelect, error_messages={"required": "Choose which way"}
    )
    knowing = forms.ChoiceField(
        label="What is known?",
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in Knowing if one is not Knowing.NOT_ASKED],
        error_messages={"required": "Choose what is known"},
    )
    source = _words("How do you know, or how did you ask?", "Write how you know, or how you asked")
    on = DateInputField(label="On which day did you learn it?", missing="Enter the day")

    def offer(self, person: str) -> "AbuseForm":
        """Offer both ways, with the name of the person."""
        set_choices(self, "way", [(way.value, way.says.format(person=person)) for way in Way])
        return self

    def as_note(self) -> AbuseNote:
        """Return what was said. Call it when the form is valid."""
        said = self.cleaned_data
        return AbuseNote(Way(said["way"]), Knowing(said["knowing"]), said["source"], said["on"])


PLACES = {"words": "line", "on": "tried_on"}


def is_done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do something and return True, or say at its place on the form why it was refused and return False."""
    try:
        act()
    except CannotMove as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    except CannotNote as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    except CannotLog as refusal:
        form.add_error(PLACES.get(refusal.field, refusal.field), str(refusal))
        return False
    return True
