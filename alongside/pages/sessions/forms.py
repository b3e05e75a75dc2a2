"""What is typed about a session, read into the words of casework."""

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.timezone import localtime

from alongside.casework.sessions.notes.drafts import Typed
from alongside.casework.sessions.operations import Plan
from alongside.casework.sessions.queries import SessionPage
from alongside.domain.ratings import HIGHEST, LOWEST
from alongside.domain.sessions import (
    Agenda,
    Attendance,
    Keep,
    NoSuchTime,
    ReadingReason,
    london_moment,
    read_points,
)
from alongside.domain.sessions.searching import LONGEST_QUERY
from alongside.pages.layout.dates import DateInputField
from alongside.pages.sessions.statements import read_open, read_posted

LENGTHS = {15: "15 minutes", 30: "30 minutes", 45: "45 minutes", 60: "1 hour", 90: "1 and a half hours", 120: "2 hours"}
USUAL_LENGTH = 45
TOO_FAR = "This is more than a year away. Check the year"
TAB = re.compile(r"[0-9a-f]{32}")
CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.h ]?(?P<minute>\d{2}))? ?(?P<half>[ap]\.?m\.?)?", re.IGNORECASE)


class TimeOfDayField(forms.CharField):
    """A time as people write it: 10:30, 10.30, 2pm, 2.30 pm, 14."""

    def clean(self, value: Any) -> datetime.time | None:
        text = super().clean(value)
        if not text:
            return None
        found = CLOCK.fullmatch(text.strip())
        if not found:
            raise ValidationError("Write a time, for example 10:30 or 2.30pm")
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
        half = (found["half"] or "")[:1].lower()
        if (half and not 1 <= hour <= 12) or hour > 23 or minute > 59:
            raise ValidationError(f"There is no {text.strip()} on a clock. Write a time, for example 10:30 or 2.30pm")
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        return datetime.time(hour, minute)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(str(initial or "") != str(data or ""))


class WhenForm(forms.Form):
    """When and where. Without a date it says nothing, if it need not."""

    on = DateInputField(label="Date", missing="Enter the date of the session")
    starts = TimeOfDayField(label="Time", max_length=12, error_messages={"required": "Enter the time it starts"})
    minutes = forms.TypedChoiceField(label="How long", choices=list(LENGTHS.items()), coerce=int, initial=45)
    place = forms.CharField(label="Where", max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("on") and cleaned.get("starts"):
            try:
                cleaned["planned_at"] = london_moment(cleaned["on"], cleaned["starts"])
            except NoSuchTime:
                self.add_error("starts", "The clocks go forward at that time. Choose another")
        return cleaned

    def offer_length(self, minutes: int) -> None:
        """Let a length be chosen that is not one of the usual ones, because the session has it already."""
        offered = LENGTHS if minutes in LENGTHS else LENGTHS | {minutes: f"{minutes} minutes"}
        field = self.fields["minutes"]
        if isinstance(field, forms.ChoiceField):
            field.choices = sorted(offered.items())

    def plan(self) -> Plan:
        """Return the plan that was typed."""
        data = self.cleaned_data
        agenda = Agenda(
            person=read_points(data.get("from_person", "")), practitioner=read_points(data.get("from_you", ""))
        )
        return Plan(data["planned_at"], data["minutes"], data["place"], agenda)


class PlanForm(WhenForm):
    """A whole plan, with what each side brings, one point a line."""

    from_person = forms.CharField(widget=forms.Textarea, required=False, max_length=4000)
    from_you = forms.CharField(widget=forms.Textarea, required=False, max_length=4000)


class NextTimeForm(WhenForm):
    """The next session, which may be left for later by leaving the date empty."""

    on = DateInputField(label="Date", missing="Enter the date of the session", required=False)
    starts = TimeOfDayField(label="Time", max_length=12, required=False)
    # Where a next session is planned already, none of these boxes is on the page.
    minutes = forms.TypedChoiceField(
        label="How long", choices=list(LENGTHS.items()), coerce=int, initial=USUAL_LENGTH, required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["minutes"] = cleaned.get("minutes") or USUAL_LENGTH
        if cleaned.get("on") and not cleaned.get("starts") and "starts" not in self.errors:
            self.add_error("starts", "Enter the time it starts")
        return cleaned

    @property
    def is_filled(self) -> bool:
        """Return whether a next session was asked for."""
        return bool(self.cleaned_data.get("on"))


class TypedForm(forms.Form):
    """What a tab sends of a note. Whatever else is wrong with it, the words are taken."""

    revision = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    tab = forms.RegexField(TAB, required=False)
    by = forms.CharField(required=False, max_length=40)

    def __init__(self, posted: QueryDict) -> None:
        super().__init__(posted)
        self.statements, self.opens = read_posted(posted), read_open(posted)

    def typed(self) -> Typed:
        """Return what was typed."""
        self.is_valid()
        data = self.cleaned_data
        return Typed(self.statements, data.get("revision") or 0, data.get("tab", ""))

    def author(self) -> str:
        """Return whose page it was typed on, if the page said so."""
        self.is_valid()
        return str(self.cleaned_data.get("by", ""))


class ChoiceForm(forms.Form):
    """Which of two texts is kept."""

    keep = forms.ChoiceField(choices=[(keep.value, keep.value) for keep in Keep])
    tab = forms.RegexField(TAB, required=False)


class NoteIdForm(forms.Form):
    """Which note a button is about."""

    note = forms.UUIDField()


class ReasonForm(forms.Form):
    """Why somebody outside the relationship reads notes."""

    why = forms.ChoiceField(
        label="Why do you want to read them?",
        widget=forms.RadioSelect,
        choices=[(reason.value, reason.label) for reason in ReadingReason],
        error_messages={"required": "Say why you want to read the notes"},
    )

    def reason(self) -> ReadingReason:
        """Return the reason that was given."""
        return ReadingReason(self.cleaned_data["why"])


class AttendanceForm(forms.Form):
    """What became of the session."""

    attendance = forms.ChoiceField(
        label="Did you meet?",
        widget=forms.RadioSelect,
        choices=[(a.value, a.label) for a in Attendance if a.is_settled],
        error_messages={"required": "Say whether you met"},
    )
    said = forms.CharField(widget=forms.Textarea, required=False, max_length=4000)
    declined = forms.BooleanField(required=False)


class RatingForm(forms.Form):
    """The two taps. The first is kept on the page until the second is given."""

    own = forms.IntegerField(min_value=LOWEST, max_value=HIGHEST, required=False)
    guess = forms.IntegerField(min_value=LOWEST, max_value=HIGHEST, required=False)
    skip = forms.BooleanField(required=False)


def initial_plan(page: SessionPage, *, with_date: bool = True) -> dict[str, Any]:
    """Return what a form about a plan starts with: this session's own."""
    planned = localtime(page.planned_at)
    return {
        "on": planned.date() if with_date else None,
        "starts": f"{planned:%H:%M}",
        "minutes": page.minutes if page.minutes in LENGTHS or with_date else None,
        "place": page.place,
        "from_person": "\n".join(page.agenda.person),
        "from_you": "\n".join(page.agenda.practitioner),
    }


class CancelForm(forms.Form):
    """What was said about a session that will not happen."""

    words = forms.CharField(widget=forms.Textarea, required=False, max_length=4000)


class SearchForm(forms.Form):
    """What is looked for in one's own notes, and which page of what was found."""

    q = forms.CharField(
        label="What are you looking for?",
        max_length=LONGEST_QUERY,
        error_messages={"required": "Write the word or words you are looking for"},
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)
