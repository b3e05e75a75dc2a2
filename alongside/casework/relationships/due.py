"""What becomes due by itself: a move that was planned has begun, so the caseload row names the new practitioner, who
goes on with the drafts of the old one.

Access needs no such step, since it reads the dates at every request.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from alongside.access.standings import day_of, live_relationships
from alongside.casework.caseload.state import ROWS_AT_ONCE, refresh_states
from alongside.casework.sessions.notes.drafts import move_drafts
from alongside.records.relationships import Relationship
from alongside.records.sessions import Draft
from alongside.records.state import CaseloadState


def bring_up_to_date(*, at: datetime) -> int:
    """Write again the rows of people whose practitioner is another than their row says, at most 200. Returns how many.

    Safe to repeat. When nothing is due it takes no lock: two queries.
    """
    due = _due(at)
    if due:
        with transaction.atomic():
            _hand_on_drafts(due, at)
            refresh_states(due, at=at)
    return len(due)


def _hand_on_drafts(person_ids: list[UUID], at: datetime) -> None:
    """Give the drafts of whoever was allocated before to whoever is now."""
    for person_id in set(Draft.objects.filter(person__in=person_ids).values_list("person_id", flat=True)):
        now = live_relationships(at).filter(person=person_id, kind="allocated").first()
        earlier = Relationship.objects.filter(person=person_id, kind="allocated", ends_on__lt=day_of(at))
        before = earlier.order_by("-ends_on", "-created_at").first()
        if now and before and now.practitioner_id != before.practitioner_id:
            move_drafts(person_id=person_id, from_id=before.practitioner_id, to_id=now.practitioner_id, at=at)


def _due(at: datetime) -> list[UUID]:
    allocated = live_relationships(at).filter(kind="allocated")
    begun = allocated.exclude(person__state__relationship=F("id")).values_list("person_id", flat=True)
    over = CaseloadState.objects.filter(relationship__isnull=False)
    ended = over.exclude(relationship__in=allocated).values_list("person_id", flat=True)
    return sorted({*begun[:ROWS_AT_ONCE], *ended[:ROWS_AT_ONCE]})[:ROWS_AT_ONCE]
