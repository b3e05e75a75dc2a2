"""A browser in which somebody is signed in as far as a second factor, without walking through the pages."""

import time
from typing import Any

from django.conf import settings
from django.test import Client

from alongside.commands.clock import now
from alongside.project.session_cookie import cookie_for
from alongside.project.session_store import SessionStore
from alongside.records.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Browser(Client):
    """Django's test client, whose cookie of a session is signed as the service signs it."""

    @property
    def session(self) -> SessionStore:
        cookie = self.cookies.get(settings.SESSION_COOKIE_NAME)
        return SessionStore(cookie.value.partition(":")[0] if cookie else None)

    def force_login(self, user: Any, backend: str | None = None) -> None:
        super().force_login(user, backend)
        cookie = self.cookies[settings.SESSION_COOKIE_NAME]
        cookie.set(cookie.key, cookie_for(cookie.value), cookie_for(cookie.value))


def signed_in_client(user: User) -> Client:
    """Return a client in which this user has signed in with password and code just now."""
    client = Browser()
    client.force_login(user, backend=BACKEND)
    session = client.session
    session["account_authentication_methods_user"] = str(user.id)
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "email": user.email, "reauthenticated": True},
        {"method": "mfa", "at": time.time(), "type": "totp", "reauthenticated": True},
    ]
    # As after a first request, so that no test counts the queries that note the beginning.
    session["staff_started_at"] = session["staff_seen_at"] = now().timestamp()
    session.save()
    return client


def client_with_session(session_id: str) -> Client:
    """Return a new client that goes on with the session of somebody who has signed in already."""
    client = Browser()
    client.cookies[settings.SESSION_COOKIE_NAME] = session_id
    return client
