"""When somebody last showed that it is them."""

from datetime import datetime, timedelta
from time import time
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest

from alongside.pages.policy import request_time
from alongside.pages.sign_in.demo import is_demo_session


def signed_in_at(request: HttpRequest) -> datetime | None:
    """Return when this user last signed in, or did so again, on the clock of the request. None when that is not known.

    Whoever signed in with one click in a demonstration has nothing to sign in with again, and counts as having done so.
    """
    at = request_time(request)
    if is_demo_session(request):
        return at
    moments = [record["at"] for record in get_authentication_records(request, request.user)]
    return at - timedelta(seconds=max(0.0, time() - max(moments))) if moments else None


def sign_in_again_address(request: HttpRequest, *, back_to: str) -> str:
    """Return the page on which this user signs in again, and the way back."""
    if is_demo_session(request):
        return ""
    way = get_adapter(request).get_reauthentication_methods(request.user)[0]["url"]
    return f"{way}?{urlencode({'next': back_to})}"
