"""What the person said yes or no to, with one tap to take a yes back, and what others were told about them."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.access.gates import NotHere
from alongside.casework.agreements.loading import AgreementLine
from alongside.casework.agreements.own_side import list_own_agreements, take_back
from alongside.casework.passing_on.loading import PassedLine
from alongside.casework.passing_on.own_side import list_own_passed_on
from alongside.domain.agreements import Answer, find_wording
from alongside.domain.my_side import page_words, say_day
from alongside.pages.my_side.door import person_actor, person_capability
from alongside.pages.my_side.showing import asks, language, show
from alongside.pages.policy import person, request_time


@person
@asks
def agreements(request: HttpRequest) -> HttpResponse:
    """Show what was asked and said. A post takes one yes back."""
    capability, at = person_capability(request), request_time(request)
    if request.method == "POST":
        take_back(
            capability=capability, agreement_id=_id_of(request), language=language(), by=person_actor(request), at=at
        )
        return redirect(f"{reverse('mine_agreements')}?back=1")
    words = _agreement_words()
    rows = [_row(line) for line in list_own_agreements(capability=capability, at=at)]
    return show(request, "mine_agreements", words, rows=rows, was_taken_back="back" in request.GET)


@person
@require_safe
def passed_on(request: HttpRequest) -> HttpResponse:
    """Show what others were told, of all that the person was told of."""
    words = page_words("mine_passed_on", language=language(), day="")
    lines = list_own_passed_on(capability=person_capability(request), at=request_time(request))
    return show(request, "mine_passed_on", words, rows=[_passed(line) for line in lines])


def _id_of(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("agreement", ""))
    except ValueError:
        raise NotHere from None


def _agreement_words(day: str = "") -> dict[str, str]:
    return page_words("mine_agreements", language=language(), day=day)


def _row(line: AgreementLine) -> dict[str, Any]:
    standing = line.standing
    words = _agreement_words(_say(standing.on))
    until = _agreement_words(_say(standing.until))["until"] if standing.is_yes and standing.until else ""
    version = line.answers[-1].answered.version
    asked = find_wording(line.matter, version, language=language())
    return {
        "id": line.id,
        "what": words[line.matter.value],
        "about": line.about,
        "asked": asked.text if asked else "",
        "said": words["over"] if standing.is_over else words[f"said_{standing.answer.value}"],
        "until": until,
        "is_yes": standing.answer is Answer.YES,
    }


def _passed(line: PassedLine) -> dict[str, Any]:
    words = page_words("mine_passed_on", language=language(), day=_say(line.on))
    return {
        "to": line.said.to,
        "on": words["on"],
        "what": line.said.what,
        "why": words[f"why_{line.ground.value}"],
        "law": line.said.law,
        "right": [one.words for one in line.corrections],
        "back": [one.words for one in line.came_back],
    }


def _say(day: date) -> str:
    return say_day(day, language=language())
