"""A passkey for the person's own door: made and taken away behind it, and used to open it."""

import json
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from alongside.access.gates import NotHere
from alongside.casework.my_side.passkeys import (
    PasskeyRefused,
    Site,
    add_passkey,
    begin_to_add,
    begin_to_open,
    list_own_passkeys,
    open_with_passkey,
    opened_with_passkey,
    remove_passkey,
)
from alongside.domain.my_side import page_words, say_day
from alongside.pages.layout.when import day_of
from alongside.pages.my_side.door import person_actor, person_capability
from alongside.pages.my_side.opening import count_wrong_try, let_in, may_try
from alongside.pages.my_side.showing import asks, language, show
from alongside.pages.policy import person, public, request_time

PAGE = "mine_passkey"
SAID = ("added", "removed", "problem")


class AnswerField(forms.CharField):
    """JSON from outside. Django's own field breaks on what is nested too deeply and on numbers without end."""

    def clean(self, value: Any) -> Any:
        try:
            return json.loads(super().clean(value))
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError("not an answer") from error


class AnswerForm(forms.Form):
    """What the device said, as the browser passes it on."""

    credential = AnswerField(max_length=20_000, widget=forms.HiddenInput)


class RemoveForm(forms.Form):
    """Which passkey goes."""

    passkey = forms.UUIDField()


@person
@asks
def passkeys(request: HttpRequest) -> HttpResponse:
    """Show the passkeys there are. A post keeps a new one, or takes one away."""
    if request.method == "POST":
        said = _remove(request) if "passkey" in request.POST else _add(request)
        return redirect(f"{reverse(PAGE)}?said={said}")
    found = list_own_passkeys(capability=person_capability(request), at=request_time(request))
    words, said = _words(), request.GET.get("said", "")
    rows = [(row.door_id, _words(day=say_day(day_of(row.added_at), language=language()))["of"]) for row in found]
    may_add = not opened_with_passkey(person_capability(request))
    context: dict[str, Any] = {"rows": rows, "said": words[said] if said in SAID else "", "may_add": may_add}
    return show(request, PAGE, words, **context)


@person
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Say what the browser is to ask the device for a new passkey."""
    capability, at = person_capability(request), request_time(request)
    try:
        return _options(begin_to_add(capability=capability, site=_site(request), at=at))
    except PasskeyRefused:
        return JsonResponse({}, status=403)


@public
@require_POST
def begin_to_use(request: HttpRequest) -> HttpResponse:
    """Say what the browser is to ask the device for one that is there: the same for everybody."""
    if not may_try(request):
        return JsonResponse({}, status=429)
    return _options(begin_to_open(site=_site(request), at=request_time(request)))


@public
@require_POST
def use(request: HttpRequest) -> HttpResponse:
    """Open the person's own side, or lead back to the code and the PIN: one answer, whatever was wrong."""
    form = AnswerForm(request.POST)
    if form.is_valid() and may_try(request):
        answer = _mapping(form.cleaned_data["credential"])
        secret = open_with_passkey(answer=answer, site=_site(request), at=request_time(request))
        if secret:
            return let_in(request, secret)
    count_wrong_try(request)
    return redirect(f"{reverse('open_card')}?passkey=problem")


def _add(request: HttpRequest) -> str:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return "problem"
    try:
        add_passkey(
            capability=person_capability(request),
            answer=_mapping(form.cleaned_data["credential"]),
            site=_site(request),
            by=person_actor(request),
            at=request_time(request),
        )
    except PasskeyRefused:
        return "problem"
    return "added"


def _remove(request: HttpRequest) -> str:
    form = RemoveForm(request.POST)
    if not form.is_valid():
        raise NotHere
    door_id: UUID = form.cleaned_data["passkey"]
    remove_passkey(
        capability=person_capability(request), door_id=door_id, by=person_actor(request), at=request_time(request)
    )
    return "removed"


def _mapping(sent: object) -> dict[str, Any]:
    return sent if isinstance(sent, dict) else {}


def _site(request: HttpRequest) -> Site:
    return Site(host=request.get_host().rsplit(":", 1)[0], name=_words()["name"])


def _options(options: dict[str, Any]) -> HttpResponse:
    return HttpResponse(json.dumps(options, default=dict), content_type="application/json")


def _words(*, day: str = "") -> dict[str, str]:
    return page_words(PAGE, language=language(), day=day)
