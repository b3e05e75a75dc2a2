"""When the person meets next, for themselves."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from alongside.access import Action, Item
from alongside.access.actors import actor_for_capability
from alongside.casework.audit import record_opened
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.entering import enter
from alongside.casework.sessions.sealing import open_place
from alongside.records.sessions import Session
from alongside.vault import open_keys


@dataclass(frozen=True)
class OwnNextSession:
    """The next meeting. practitioner is a first name, place may be empty."""

    planned_at: datetime
    minutes: int
    place: str
    practitioner: str


def find_own_next_session(*, capability: OpenCapability, at: datetime) -> OwnNextSession | None:
    """Return the next planned meeting with its place, which may be their home, and record the look. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.READ, Item.SESSION, at=at)
        planned = Session.objects.filter(person=granted.person_id, attendance="planned", planned_at__gt=at)
        row = planned.select_related("practitioner").order_by("planned_at", "id").first()
        viewer = actor_for_capability(capability)
        record_opened(granted, by=viewer, at=at, object_type="session", object_id=row.id if row else None)
        if row is None:
            return None
        place = open_place(open_keys([granted.person_id]), row)
        return OwnNextSession(row.planned_at, row.minutes, place, row.practitioner.get_short_name())
