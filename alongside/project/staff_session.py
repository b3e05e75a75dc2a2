"""How long a staff session lives: so long without a request, and so long altogether."""

from datetime import datetime

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from alongside.domain.put_back import CLOCKS_APART

STARTED, SEEN = "staff_started_at", "staff_seen_at"
REFRESH_SECONDS = 60


def has_ended(session: SessionBase, now: datetime) -> bool:
    """Return whether a session was left alone for too long, has lasted as long as any may, or was used later than now."""
    if STARTED not in session:
        return False
    at = now.timestamp()
    idle, altogether = at - session[SEEN], at - session[STARTED]
    was_put_back = idle < -CLOCKS_APART.total_seconds()
    return bool(was_put_back or idle > settings.STAFF_IDLE_SECONDS or altogether > settings.STAFF_ABSOLUTE_SECONDS)


def mark_seen(session: SessionBase, now: datetime) -> None:
    """Note that a request came, at most once a minute so that reading does not write to the database each time."""
    at = now.timestamp()
    if STARTED not in session:
        session[STARTED] = session[SEEN] = at
    elif at - session[SEEN] >= REFRESH_SECONDS:
        session[SEEN] = at
