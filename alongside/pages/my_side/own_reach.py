"""How the person can be reached, masked, and two ways to stop: one of them, or all at once."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.access.gates import NotHere
from alongside.casework.messages.stopping import OwnRoute, list_own_routes, stop_own_contact, stop_own_route
from alongside.domain.my_side import page_words
from alongside.domain.people.contact import Safe
from alongside.pages.my_side.door import person_actor, person_capability
from alongside.pages.my_side.showing import asks, language, show
from alongside.pages.policy import person, request_time


@person
@asks
def reach(request: HttpRequest) -> HttpResponse:
    """Show the ways in use. A post stops one of them, or everything."""
    capability, by, at = person_capability(request), person_actor(request), request_time(request)
    if request.method == "POST":
        if "all" in request.POST:
            stop_own_contact(capability=capability, by=by, at=at)
        else:
            stop_own_route(capability=capability, route_id=_id_of(request), by=by, at=at)
        return redirect(f"{reverse('mine_reach')}?stopped=1")
    words = page_words("mine_reach", language=language())
    rows = [_row(route, words) for route in list_own_routes(capability=capability, at=at)]
    return show(request, "mine_reach", words, rows=rows, was_stopped="stopped" in request.GET)


def _id_of(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("route", ""))
    except ValueError:
        raise NotHere from None


def _row(route: OwnRoute, words: dict[str, str]) -> dict[str, Any]:
    kind = words[route.kind.value]
    return {
        "id": route.id,
        "what": f"{kind} {route.masked}".strip(),
        "safe": [words[way.value] for way in Safe if way in route.usable],
    }
