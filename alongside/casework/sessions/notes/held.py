"""That a note about a session is held apart, for the place where it would stand. See casework/held_apart."""

from datetime import date
from uuid import UUID

from alongside.access.standings import day_of
from alongside.records.held_apart import HeldItem
from alongside.records.sessions import Note


def find_held_note(session_id: UUID) -> date | None:
    """Return since when a note about a session is held apart. The caller knows that the reader may read notes. One query."""
    held = Note.everything.filter(session=session_id, held_apart=True).values("id")
    rows = HeldItem.objects.filter(source="Note", row__in=held, hold__state="held")
    at = rows.order_by("hold__decided_at").values_list("hold__decided_at", flat=True).first()
    return day_of(at) if at else None
