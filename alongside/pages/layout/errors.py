"""Pages for requests that no view answered: refused before, or failed on the way. What was typed is given back."""

import errno
import sys
from dataclasses import dataclass

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import DatabaseError, DataError, IntegrityError, InterfaceError, NotSupportedError, ProgrammingError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render

from alongside.vault import KeyFileMissing

WORDS_FROM = 20  # characters: anything longer was typed with some care
NEVER_SHOWN = {"csrfmiddlewaretoken", "password", "code", "pin", "again"}
# The machine's fault and for a while, whatever it says in its words. What the code asked wrongly is not.
OUR_MISTAKES = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}


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


# Django's own pages for these look at the token of the form first. Where the form is what could not be read, that fails anew.
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request could not be read."""
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what is said of every page that is not there."""
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the page is not here."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something failed. What was typed is given back: to send again when the machine failed, else to copy."""
    if is_for_a_while(sys.exc_info()[1]):
        return not_saved(request)
    return render(request, "500.html", {"fields": [f for f in _sent_fields(request) if f.is_words]}, status=500)


def not_saved(request: HttpRequest) -> HttpResponse:
    """Say that nothing was written down just now, with what was typed to send again."""
    return render(request, "not_saved.html", {"fields": _sent_fields(request)}, status=503)


def is_for_a_while(error: BaseException | None) -> bool:
    """Return whether this failed because a database, the disk or the key file cannot be used now."""
    if isinstance(error, OSError):
        return error.errno in DISK
    if isinstance(error, DatabaseError):
        return not isinstance(error, OUR_MISTAKES)
    return isinstance(error, InterfaceError | KeyFileMissing)


def _sent_fields(request: HttpRequest) -> list[SentField]:
    """Return what was sent, once it is known to come from our own form: another site's is not repeated."""
    if request.method != "POST" or request.path.startswith("/accounts/"):
        return []
    try:
        if not _is_our_form(request):
            return []
        sent = [(name, str(value)) for name, values in request.POST.lists() for value in values]
    except (BadRequest, OSError, SuspiciousOperation, MultiPartParserError):  # it was this that failed
        return []
    return [SentField(name, value) for name, value in sent if name not in NEVER_SHOWN]


def _is_our_form(request: HttpRequest) -> bool:
    """Return whether the form has our token. What failed may have failed before that was looked at."""
    if getattr(request, "csrf_processing_done", False):
        return True
    check = CsrfViewMiddleware(server_error)
    check.process_request(request)
    return check.process_view(request, server_error, (), {}) is None
