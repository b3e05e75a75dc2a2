"""The staff's page about a person's own door, and what is done there face to face."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alongside.casework.my_side.doors import PinMissing, close_door, hand_over_for_pin, make_card, make_link
from alongside.casework.my_side.setting_up import get_setting_up
from alongside.domain.my_side import page_words
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.my_side.door import open_door
from alongside.pages.my_side.door_words import shown_doors
from alongside.pages.my_side.qr import draw_qr
from alongside.pages.people.identity import identity_context
from alongside.pages.people.notices import notice_words
from alongside.pages.policy import request_time, staff, staff_actor

PIN_FIRST = "Choose a PIN together first. A card or a link opens nothing without one."


@staff
@require_safe
def set_up(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show how a person's own door stands, and what can be done about it together."""
    at = request_time(request)
    page = get_setting_up(person_id=person_id, viewer=staff_actor(request), at=at)
    context = identity_context(page.identity, now=at, current="my_side_setup") | {
        "pin_words": f"Chosen on {long_date(day_of(page.pin.set_at))}, with {page.pin.set_with}." if page.pin else "",
        "doors": shown_doors(page.doors, now=at),
        "notice": notice_words(page.notice, now=at),
        "start_href": reverse("hand_over", args=[page.session_id]) if page.session_id else "",
        "met_on": long_date(page.met_on) if page.met_on else "",
        "sheet_href": reverse("print_sheet", args=[page.session_id]) if page.session_id else "",
    }
    return render(request, "my_side/setup.html", context)


@staff
@require_POST
def hand_over_pin(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """End the staff session of this browser and let the person choose their PIN in it."""
    secret = hand_over_for_pin(person_id=person_id, by=staff_actor(request), at=request_time(request))
    logout(request)
    rotate_token(request)
    response = redirect("choose_pin")
    open_door(response, secret)
    return response


@staff
@require_POST
def card(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Make a card and show it once, to be printed. What is on it is kept nowhere."""
    language = "cy" if request.POST.get("language") == "cy" else "en-gb"
    try:
        made = make_card(person_id=person_id, by=staff_actor(request), at=request_time(request))
    except PinMissing:
        return _pin_first(request, person_id)
    context = {
        "person_id": person_id,
        "language": language[:2],
        "words": page_words("card", language=language),
        "qr": draw_qr(_address(request, "open_link", made.token)),
        "address": _address(request, "open_card").split("://", 1)[1],
        "code": made.code,
        "is_only_here": _is_only_here(request),
    }
    return render(request, "my_side/card.html", context)


@staff
@require_POST
def link(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Make a link for one message and show it once."""
    at = request_time(request)
    try:
        token = make_link(person_id=person_id, by=staff_actor(request), at=at)
    except PinMissing:
        return _pin_first(request, person_id)
    context: dict[str, Any] = {"person_id": person_id, "address": _address(request, "open_link", token)}
    context["is_only_here"] = _is_only_here(request)
    return render(request, "my_side/link.html", context)


@staff
@require_POST
def close(request: HttpRequest, door_id: UUID) -> HttpResponse:
    """Close a card or a link for good."""
    person_id = close_door(door_id=door_id, by=staff_actor(request), at=request_time(request))
    messages.success(request, "It is closed. It opens nothing any more.")
    return redirect("my_side_setup", person_id=person_id)


def _is_only_here(request: HttpRequest) -> bool:
    """Return whether the address is one that only this computer knows, so that no phone can open it."""
    return request.get_host().partition(":")[0] in {"localhost", "127.0.0.1"}


def _pin_first(request: HttpRequest, person_id: UUID) -> HttpResponse:
    messages.warning(request, PIN_FIRST)
    return redirect("my_side_setup", person_id=person_id)


def _address(request: HttpRequest, url_name: str, *parts: str) -> str:
    return request.build_absolute_uri(reverse(url_name, args=parts))
