"""Pages for requests that no view answered: refused before, or failed on the way."""

import sys
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

WORDS_FROM = 20  # characters: anything longer was typed with some care
NEVER_SHOWN = {"csrfmiddlewaretoken", "password", "code", "pin"}


@dataclass(frozen=True)
class SentField:
    """One field of a form that was sent and not saved."""

    name: str
    value: str

    @property
    def is_words(self) -> bool:
        """Return whether somebody would be sorry to type it again."""
        return len(self.value) >= WORDS_FROM or "\n" in self.value


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form could not be sent, with nothing about why: the reason helps only an attacker."""
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something failed. When the database could not be reached, what was typed is given back to send again."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return render(request, "not_saved.html", {"fields": _sent_fields(request)}, status=503)
    return render(request, "500.html", status=500)


def _sent_fields(request: HttpRequest) -> list[SentField]:
    """Return what was sent, once it is known to come from our own form: another site's is not repeated."""
    if request.method != "POST" or not getattr(request, "csrf_processing_done", False):
        return []
    if request.path.startswith("/accounts/"):
        return []
    sent = ((name, value) for name, values in request.POST.lists() for value in values)
    return [SentField(name, str(value)) for name, value in sent if name not in NEVER_SHOWN]
