"""The one clock. Outside production a test clock may be set by journeys; everything else receives the time as an argument."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def test_clock_path() -> Path:
    """Return the file that journeys write an ISO time into."""
    return Path(settings.ALONGSIDE_DATA_DIR) / "test-clock"


def now() -> datetime:
    """Return the current time in UTC, or the time in the test clock's file when test clocks are allowed."""
    if settings.ALONGSIDE_TEST_CLOCK and test_clock_path().exists():
        return datetime.fromisoformat(test_clock_path().read_text().strip()).astimezone(UTC)
    return datetime.now(UTC)


class ClockMiddleware:
    """Puts one time on the request, so that a whole page agrees with itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = now()  # type: ignore[attr-defined]
        return self.get_response(request)
