"""What somebody types who has a sheet of paper beside them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from alongside.access import Audience
from alongside.casework.paper.desk import QuestionToType, TypingPage
from alongside.casework.paper.typing import AnsweredAlready, ImpossibleDay, OnPaper, SheetRefused, TypedAlready
from alongside.casework.relationships.covers import Colleague
from alongside.domain.paper import read_reference
from alongside.domain.speaking import SpokenIn
from alongside.pages.layout.choices import set_choices
from alongside.pages.layout.dates import DateInputField
from alongside.pages.layout.when import long_date
from alongside.pages.relationships.forms import choose, colleague_choices

LONGEST = 2_000
NOTHING = "none"
PREFIX = "answer_"
ASKED_IN = [(each.value, each.label) for each in SpokenIn if each]
AUDIENCES = [
    (Audience.WORKER.value, "Their worker, the first box"),
    (Audience.SUPERVISOR.value, "Only the supervisor"),
    (Audience.TOTALS.value, "Nobody sees it"),
]
NO_AUDIENCE = (
    "Choose the box that is ticked. If none or more than one is, nothing can be kept of them. Tick “Not today” instead"
)
CHECK_REFERENCE = "Check the number at the top of the sheet. It has eight letters and numbers"


class ReferenceForm(forms.Form):
    """The number at the top of a sheet."""

    reference = forms.CharField(
        label="Number of the sheet", max_length=40, error_messages={"required": "Enter the number of the sheet"}
    )

    def clean_reference(self) -> str:
        """Return the number as it is printed."""
        reference = read_reference(self.cleaned_data["reference"])
        if not reference:
            raise forms.ValidationError(CHECK_REFERENCE)
        return reference


class TypistForm(forms.Form):
    """Who may type."""

    user = choose("Who may type", "Choose who may type")

    def __init__(self, *args: Any, choices: Iterable[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "user", colleague_choices(choices))


class SheetForm(forms.Form):
    """Everything on a sheet. With *not today* ticked, nothing but the date and what is to be told today counts."""

    session = choose("Which sheet is it?", "Choose the number that is at the top of the sheet")
    written_on = DateInputField(label="Date the sheet was filled in", missing="Enter the date the sheet was filled in")
    asked_in = forms.ChoiceField(
        label="Which language is it in?", choices=ASKED_IN, initial=SpokenIn.ENGLISH.value, widget=forms.RadioSelect
    )
    interpreter = forms.BooleanField(label="An interpreter helped", required=False)
    not_today = forms.BooleanField(label="“Not today” is ticked, and no answers are given", required=False)
    audience = forms.ChoiceField(
        label="Who can see this?",
        choices=AUDIENCES,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose which box is ticked"},
    )
    felt_off = forms.BooleanField(label="“Something was off today” is ticked", required=False)
    words = forms.CharField(label="In their own words", required=False, max_length=LONGEST, widget=forms.Textarea)
    tell = forms.BooleanField(label="“Tell someone today” is ticked", required=False)
    tell_words = forms.CharField(
        label="What they should know", required=False, max_length=LONGEST, widget=forms.Textarea
    )

    def __init__(self, *args: Any, page: TypingPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        sheets = [(str(s.session_id), f"{s.reference}, {long_date(s.on)} with {s.practitioner}") for s in page.sessions]
        set_choices(self, "session", [("", "Choose a sheet"), *sheets])
        for number, question in enumerate(page.questions, start=1):
            self.fields[f"{PREFIX}{question.item_id}"] = _answer_field(question, number)
        for name in ("words", "tell_words"):
            self.fields[name].error_messages["max_length"] = "There is room for 2,000 letters"
            self.fields[name].widget.attrs.pop("maxlength", None)

    @property
    def answers(self) -> Sequence[Any]:
        """Return the fields of the questions, in their order."""
        return [self[f"{PREFIX}{question.item_id}"] for question in self.page.questions]

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing, and refuse words that nobody could read."""
        typed = super().clean() or {}
        if typed.get("tell") and not typed.get("tell_words", "").strip():
            self.add_error("tell_words", "Type what is written there. If nothing is, type: ticked, no words")
        if not typed.get("not_today"):
            self._check_answers(typed)
        return typed

    def _check_answers(self, typed: dict[str, Any]) -> None:
        audience = typed.get("audience")
        if not audience and "audience" not in self.errors:
            self.add_error("audience", NO_AUDIENCE)
        for question in self.page.questions:
            name = f"{PREFIX}{question.item_id}"
            if not typed.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["invalid_choice"])
        if audience == Audience.TOTALS and typed.get("words", "").strip():
            said = "The sheet says that nobody sees it, so these words cannot be kept. Take them out here"
            self.add_error("words", said)

    @property
    def sheet(self) -> OnPaper:
        """Return what was typed. Call it only on a valid form."""
        typed = self.cleaned_data
        not_today: bool = typed["not_today"]
        about: dict[str, Any] = {
            "session_id": UUID(typed["session"]),
            "written_on": typed["written_on"],
            "asked_in": SpokenIn(typed["asked_in"]),
            "interpreter": typed["interpreter"],
            "not_today": not_today,
            "tell": typed["tell_words"],
        }
        if not_today:
            return OnPaper(**about)
        return OnPaper(
            **about,
            audience=Audience(typed["audience"]),
            answers={question.item_id: self.number_of(question.item_id) for question in self.page.questions},
            felt_off=typed["felt_off"],
            words=typed["words"],
        )

    def number_of(self, item_id: str) -> int | None:
        """Return the number that is circled, or None."""
        typed = self.cleaned_data[f"{PREFIX}{item_id}"]
        return None if typed == NOTHING else int(typed)

    @property
    def met_on(self) -> date:
        """Return the day of the meeting that was chosen."""
        return next(s.on for s in self.page.sessions if str(s.session_id) == self.cleaned_data["session"])

    def say(self, refused: SheetRefused) -> None:
        """Say at the right field why the sheet cannot be kept, and never let what is to be told today be lost over it."""
        if isinstance(refused, ImpossibleDay):
            self.add_error(
                "written_on",
                f"The date is {long_date(self.met_on)}, the day of the meeting, or later, and not after today",
            )
            return
        if isinstance(refused, TypedAlready):
            why = "A sheet for this session has been typed already, so this one cannot be kept."
        elif isinstance(refused, AnsweredAlready):
            why = "There are answers about this session already, and they stay. This sheet cannot be kept."
        danger = " Speak to whoever keeps people safe here about “Tell someone today” now." if self._tells() else ""
        self.add_error("session", f"{why} Nothing of it was saved. Check the number.{danger}")

    def _tells(self) -> bool:
        return bool(self.cleaned_data.get("tell_words", "").strip())


def _answer_field(question: QuestionToType, place: int) -> forms.ChoiceField:
    numbers = [(str(number), str(number)) for number in question.numbers]
    missing = f"Question {place}: choose the number that is circled, or the last choice"
    return forms.ChoiceField(
        label=question.text,
        choices=[("", "Choose"), *numbers, (NOTHING, "Prefer not to say, or left empty")],
        required=False,
        error_messages={"invalid_choice": missing},
    )
