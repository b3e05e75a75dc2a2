"""What an answer ends at once. It only ever takes away: that somebody said yes begins nothing."""

from datetime import datetime

from alongside.access import Actor
from alongside.access.gates import Granted
from alongside.casework.agreements.loading import Answered, add_answer
from alongside.casework.audit import record
from alongside.casework.messages.plans import TABLE as REMINDERS
from alongside.domain.agreements import Answer, Matter
from alongside.domain.people.contact import RouteKind
from alongside.ledger import Kind
from alongside.records.agreements import Agreement
from alongside.records.messages import ReminderPlan
from alongside.vault import KeyRing


def keep_answer(
    row: Agreement, said: Answered, number: int, keys: KeyRing, granted: Granted, *, by: Actor, at: datetime
) -> None:
    """Keep an answer beside those before it, and send no text any more when it is no yes to texts."""
    add_answer(row, said, number, keys, by=by, at=at)
    if Matter(row.matter) is Matter.TEXT and said.answer is not Answer.YES:
        _end_texts(granted, by=by, at=at)


def _end_texts(granted: Granted, *, by: Actor, at: datetime) -> None:
    live = ReminderPlan.objects.filter(
        person=granted.person_id, ended_at__isnull=True, route__kind=RouteKind.PHONE.value
    )
    ended_by = None if by.is_person else by.id
    if live.update(ended_at=at, ended_by_id=ended_by, ended_because="agreement"):
        record(Kind.ALTERATION, "ended", granted, by=by, at=at, object_type=REMINDERS)
