"""Where somebody lands after signing in, and the steps of signing in that allauth leaves to us."""

from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alongside.access import Role
from alongside.casework.demo.card import find_demo_card
from alongside.casework.users.demo import find_demo_user, list_demo_users
from alongside.casework.users.roles import name_roles
from alongside.pages.policy import Policy, policy, public, staff, staff_actor
from alongside.pages.sign_in.demo import DEMO_SESSION

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

# The first role somebody has decides. A page is added here by whoever adds its URL.
STARTING_PAGES: tuple[tuple[Role, str], ...] = (
    (Role.PRACTITIONER, "today"),
    (Role.SUPERVISOR, "supervised"),
    (Role.ADMINISTRATOR, "users"),
    (Role.SAFEGUARDING_LEAD, "disclosures"),
    (Role.PRIVACY_OFFICER, "complaints"),
)


@staff
def home(request: HttpRequest) -> HttpResponse:
    """Send each role to the page it works from."""
    actor = staff_actor(request)
    for role, url_name in STARTING_PAGES:
        if role in actor.roles:
            return redirect(url_name)
    return render(request, "sign_in/nothing_here.html", {"roles": name_roles(actor.roles), "name": actor.name})


@public
@require_http_methods(["GET", "POST"])
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo people with one click. Outside demo mode this address is not there."""
    if request.method == "POST":
        user = find_demo_user(user_id=_posted_id(request), is_demo=settings.ALONGSIDE_DEMO)
        request.session.flush()
        login(request, user, backend=BACKEND)
        request.session[DEMO_SESSION] = True
        return redirect("home")
    context = {
        "users": list_demo_users(is_demo=settings.ALONGSIDE_DEMO),
        "card": find_demo_card(is_demo=settings.ALONGSIDE_DEMO),
    }
    return render(request, "sign_in/demo.html", context)


class AddPasskey(AddWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """Adding a passkey uses it, so it counts as the second step of this session."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="webauthn", reauthenticated=True)
        return response


class ActivateApp(ActivateTOTPView):  # type: ignore[misc]  # allauth has no types
    """Setting up an app takes a code from it, so it counts as the second step of this session."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="totp", reauthenticated=True)
        return response


sign_in_page = policy(Policy.SIGN_IN)
add_passkey = sign_in_page(AddPasskey.as_view())
activate_app = sign_in_page(ActivateApp.as_view())


def _posted_id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("user", ""))
    except ValueError:
        return UUID(int=0)
