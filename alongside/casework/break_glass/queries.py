"""What a privacy officer reviews: the list with its clock and alarms, and one of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item, Role
from alongside.access.emergencies import emergencies_reviewed_by
from alongside.access.gates import NotHere, require
from alongside.access.officers import require_privacy_officer
from alongside.access.standings import day_of
from alongside.casework.audit import record_listed, record_opened
from alongside.casework.break_glass.operations import TABLE
from alongside.casework.people.sealing import PersonName, open_field, open_name
from alongside.domain.break_glass import ALARM_WITHIN, Reason, raises_alarm
from alongside.records.break_glass import BrokenGlass
from alongside.vault import KeyRing, open_keys

LATELY_REVIEWED = 20


@dataclass(frozen=True, slots=True)
class EmergencyRow:
    """One emergency. closed_at is when the record was closed again, or is going to be."""

    id: UUID
    name: PersonName
    by: str
    team: str
    reason: Reason
    opened_at: datetime
    closed_at: datetime
    is_open: bool
    due_on: date
    is_late: bool
    is_reviewed: bool


@dataclass(frozen=True, slots=True)
class Alarm:
    """Somebody who opened more records in a week than emergencies explain."""

    by: str
    opened: int


@dataclass(frozen=True)
class Emergencies:
    """What waits for a review, the first due first, the last that were reviewed, and alarms."""

    waiting: Sequence[EmergencyRow]
    reviewed: Sequence[EmergencyRow]
    alarms: Sequence[Alarm]


@dataclass(frozen=True)
class OneEmergency:
    """One emergency with the typed reason, and what the review found."""

    row: EmergencyRow
    words: str
    outcome: str
    reviewed_by: str
    reviewed_at: datetime | None


def list_emergencies(*, viewer: Actor, at: datetime) -> Emergencies:
    """Return what a privacy officer reviews. One *listed* entry. Raises NotHere for anybody else."""
    with transaction.atomic():
        rows = emergencies_reviewed_by(viewer, at).select_related("person", "user__team")
        waiting = list(rows.filter(reviewed_at__isnull=True).order_by("review_due_on", "opened_at", "id"))
        reviewed = list(rows.filter(reviewed_at__isnull=False).order_by("-reviewed_at", "id")[:LATELY_REVIEWED])
        shown = [*waiting, *reviewed]
        keys = open_keys([row.person_id for row in shown])
        if shown:
            subjects = {row.person.pseudonym for row in shown}
            record_listed(subjects, by=viewer, at=at, relation=Role.PRIVACY_OFFICER, object_type=TABLE)
    return Emergencies(
        waiting=[_row(row, keys, at) for row in waiting],
        reviewed=[_row(row, keys, at) for row in reviewed],
        alarms=find_alarms(viewer=viewer, at=at),
    )


def find_alarms(*, viewer: Actor, at: datetime) -> list[Alarm]:
    """Return who opened more than three records in the last seven days, by name. It says nothing of whose they were."""
    require_privacy_officer(viewer)
    opened: dict[tuple[UUID, str], list[datetime]] = defaultdict(list)
    lately = BrokenGlass.objects.filter(opened_at__gt=at - ALARM_WITHIN).exclude(user=viewer.id)
    for user_id, name, opened_at in lately.values_list("user_id", "user__name", "opened_at"):
        opened[user_id, name].append(opened_at)
    found = [Alarm(name, len(moments)) for (_, name), moments in opened.items() if raises_alarm(moments, at=at)]
    return sorted(found, key=lambda alarm: alarm.by)


def get_emergency(*, glass_id: UUID, viewer: Actor, at: datetime) -> OneEmergency:
    """Return one emergency, and record that it was opened. It opens nothing of the record. Raises NotHere."""
    with transaction.atomic():
        rows = BrokenGlass.objects.select_related("person", "user__team", "reviewed_by")
        row = rows.filter(id=glass_id).first()
        if row is None:
            raise NotHere
        own = row.user_id == viewer.id
        granted = require(viewer, Action.READ, Item.GLASS_REVIEW, person_id=row.person_id, at=at, by_actor=own)
        keys = open_keys([row.person_id])
        record_opened(granted, by=viewer, at=at, object_type=TABLE, object_id=row.id)
        return OneEmergency(
            row=_row(row, keys, at),
            words=open_field(keys, row.person_id, TABLE, row.id, "sealed_reason", row.sealed_reason),
            outcome=open_field(keys, row.person_id, TABLE, row.id, "sealed_outcome", row.sealed_outcome),
            reviewed_by=row.reviewed_by.name if row.reviewed_by else "",
            reviewed_at=row.reviewed_at,
        )


def _row(row: BrokenGlass, keys: KeyRing, at: datetime) -> EmergencyRow:
    return EmergencyRow(
        id=row.id,
        name=open_name(keys, row.person),
        by=row.user.name,
        team=row.user.team.name if row.user.team else "",
        reason=Reason(row.reason),
        opened_at=row.opened_at,
        closed_at=row.ended_at or row.ends_at,
        is_open=row.ended_at is None and at < row.ends_at,
        due_on=row.review_due_on,
        is_late=row.reviewed_at is None and row.review_due_on < day_of(at),
        is_reviewed=row.reviewed_at is not None,
    )
