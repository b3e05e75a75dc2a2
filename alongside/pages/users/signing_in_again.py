"""Changing who may do what takes a sign-in of the last five minutes."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.casework.users.administrators import require_administrator
from alongside.pages.policy import staff_actor
from alongside.pages.sign_in.demo import is_demo_session

Page = Callable[..., HttpResponse]


def after_signing_in_again(view: Page) -> Page:
    """Ask an administrator to show that it is them, unless they just did. Somebody else learns nothing by being asked.

    Afterwards the page opens afresh: nothing that was sent is kept meanwhile.
    """

    @wraps(view)
    def asked_first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require_administrator(staff_actor(request))
        again = ask_again(request, back=request.path if request.method == "GET" else "/users/")
        return again or view(request, *args, **kwargs)

    return asked_first


def ask_again(request: HttpRequest, *, back: str) -> HttpResponse | None:
    """Return the way to sign in again and back to a page, or None for somebody who did so in the last five minutes.

    Call it for somebody who may do what the page is for, so that nobody else learns anything by being asked.
    """
    if is_demo_session(request) or not is_reauthentication_required(request, app=""):
        return None
    way = get_adapter(request).get_reauthentication_methods(request.user)[0]["url"]
    return redirect(f"{way}?{urlencode({'next': back})}")
