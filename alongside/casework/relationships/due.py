"""What becomes due by itself: a move that was planned has begun, so the caseload row names the new practitioner.

Access needs no such step, since it reads the dates at every request.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from alongside.access.standings import live_relationships
from alongside.casework.caseload.state import ROWS_AT_ONCE, refresh_states
from alongside.records.state import CaseloadState


def bring_up_to_date(*, at: datetime) -> int:
    """Write again the rows of people whose practitioner is another than their row says, at most 200. Returns how many.

    Safe to repeat, and cheap when nothing is due: two queries.
    """
    with transaction.atomic():
        due = _due(at)
        if due:
            refresh_states(due, at=at)
    return len(due)


def _due(at: datetime) -> list[UUID]:
    allocated = live_relationships(at).filter(kind="allocated")
    begun = allocated.exclude(person__state__relationship=F("id")).values_list("person_id", flat=True)
    over = CaseloadState.objects.filter(relationship__isnull=False)
    ended = over.exclude(relationship__in=allocated).values_list("person_id", flat=True)
    return sorted({*begun[:ROWS_AT_ONCE], *ended[:ROWS_AT_ONCE]})[:ROWS_AT_ONCE]
