"""The promises of both sides, and what the person says of their own."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.access.gates import NotHere
from alongside.casework.promises.errors import SettledAlready, TooLate
from alongside.casework.promises.own_side import (
    BothSides,
    list_promises_for_person,
    say_own_is_done,
    say_own_why_not,
    undo_own_done,
)
from alongside.casework.promises.picture import BothCounted
from alongside.domain.my_side import page_words, say_day
from alongside.domain.promises import IN_ORDER, Period, Side, say_tally
from alongside.pages.layout.when import day_of
from alongside.pages.my_side.door import person_actor, person_capability
from alongside.pages.my_side.forms import WordsForm
from alongside.pages.my_side.showing import asks, language, posted, show
from alongside.pages.policy import person, request_time

SAID = ("done", "why", "back", "too_late")


class OwnPromiseForm(WordsForm):
    """Which promise, and what is said of it. Why it is not done needs words."""

    promise = forms.UUIDField()
    say = forms.ChoiceField(choices=[(say, say) for say in SAID[:3]])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("say") == "why" and not cleaned.get("words", "").strip() and "words" not in self.errors:
            self.add_error("words", self.missing)
        return cleaned

    def __init__(self, *args: object, words: dict[str, str], **kwargs: object) -> None:
        super().__init__(*args, words=words, **kwargs)
        self.missing = words["empty"]


@person
@asks
def promises(request: HttpRequest) -> HttpResponse:
    """Show both sides' promises. A post says of an own one that it is done, why not, or takes that back."""
    at = request_time(request)
    words = page_words("mine_promises", language=language(), day=say_day(day_of(at), language=language()))
    form = OwnPromiseForm(posted(request), words=words)
    if form.is_valid():
        return redirect(f"{reverse('mine_promises')}?said={_say(request, form.cleaned_data)}")
    if "promise" in form.errors or "say" in form.errors:
        raise NotHere
    found = list_promises_for_person(capability=person_capability(request), at=at, language=language())
    said = request.GET.get("said", "")
    context: dict[str, Any] = {
        "sides": _sides(found, words),
        "settled": found.settled,
        "counted": _counted(found.counted),
        "can_undo": found.can_undo,
        "is_empty": not found.open and not found.settled,
        "said": words[f"said_{said}"] if said in SAID else "",
        "wrong": form.cleaned_data["promise"] if form.errors else None,
        "error": next(iter(form.errors.get("words", [])), ""),
    }
    return show(request, "mine_promises", words, form, **context)


def _sides(found: BothSides, words: dict[str, str]) -> list[dict[str, Any]]:
    titles = {Side.PERSON: ("own", "nothing_own"), Side.PRACTITIONER: ("theirs", "nothing_theirs")}
    return [
        {
            "name": title,
            "title": words[title],
            "nothing": words[nothing],
            "is_own": side is Side.PERSON,
            "lines": [line for line in found.open if line.side is side],
        }
        for side, (title, nothing) in titles.items()
    ]


def _counted(counted: BothCounted | None) -> list[dict[str, Any]]:
    """Return what became of the promises of both sides, the workers' first, for each stretch of time."""
    if counted is None:
        return []
    whole, lately = counted.picture.whole, counted.picture.lately
    words = page_words("mine_promises", language=language(), day=say_day(whole.since, language=language()))
    periods = [_period(lately, words["lately"], words)] if lately else []
    return [*periods, _period(whole, words["since"], words)]


def _period(period: Period, when: str, words: dict[str, str]) -> dict[str, Any]:
    names = {Side.PERSON: words["you"], Side.PRACTITIONER: words["workers"]}
    return {
        "when": when,
        "sides": [(side.value, names[side], say_tally(period.of(side), language=language())) for side in IN_ORDER],
    }


def _say(request: HttpRequest, sent: dict[str, Any]) -> str:
    promise_id: UUID = sent["promise"]
    capability, by, at = person_capability(request), person_actor(request), request_time(request)
    try:
        if sent["say"] == "done":
            say_own_is_done(capability=capability, promise_id=promise_id, by=by, at=at)
        elif sent["say"] == "why":
            say_own_why_not(capability=capability, promise_id=promise_id, words=sent["words"].strip(), by=by, at=at)
        else:
            undo_own_done(capability=capability, promise_id=promise_id, by=by, at=at)
    except (SettledAlready, TooLate):
        return "too_late"
    return str(sent["say"])
