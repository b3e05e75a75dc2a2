"""Places on the page of a session that other pages lead to."""

from uuid import UUID

from django.urls import reverse


def to_both_sides(session_id: UUID) -> str:
    """Return the address of what both said about a session, on its page."""
    return f"{reverse('session', args=[session_id])}#sides-title"
