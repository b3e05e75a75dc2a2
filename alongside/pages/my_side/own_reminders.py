"""The person's reminders: what they get, and that it stops when they say so."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.casework.messages.plans import get_own_reminders, stop_own_reminders
from alongside.domain.my_side import page_words
from alongside.pages.my_side.door import person_actor, person_capability
from alongside.pages.my_side.showing import asks, language, show
from alongside.pages.policy import person, request_time


@person
@asks
def reminders(request: HttpRequest) -> HttpResponse:
    """Say by which way they come. A post stops them."""
    capability, at = person_capability(request), request_time(request)
    if request.method == "POST":
        stop_own_reminders(capability=capability, by=person_actor(request), at=at)
        return redirect(f"{reverse('mine_reminders')}?stopped=1")
    words = page_words("mine_reminders", language=language())
    kind = get_own_reminders(capability=capability, at=at)
    by_way = words[f"by_{kind.value}"] if kind else ""
    return show(request, "mine_reminders", words, by_way=by_way, was_stopped="stopped" in request.GET)
