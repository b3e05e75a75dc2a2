"""Who is signed in, how far, and for how long."""

import logging
from collections.abc import Callable
from time import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from alongside.access.actors import actor_for
from alongside.pages.policy import Policy, View, declared_policy, not_here
from alongside.pages.sign_in.demo import is_demo_session
from alongside.pages.sign_in.signed_out import answer_signed_out
from alongside.project.staff_session import has_ended, mark_seen
from alongside.records.identity import User

LOG = logging.getLogger("alongside.sign_in")

# The pages of each step on the way in. Nothing else opens before the step is taken.
STEPS = {
    "account_change_password": {"account_change_password"},
    "mfa_index": {"mfa_index", "mfa_add_webauthn", "mfa_activate_totp", "account_reauthenticate"},
    "mfa_reauthenticate": {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"},
}
LEAVING = {"account_logout"}
OPEN_IN_A_DEMO = LEAVING | {"account_login", "mfa_index", "mfa_login_webauthn"}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by an administrator only, and the first password lives for a short time."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "That address and password do not belong together. Check both and try again",
        "enter_current_password": "That is not your password now. Try again",
        "incorrect_password": "That is not your password. Try again",
        "too_many_login_attempts": "There were too many tries. Wait five minutes, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Refuse a one-time password that is too old, once somebody has shown that they know it."""
        until = user.one_time_password_until
        if until is not None and until < request.now and _used_password(request, user):  # type: ignore[attr-defined]
            messages.error(request, "That one-time password is too old. Ask your administrator for a new one.")
            return redirect("account_login")
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def login(self, request: HttpRequest, user: User) -> None:
        """Let somebody in, and say in the log who it was and by what."""
        super().login(request, user)
        ways = "+".join(record.get("type") or record["method"] for record in get_authentication_records(request, user))
        LOG.info("signed in: user %s by %s from %s", user.pk, ways, self.get_client_ip(request))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Say in the log that a password was refused. Not whose: what was typed there could be a password."""
        LOG.warning("password refused, from %s", self.get_client_ip(request))

    def set_password(self, user: User, password: str) -> None:
        user.one_time_password_until = user.password_by = None
        super().set_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/"

    def reauthenticate(self, user: User, password: str) -> bool:
        """Check the password of somebody who is signed in, counting the tries as at the sign-in page."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask nobody again who has only just signed in."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0)
        return time() - latest >= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


class StaffSessionMiddleware:
    """Puts the actor of somebody who is signed in with both factors on the request as request.actor, or None.

    request.sign_in_step is the page of the step that is still to be taken, or None.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        _end_session_if_over(request)
        step, actor = None, None
        if request.user.is_authenticated:
            mark_seen(request.session, request.now)  # type: ignore[attr-defined]
            step = _next_step(request, request.user)
            actor = None if step else actor_for(request.user)
        request.sign_in_step, request.actor = step, actor  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponseBase | None:
        kind, step = declared_policy(view), request.sign_in_step  # type: ignore[attr-defined]
        name = request.resolver_match.url_name if request.resolver_match else None
        if kind is Policy.SIGN_IN and is_demo_session(request) and name not in OPEN_IN_A_DEMO:
            return not_here(request)
        if step and kind in {Policy.STAFF, Policy.SIGN_IN}:
            return None if name in STEPS[step] | LEAVING else redirect(step)
        if kind is Policy.STAFF and request.actor is None:  # type: ignore[attr-defined]
            return answer_signed_out(request)
        return None


def _end_session_if_over(request: HttpRequest) -> None:
    """Forget a session that is over, or that belongs to somebody who may no longer sign in."""
    ended = request.user.is_authenticated and has_ended(request.session, request.now)  # type: ignore[attr-defined]
    orphaned = not request.user.is_authenticated and SESSION_KEY in request.session
    request.session_ended = ended or orphaned  # type: ignore[attr-defined]
    if ended or orphaned:
        logout(request)


def _next_step(request: HttpRequest, user: User) -> str | None:
    if is_demo_session(request):
        return None
    if user.one_time_password_until is not None and _used_password(request, user):
        return "account_change_password"
    if any(record["method"] == "mfa" for record in get_authentication_records(request, user)):
        return None
    has_one = is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
    return "mfa_reauthenticate" if has_one else "mfa_index"


def _used_password(request: HttpRequest, user: User) -> bool:
    return any(record["method"] == "password" for record in get_authentication_records(request, user))
