"""Puts the time on every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from alongside.commands.clock import now


class ClockMiddleware:
    """Puts one time on the request as request.now, so that a whole page agrees with itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = now()  # type: ignore[attr-defined]
        return self.get_response(request)
