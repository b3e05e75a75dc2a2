"""One line for each answer: which page, how it went and how long it took. Never whose record, who asked or from where."""

import logging
import time
from collections.abc import Callable
from contextvars import ContextVar
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

log = logging.getLogger("alongside.request")
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}
request_id: ContextVar[str] = ContextVar("request_id", default="")


def page_of(request: HttpRequest) -> str:
    """Return the name of the page that answered. An address is never written: it holds ids, and what was mistyped."""
    match = request.resolver_match
    return (match.view_name if match else "") or "none"


class RequestLogMiddleware:
    """Gives each request an id of its own and writes its line, which the log shows when it is told to be JSON."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began, token = time.monotonic(), request_id.set(uuid4().hex)
        try:
            response = self.get_response(request)
            said = {
                "method": request.method if request.method in METHODS else "other",
                "page": page_of(request),
                "status": response.status_code,
                "milliseconds": round((time.monotonic() - began) * 1000, 1),
            }
            log.info("answered", extra={"said": said})
            return response
        finally:
            request_id.reset(token)
