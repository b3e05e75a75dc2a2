"""The one clock. Outside production a test clock may be set by journeys; everything else receives the time as an argument."""

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings


def test_clock_path() -> Path:
    """Return the file that journeys write an ISO time into."""
    return Path(settings.ALONGSIDE_DATA_DIR) / "test-clock"


def now() -> datetime:
    """Return the current time in UTC, or the time in the test clock's file when test clocks are allowed."""
    if settings.ALONGSIDE_TEST_CLOCK and test_clock_path().exists():
        return datetime.fromisoformat(test_clock_path().read_text().strip()).astimezone(UTC)
    return datetime.now(UTC)
