"""What I am practising: what was agreed to try, and how a try went, in ten seconds."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_date

from alongside.access.gates import NotHere
from alongside.casework.my_side.practising import OwnPractice, OwnSkill, get_own_practice, log_own_practice
from alongside.domain.my_side import page_words, say_day
from alongside.domain.skills import Added, CannotLog, Practice
from alongside.pages.layout.when import day_of
from alongside.pages.my_side.door import person_actor, person_capability
from alongside.pages.my_side.forms import set_one_of
from alongside.pages.my_side.own_pages import name_readers
from alongside.pages.my_side.showing import asks, language, posted, show
from alongside.pages.policy import person, request_time

NUMBERS = tuple(str(number) for number in range(11))
DAYS_OFFERED, LATELY = 14, 20
SAID = tuple(added.value for added in Added)
# Where on the form a refusal is said, and the word of the catalogue that says it.
REFUSED = {"how": ("how", "choose_how"), "on": ("on", "not_yet"), "words": ("line", "too_long")}


class _AsSent(forms.TypedChoiceField):
    """A choice that is taken as it was sent: a form that waited for a signal may be older than the list."""

    def valid_value(self, value: object) -> bool:
        return True


class TryForm(forms.Form):
    """One try: what, how it went, one line, and the day. sent was made with the page."""

    sent = forms.UUIDField(widget=forms.HiddenInput, required=False)
    what = _AsSent(widget=forms.RadioSelect)
    how = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect)
    line = forms.CharField(required=False)
    on = _AsSent(coerce=date.fromisoformat, widget=forms.Select)

    def __init__(self, *args: Any, words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words
        set_one_of(self, "what", [], words["choose_what"])
        set_one_of(self, "how", [(number, number) for number in NUMBERS], words["choose_how"])
        set_one_of(self, "on", [], words["choose_day"])

    def offer(self, skills: Sequence[OwnSkill], today: date) -> None:
        """Offer what the person works on and the last days."""
        tries = [pair for skill in skills for pair in _tries(skill)]
        set_one_of(self, "what", tries, self.words["choose_what"])
        set_one_of(self, "on", _days(today, self.words, self["on"].value()), self.words["choose_day"])
        self.initial = {"sent": uuid4(), "what": tries[0][0] if len(tries) == 1 else None, "on": today.isoformat()}

    def as_practice(self, at: datetime) -> Practice:
        """Return what was said. Call it when the form is valid."""
        said = self.cleaned_data
        module_id, _, exercise_id = said["what"].partition("/")
        return Practice(said["sent"] or uuid4(), module_id, exercise_id, said["on"], at, said["how"], said["line"])


@person
@asks
def practice(request: HttpRequest) -> HttpResponse:
    """Show what the person practises. A post keeps how one try went."""
    at, words = request_time(request), _words()
    form = TryForm(posted(request), words=words)
    if form.is_valid() and (added := _keep(request, form)):
        return redirect(f"{reverse('mine_practice')}?said={added.value}")
    if "sent" in form.errors:
        raise NotHere
    found = get_own_practice(capability=person_capability(request), at=at)
    form.offer(found.skills, day_of(at))
    said = request.GET.get("said", "")
    context: dict[str, Any] = {
        "skills": found.skills, "numbers": NUMBERS, "rows": _rows(found),
        "who_reads": _words(readers=name_readers(found.readers))["who_reads" if found.readers.workers else "team_reads"],
        "said": words[said] if said in SAID else "", "how": form["how"].value() or "",
    }  # fmt: skip
    return show(request, "mine_practice", words, form, **context)


def _keep(request: HttpRequest, form: TryForm) -> Added | None:
    """Keep what was sent, or say at its place why it cannot be and return None."""
    at = request_time(request)
    try:
        return log_own_practice(
            capability=person_capability(request), practice=form.as_practice(at), by=person_actor(request), at=at
        )
    except CannotLog as refusal:
        place, word = REFUSED[refusal.field]
        form.add_error(place, form.words[word])
    except NotHere:
        form.add_error("what", form.words["choose_what"])
    return None


def _tries(skill: OwnSkill) -> list[tuple[str, str]]:
    """Return what can be chosen of a skill: each exercise that was done, or the skill as a whole."""
    done = [(f"{skill.module_id}/{one.exercise_id}", one.title) for one in skill.to_try]
    return done or [(f"{skill.module_id}/", skill.title)]


def _days(today: date, words: Mapping[str, str], sent: str | None) -> list[tuple[str, str]]:
    """Return the last days, the day of a form that was sent late among them."""
    days = [today - timedelta(days=ago) for ago in range(DAYS_OFFERED)]
    if (late := parse_date(sent or "")) and late < days[-1]:
        days.append(late)
    named = [words["today"], words["yesterday"], *(say_day(day, language=language()) for day in days[2:])]
    return [(day.isoformat(), name) for day, name in zip(days, named, strict=True)]


def _rows(found: OwnPractice) -> list[dict[str, Any]]:
    """Return what was told lately, the last day first."""
    told = [(one, skill.title) for skill in found.skills for one in skill.log]
    told.sort(key=lambda row: (row[0].on, row[0].sent_at), reverse=True)
    return [_row(one, title) for one, title in told[:LATELY]]


def _row(one: Practice, title: str) -> dict[str, Any]:
    words = _words(day=say_day(one.on, language=language()), number=str(one.how))
    return {
        "title": title,
        "how": words["row"],
        "words": one.words,
        "source": words["by_you" if one.own else "by_other"],
    }


def _words(**names: str) -> dict[str, str]:
    return page_words("mine_practice", language=language(), **(dict.fromkeys(("readers", "day", "number"), "") | names))
