"""Lets the worker of whoever the card is for have opened their page now and then, so that the person can read of it."""

from datetime import datetime, timedelta
from uuid import UUID

from alongside.access.actors import actor_for
from alongside.access.standings import day_of
from alongside.casework.overview.queries import get_overview
from alongside.records.relationships import Relationship

DAYS_AGO = (21, 14, 7, 3, 1)


def look_now_and_then(person_id: UUID, *, at: datetime) -> None:
    """Open the page of a person as their worker would have, an entry of the ledger each."""
    rows = Relationship.objects.filter(person=person_id, kind="allocated", ends_on__isnull=True)
    since = rows.select_related("practitioner").latest("starts_on")
    for when in (at - timedelta(days=days) for days in DAYS_AGO):
        if day_of(when) >= since.starts_on:
            get_overview(person_id=person_id, viewer=actor_for(since.practitioner), at=when)
