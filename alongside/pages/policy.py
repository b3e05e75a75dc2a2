"""Every page says who may ask for it at all. What of it they may see is decided in the operation.

A view without a declared policy is refused here and fails an architecture test.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from alongside.access import Actor
from alongside.access.gates import NotHere

View = Callable[..., HttpResponseBase]


class Policy(StrEnum):
    """Who a page is for."""

    PUBLIC = "public"
    STAFF = "staff"
    PERSON = "person"
    SIGN_IN = "sign_in"


def policy(kind: Policy) -> Callable[[View], View]:
    """Declare who a page is for."""

    def declare(view: View) -> View:
        view.alongside_policy = kind  # type: ignore[attr-defined]
        return view

    return declare


public = policy(Policy.PUBLIC)
staff = policy(Policy.STAFF)
person = policy(Policy.PERSON)


def declared_policy(view: View) -> Policy | None:
    """Return the policy of a view, or None. Pages of allauth are the sign-in pages, declared here as a whole."""
    own = getattr(view, "alongside_policy", None)
    if own is None and view.__module__.startswith("allauth."):
        return Policy.SIGN_IN
    return own


def staff_actor(request: HttpRequest) -> Actor:
    """Return the actor of a staff request. PolicyMiddleware has put it there."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def request_time(request: HttpRequest) -> datetime:
    """Return the one time this page is made at. ClockMiddleware has put it there."""
    at: datetime = request.now  # type: ignore[attr-defined]
    return at


def not_here(request: HttpRequest) -> HttpResponse:
    """Return the one page for what is absent, not allowed or excluded."""
    return render(request, "404.html", status=404)


class PolicyMiddleware:
    """Lets a request reach its view only as the declared policy says, and turns NotHere into the one 404 page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponseBase | None:
        kind = declared_policy(view)
        if kind is None:
            raise PermissionDenied("this page has no declared policy")
        if kind is Policy.STAFF and getattr(request, "actor", None) is None:
            return redirect("account_login")
        if kind is Policy.PERSON and getattr(request, "capability", None) is None:
            return redirect("my_side_closed")
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotHere):
            return not_here(request)
        return None
