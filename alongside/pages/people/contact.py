"""How a person may be reached, and what is safe."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.casework.people.contact import (
    DoesNotFit,
    Route,
    add_contact_route,
    confirm_contact_route,
    end_contact_route,
)
from alongside.casework.people.details import get_contact
from alongside.pages.layout.when import long_date
from alongside.pages.people.forms import ROUTES, SAFE, RouteForm, SafeForm
from alongside.pages.people.identity import identity_context
from alongside.pages.people.posted import posted_id
from alongside.pages.policy import request_time, staff, staff_actor


@staff
def contact_routes(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the ways to reach a person. A post adds one, confirms one with the person, or ends one."""
    by, at = staff_actor(request), request_time(request)
    is_post = request.method == "POST"
    found = get_contact(person_id=person_id, viewer=by, at=at, to_change=is_post)
    form, wrong, wrong_id = RouteForm(auto_id="new_%s"), None, None
    if is_post and request.POST.get("do") == "end":
        end_contact_route(person_id=person_id, route_id=posted_id(request, "route_id"), by=by, at=at)
        messages.success(request, "It is no longer used. It stays in the history below.")
        return redirect("contact_routes", person_id)
    if is_post and request.POST.get("do") == "confirm":
        wrong_id = posted_id(request, "route_id")
        wrong = SafeForm(request.POST, auto_id=f"{wrong_id}_%s")
        if wrong.is_valid() and _confirm(request, person_id, wrong_id, wrong):
            return redirect("contact_routes", person_id)
    elif is_post:
        form = RouteForm(request.POST, auto_id="new_%s")
        if form.is_valid() and _add(request, person_id, form):
            return redirect("contact_routes", person_id)
    context = identity_context(found.identity, now=at, current="contact_routes") | {
        "form": form,
        "wrong": wrong,
        "may_stop": found.identity.may_set_up_door,
        "routes": [_shown(r, wrong if r.id == wrong_id else None) for r in found.routes if not r.ended_on],
        "ended": [_shown(r, None) for r in found.routes if r.ended_on],
        "has_errors": bool(form.errors or (wrong and wrong.errors)),
    }
    return render(request, "people/contact.html", context)


def _add(request: HttpRequest, person_id: UUID, form: RouteForm) -> bool:
    try:
        add_contact_route(person_id=person_id, facts=form.facts, by=staff_actor(request), at=request_time(request))
    except DoesNotFit:
        form.say_it_does_not_fit()
        return False
    messages.success(request, "It is added.")
    return True


def _confirm(request: HttpRequest, person_id: UUID, route_id: UUID, form: SafeForm) -> bool:
    try:
        confirm_contact_route(
            person_id=person_id,
            route_id=route_id,
            safe=form.ways,
            shared_with=form.cleaned_data["shared_with"],
            by=staff_actor(request),
            at=request_time(request),
        )
    except DoesNotFit:
        form.say_it_does_not_fit()
        return False
    messages.success(request, "Kept as they confirmed it today.")
    return True


def _shown(route: Route, wrong: SafeForm | None) -> dict[str, Any]:
    initial = {"safe": list(route.safe), "shared_with": route.shared_with}
    return {
        "id": route.id,
        "kind": ROUTES[route.kind],
        "value": route.value,
        "safe": [text for way, text in SAFE.items() if way in route.usable],
        "was_safe": [text for way, text in SAFE.items() if way in route.safe - route.usable],
        "shared_with": route.shared_with,
        "confirmed": long_date(route.last_confirmed_on) if route.last_confirmed_on else "",
        "is_confirmed": route.is_confirmed,
        "ended": long_date(route.ended_on) if route.ended_on else "",
        "form": wrong or SafeForm(initial=initial, auto_id=f"{route.id}_%s"),
        "is_open": wrong is not None,
    }
