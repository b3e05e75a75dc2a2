"""A copy of what is held about the person: they ask in their words, and see by when they hear."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.casework.subject_access.loading import RequestLine
from alongside.casework.subject_access.own_side import ask_for_a_copy, list_own_requests
from alongside.domain.my_side import page_words, say_day
from alongside.pages.my_side.door import person_actor, person_capability
from alongside.pages.my_side.forms import OwnWordsForm
from alongside.pages.my_side.showing import asks, language, posted, show
from alongside.pages.policy import person, request_time

PAGE = "mine_copy"


@person
@asks
def copy(request: HttpRequest) -> HttpResponse:
    """Show what was asked for and by when the person hears, and ask what else."""
    words = _words()
    form = OwnWordsForm(posted(request), words=words)
    at = request_time(request)
    if form.is_valid():
        ask_for_a_copy(
            capability=person_capability(request), words=form.cleaned_data["words"], by=person_actor(request), at=at
        )
        return redirect(f"{reverse(PAGE)}?sent=1")
    lines = list_own_requests(capability=person_capability(request), at=at)
    said = words["sent"] if "sent" in request.GET else ""
    return show(request, PAGE, words, form, rows=[_row(line) for line in lines], said=said)


def _row(line: RequestLine) -> dict[str, Any]:
    words = _words(day=_say(line.asked_on), by=_say(line.due_on))
    waits = words["hear_by"] if line.due_on else words["who_first"]
    given = _words(day=_say(line.given_on))["was_given"]
    states = {"agreed": f"{words['ready']} {waits}", "given": given}
    return {
        "asked_on": words["asked_on"],
        "words": line.scope,
        "state": states.get(line.state.value, waits),
        "longer": words["longer"] if line.extended_on else "",
        "why": line.extended_because,
    }


def _say(day: date | None) -> str:
    return say_day(day, language=language()) if day else ""


def _words(**names: str) -> dict[str, str]:
    return page_words(PAGE, language=language(), **(dict.fromkeys(("day", "by"), "") | names))
