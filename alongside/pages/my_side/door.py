"""The door between the staff's side and the person's side of one browser.

While a live capability is there, only the pages it opens and the ways out of it answer. Signing in ends it.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from alongside.access import Actor, Scope
from alongside.access.actors import actor_for_capability
from alongside.casework.my_side.capabilities import (
    CapabilityKind,
    OpenCapability,
    end_capability,
    find_capability,
)
from alongside.pages.layout.errors import is_for_a_while
from alongside.pages.policy import View, request_time

LOG = logging.getLogger("alongside.my_side")

COOKIE = f"{settings.ALONGSIDE_COOKIE_PREFIX}alongside_my_side"
SALT = "alongside.my_side"
CLEARS = '"cache", "storage"'
CHECK_IN_PAGES = frozenset(
    {
        "my_side_about", "my_side_help", "my_side_question", "my_side_off", "my_side_audience", "my_side_words",
        "my_side_tell", "my_side_told", "my_side_thanks", "my_side_ring",
    }
)  # fmt: skip
PERSON_PAGES = CHECK_IN_PAGES | {"my_side"}
PIN_PAGES = frozenset({"choose_pin"})
# What only the person's own door opens, each page with the scope it needs. A page is added here by whoever adds its URL.
OWN_PAGES: Mapping[str, Scope] = {
    "mine_tell": Scope.TELL_SOMEONE,
    "mine_told": Scope.TELL_SOMEONE,
    "mine_promises": Scope.PROMISES,
    "mine_plan": Scope.PROMISES,
    "mine_practice": Scope.SKILLS,
    "mine_pathways": Scope.PROMISES,
    "mine_take": Scope.PROMISES,
    "mine_next": Scope.NEXT_SESSION,
    "mine_matters": Scope.ABOUT_ME,
    "mine_looked": Scope.WHO_HAS_LOOKED,
    "mine_correction": Scope.CORRECTION,
    "mine_kept": Scope.CORRECTION,
    "mine_apart": Scope.CORRECTION,
    "mine_wrong": Scope.COMPLAINT,
    "mine_copy": Scope.ACCESS_REQUEST,
    "mine_passkey": Scope.ABOUT_ME,
    "begin_passkey": Scope.ABOUT_ME,
    "mine_reminders": Scope.ABOUT_ME,
    "mine_answers_back": Scope.ANSWERS_BACK,
    "mine_description": Scope.SELF_DESCRIPTION,
    "mine_know": Scope.SELF_KNOWLEDGE,
    "mine_what_happens": Scope.ABOUT_ME,
    "mine_agreements": Scope.AGREEMENTS,
    "mine_reach": Scope.ABOUT_ME,
    "mine_passed_on": Scope.PASSED_ON,
}
WAYS_OUT = frozenset(
    {
        "my_side_exit",
        "my_side_closed",
        "set_language",
        "account_login",
        "mfa_authenticate",
        "mfa_login_webauthn",
    }
)
# On a phone that two people share, the next card or link takes the place of what is open. On a handed-over device none does.
OTHER_DOORS = frozenset({"open_card", "open_link", "use_passkey", "begin_to_use_passkey"})
FIRST_PAGES = {
    CapabilityKind.DEVICE: "my_side_about",
    CapabilityKind.PIN: "choose_pin",
    CapabilityKind.OWN: "my_side",
}


def person_capability(request: HttpRequest) -> OpenCapability:
    """Return the capability of a request of the person's side. The middleware has put it there."""
    capability: OpenCapability = request.capability  # type: ignore[attr-defined]
    return capability


def person_actor(request: HttpRequest) -> Actor:
    """Return the actor of a request of the person's side: the person, with the scopes that are left."""
    return actor_for_capability(person_capability(request))


def open_door(response: HttpResponse, secret: str) -> None:
    """Put the capability into the browser. It is signed, so that a guess is refused before anything is looked up.

    It ends with the browser, as whoever closes that on a shared phone expects, and in any case with the capability.
    """
    response.cookies.pop(COOKIE, None)  # what was said in this answer to forget the one before would end this one too
    response.set_signed_cookie(
        COOKIE,
        secret,
        salt=SALT,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    response.headers["Clear-Site-Data"] = CLEARS


def close_door(request: HttpRequest, response: HttpResponse) -> None:
    """End the capability of this browser, if there is one, and clear what the browser kept. Safe to repeat.

    Leaving works whatever the machine does. When the end cannot be written down, this browser opens nothing any more all the
    same, and the half hour ends the rest.
    """
    try:
        capability = _find(request)
        if capability is not None:
            end_capability(capability_id=capability.id, at=request_time(request))
    except Exception as error:
        if not is_for_a_while(error):
            raise
        LOG.warning("An own side was left, and its end could not be written down")
    _forget(response)
    response.headers["Clear-Site-Data"] = CLEARS


def begin_in_welsh(response: HttpResponse) -> None:
    """Let the person's side begin in Welsh. It is forgotten when they leave."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, "cy", httponly=True, samesite="Lax", secure=settings.LANGUAGE_COOKIE_SECURE
    )


def forget_language(response: HttpResponse) -> None:
    """Let the next to use this device begin in English: the language somebody chose says something about them."""
    response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)


class DoorMiddleware:
    """Puts request.capability on the pages of the person's side, and keeps every other page shut while it lives."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.capability = None  # type: ignore[attr-defined]
        request.door_is_over = False  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.door_is_over and COOKIE not in response.cookies:  # type: ignore[attr-defined]
            _forget(response)
            if request.actor is not None:  # type: ignore[attr-defined]
                forget_language(response)
        return response

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponseBase | None:
        if COOKIE not in request.COOKIES:
            return None
        capability = _find(request)
        if capability is not None and request.actor is not None:  # type: ignore[attr-defined]
            # Somebody has signed in: the device is back with the staff.
            end_capability(capability_id=capability.id, at=request_time(request))
            capability = None
        if capability is None:
            request.door_is_over = True  # type: ignore[attr-defined]
            return None
        page = (request.resolver_match.url_name if request.resolver_match else None) or ""
        if is_opened_by(capability, page):
            request.capability = capability  # type: ignore[attr-defined]
            return None
        ways_out = WAYS_OUT | OTHER_DOORS if capability.kind is CapabilityKind.OWN else WAYS_OUT
        return None if page in ways_out else redirect(FIRST_PAGES[capability.kind])


def is_opened_by(capability: OpenCapability, page: str) -> bool:
    """Return whether this capability opens the page of this name. What may be done there is decided in the operation."""
    if capability.kind is CapabilityKind.PIN:
        return page in PIN_PAGES
    if capability.kind is CapabilityKind.OWN and page in OWN_PAGES:
        return OWN_PAGES[page] in capability.scopes
    return page in PERSON_PAGES


def _find(request: HttpRequest) -> OpenCapability | None:
    secret = request.get_signed_cookie(COOKIE, default=None, salt=SALT)
    if secret is None:
        return None
    return find_capability(secret=secret, at=request_time(request))


def _forget(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Strict")
