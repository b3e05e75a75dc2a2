"""A made-up meeting for each practitioner that begins soon after the loading, in the evening and at weekends too."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from alongside.access.actors import actor_for
from alongside.casework.sessions.operations import Plan, plan_session
from alongside.records.identity import User
from alongside.records.state import CaseloadState

QUARTER = timedelta(minutes=15)


def meet_soon(practitioner_ids: Sequence[UUID], *, but_not: Sequence[UUID], at: datetime) -> None:
    """Let each practitioner meet whoever they have met most often at the next full quarter of an hour."""
    starts_at = at - (at - datetime.min.replace(tzinfo=at.tzinfo)) % QUARTER + QUARTER
    for practitioner in User.objects.filter(id__in=practitioner_ids):
        known = CaseloadState.objects.filter(relationship__practitioner=practitioner).exclude(person__in=but_not)
        free = known.exclude(next_session_at__lt=at + timedelta(days=1))
        best = free.order_by("-sessions_together", "person").first()
        if best is not None:
            plan_session(person_id=best.person_id, plan=Plan(starts_at), by=actor_for(practitioner), at=at)
