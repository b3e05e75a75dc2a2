"""Which questions a person is offered. Nothing about any answer is looked at."""

from uuid import UUID

from alongside.domain.questionnaires import is_time_for_a_closer_look
from alongside.records.sessions import Session


def offers_closer_look(session_id: UUID | None) -> bool:
    """Return whether this is a fourth session with this worker: those held before it in the relationship, and itself.

    False without a session to ask about.
    """
    session = Session.objects.filter(id=session_id).first() if session_id else None
    if session is None:
        return False
    held = Session.objects.filter(relationship=session.relationship_id, attendance="attended")
    return is_time_for_a_closer_look(held.filter(planned_at__lt=session.planned_at).count() + 1)
