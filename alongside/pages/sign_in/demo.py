"""Marks the session of somebody who signed in with one click."""

from django.conf import settings
from django.http import HttpRequest

DEMO_SESSION = "demo"


def is_demo_session(request: HttpRequest) -> bool:
    """Return whether this is a one-click session, which counts only as long as demo mode is on."""
    return bool(settings.ALONGSIDE_DEMO and request.session.get(DEMO_SESSION))
