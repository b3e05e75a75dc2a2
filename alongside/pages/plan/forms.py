"""What is asked about a plan, and where on a form each refusal is said."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms

from alongside.domain import plan as planning
from alongside.domain.assessment import Area
from alongside.domain.plan import (
    LONGEST,
    LONGEST_LEVEL,
    Answers,
    Because,
    Ending,
    Goal,
    Level,
    Owner,
    PersonAnswer,
    StaffAnswer,
    Status,
    Step,
)
from alongside.pages.layout.dates import DateInputField

TOO_LONG = f"Write {LONGEST} characters or fewer. Everything you wrote is still here"
GONE_BY = "That day has gone by. Enter today or a later day"
NUMBERS = [("", "Not asked"), *((str(number), str(number)) for number in range(11))]
Places = Mapping[type[Exception], tuple[str, str]]


class Words(forms.CharField):
    """A few words, in a box with room for them."""

    def __init__(self, missing: str = "", *, longest: int = LONGEST, **options: Any) -> None:
        messages = {"required": missing, "max_length": TOO_LONG.replace(str(LONGEST), str(longest))}
        super().__init__(
            widget=forms.Textarea, max_length=longest, required=bool(missing), error_messages=messages, **options
        )


class Choice(forms.ChoiceField):
    """One of several, said again in plain words when none was chosen."""

    def __init__(self, missing: str, choices: list[tuple[str, str]], **options: Any) -> None:
        messages = {"required": missing, "invalid_choice": missing}
        super().__init__(widget=forms.RadioSelect, choices=choices, error_messages=messages, **options)


def number_field(label: str) -> forms.TypedChoiceField:
    """Return a field for a number from 0 to 10, or nothing."""
    return forms.TypedChoiceField(label=label, choices=NUMBERS, required=False, coerce=int, empty_value=None)


class GoalForm(forms.Form):
    """One thing the person wants. goal is its id, made with the page, so that what is sent twice is there once."""

    places: Places = {
        planning.NeedsWords: ("words", "Write what they want, in their words"),
        planning.GoneBy: ("target_on", GONE_BY),
    }
    goal = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    words = Words("Write what they want, in their words")
    when = Choice("Say whether it is for now or for later", [("now", "Now"), ("later", "Later")], label="Now or later?")
    importance = number_field("How much does it matter, from 0 to 10?")
    confidence = number_field("How sure are they that they can, from 0 to 10?")
    target_on = DateInputField(label="By which day?", required=False)
    area = forms.ChoiceField(
        label="Which area of life is it about?",
        required=False,
        choices=[("", "None of these"), *((area.value, area.heading) for area in Area)],
    )
    node = forms.ChoiceField(label="Does it belong to something on the map?", required=False)

    def offer(self, on_the_map: Mapping[UUID, str], kept: UUID | None = None) -> "GoalForm":
        """Offer what stands on the map. kept is what it belongs to already, which the reader may not be able to read."""
        field = self.fields["node"]
        choices = [("", "To nothing on it"), *((str(node_id), words) for node_id, words in on_the_map.items())]
        if kept is not None and kept not in on_the_map:
            choices.append((str(kept), "As it is"))
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
        return self

    def as_goal(self) -> Goal:
        """Return what was written. Call it when the form is valid."""
        said = self.cleaned_data
        return Goal(
            id=said["goal"], words=said["words"], area=Area(said["area"]) if said["area"] else None,
            node_id=UUID(said["node"]) if said["node"] else None, is_later=said["when"] == "later",
            importance=said["importance"], confidence=said["confidence"], target_on=said["target_on"],
        )  # fmt: skip


def initial_goal(goal: Goal | None, *, seen: int) -> dict[str, Any]:
    """Return what a form about this goal shows at first, or an empty one for a new goal."""
    if goal is None:
        return {"goal": uuid4(), "seen": seen, "when": "now"}
    return {
        "goal": goal.id, "seen": seen, "words": goal.words, "when": "later" if goal.is_later else "now",
        "importance": goal.importance, "confidence": goal.confidence, "target_on": goal.target_on,
        "area": goal.area.value if goal.area else "", "node": str(goal.node_id or ""),
    }  # fmt: skip


class EndForm(forms.Form):
    """How a goal ends."""

    places: Places = {planning.NeedsWords: ("why", "Write why, in a few words")}
    how = Choice("Choose how it ends", [(one.value, one.label) for one in Ending], label="How does it end?")
    why = Words(label="Why, in a few words")


class StepForm(forms.Form):
    """One thing to do."""

    places: Places = {
        planning.NeedsWords: ("words", "Write what is to be done"),
        planning.NeedsSomebody: ("who", "Write who that is, by what they do"),
        planning.GoneBy: ("by_on", GONE_BY),
    }
    step = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    words = Words("Write what is to be done", label="What is to be done?")
    owner = Choice("Say who does it", [], label="Who does it?")
    who = forms.CharField(
        label="If somebody else, who?",
        required=False,
        max_length=80,
        error_messages={"max_length": "Write 80 characters or fewer"},
    )
    by_on = DateInputField(label="By which day?", required=False)

    def offer(self, person: str, workers: Mapping[UUID, str]) -> "StepForm":
        """Offer the person, those who work with them today, and somebody else."""
        field = self.fields["owner"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (Owner.PERSON.value, person),
                *((str(worker_id), name) for worker_id, name in workers.items()),
                (Owner.SOMEBODY_ELSE.value, "Somebody else"),
            ]
        return self

    def as_step(self) -> Step:
        """Return what was written. Call it when the form is valid."""
        said = self.cleaned_data
        is_worker = said["owner"] not in set(Owner)
        return Step(
            id=said["step"], words=said["words"], owner=Owner.PRACTITIONER if is_worker else Owner(said["owner"]),
            who=said["who"], holder_id=UUID(said["owner"]) if is_worker else None, by_on=said["by_on"],
        )  # fmt: skip


def initial_step(step: Step | None, *, seen: int) -> dict[str, Any]:
    """Return what a form about this step shows at first, or an empty one for a new step."""
    if step is None:
        return {"step": uuid4(), "seen": seen}
    owner = str(step.holder_id) if step.owner is Owner.PRACTITIONER else step.owner.value
    return {"step": step.id, "seen": seen, "words": step.words, "owner": owner, "who": step.who, "by_on": step.by_on}


class MarkForm(forms.Form):
    """How a step stands."""

    places: Places = {planning.NeedsWords: ("because", "Write what it waits for, or why it is not needed any more")}
    status = Choice("Choose how it stands", [(one.value, one.label) for one in Status], label="How does it stand?")
    because = Words(label="What it waits for, or why")
    now_seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class LevelsForm(forms.Form):
    """The five levels of a goal in words, the worst first."""

    places: Places = {planning.NeedsFiveLevels: ("level_0", "Write all five. Short is good")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for place, level in enumerate(Level):
            missing = f"Write what “{level.label}” looks like"
            self.fields[f"level_{place}"] = Words(missing, longest=LONGEST_LEVEL, label=level.label)

    def as_levels(self) -> tuple[str, ...]:
        """Return the five, the worst first. Call it when the form is valid."""
        return tuple(self.cleaned_data[f"level_{place}"] for place in range(len(Level)))


class LevelForm(forms.Form):
    """Where the person says they are."""

    places: Places = {planning.NoLevels: ("level", "Write the five levels first")}
    level = Choice(
        "Choose one of the five", [(str(int(one)), one.label) for one in Level], label="Where are you today?"
    )
    words = Words(label="What makes you say so?")


class AnswersForm(forms.Form):
    """What both say to the plan."""

    places: Places = {planning.NeedsReason: ("staff_reason", "Write your reason")}
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    person = Choice(
        "Say what they say to it. Could not answer is an answer too",
        [(one.value, one.label.capitalize()) for one in PersonAnswer],
    )
    person_words = Words(label="Anything they want written beside it")
    staff = Choice("Say what you say to it", [(one.value, one.label.capitalize()) for one in StaffAnswer])
    staff_reason = Words(label="Your reason")

    def as_answers(self, on: date) -> Answers:
        """Return what both said. Call it when the form is valid."""
        said = self.cleaned_data
        return Answers(
            PersonAnswer(said["person"]), StaffAnswer(said["staff"]), on,
            person_words=said["person_words"].strip(), staff_reason=said["staff_reason"].strip(),
        )  # fmt: skip


class ReviewDayForm(forms.Form):
    """When both look at the plan again."""

    places: Places = {planning.GoneBy: ("on", GONE_BY)}
    on = DateInputField(label="On which day?", missing="Enter the day")


class LookForm(forms.Form):
    """That both looked at it today."""

    places: Places = {planning.GoneBy: ("next_on", GONE_BY), planning.NeedsWords: ("words", "Write what you both saw")}
    words = Words("Write what you both saw", label="What did you both see?")
    next_on = DateInputField(label="And look at it again on", required=False)


class PauseForm(forms.Form):
    """Why nobody looks at it for now."""

    places: Places = {planning.NeedsWords: ("because", "Write why it is paused")}
    because = Words("Write why it is paused", label="Why?")


class StartForm(forms.Form):
    """Why there is a new plan."""

    places: Places = {planning.NeedsWords: ("words", "Write what changed")}
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    because = Choice("Choose what changed", [(one.value, one.label) for one in Because], label="What changed?")
    words = Words(label="In a few words")


def is_done(form: Any, act: Callable[[], object]) -> bool:
    """Do something and return True, or say at its place on the form why it was refused and return False."""
    try:
        act()
    except tuple(form.places) as refusal:
        form.add_error(*form.places[type(refusal)])
        return False
    return True
