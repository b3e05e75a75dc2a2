"""The cookie of a session carries a signature beside the session's key.

The key alone is in two tables, in every copy of them and in what anybody reads who may only read the database. Without the
service's secret, which is in no database, nobody makes a cookie of it.
"""

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

SIGNER = Signer(salt="alongside.session")


def cookie_for(session_key: str) -> str:
    """Return what a browser is given for a session."""
    return SIGNER.sign(session_key)


class SignedSessionMiddleware(SessionMiddleware):
    """Django's, but a cookie without the right signature is as none."""

    def process_request(self, request: HttpRequest) -> None:
        sent = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        request.session = self.SessionStore(_key_of(sent))

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response = super().process_response(request, response)
        cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if cookie is not None and cookie.value:
            signed = cookie_for(cookie.value)
            cookie.set(settings.SESSION_COOKIE_NAME, signed, signed)
        return response


def _key_of(cookie: str) -> str | None:
    try:
        return SIGNER.unsign(cookie)
    except BadSignature:
        return None
