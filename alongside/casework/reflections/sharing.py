"""With whom a line can be shared: the supervisor of the practitioner who is allocated, if they may know the person."""

from datetime import datetime
from uuid import UUID

from alongside.access.choosing import kept_apart
from alongside.access.standings import live_relationships
from alongside.access.words import Role
from alongside.records.identity import User


def find_supervisor(person_id: UUID, *, at: datetime) -> User | None:
    """Return the supervisor a line about this person can be shared with today, or None. Four queries."""
    rows = live_relationships(at).filter(person=person_id, kind="allocated")
    row = rows.select_related("practitioner__supervisor").first()
    supervisor = row.practitioner.supervisor if row else None
    if supervisor is None or not supervisor.is_active or Role.SUPERVISOR not in supervisor.roles:
        return None
    return None if kept_apart([(person_id, supervisor.id)]) else supervisor
