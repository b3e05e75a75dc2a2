"""What the staff's page about a person's own door shows: never what the person does behind it, or when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import require
from alongside.access.standings import day_of
from alongside.casework.audit import record_opened
from alongside.casework.my_side.doors import DoorKind
from alongside.casework.my_side.opening import find_held_session
from alongside.casework.people.door_notice import DoorNotice, choose_notice, list_doors
from alongside.casework.people.identity import Identity, load_identity
from alongside.records.my_side import Door, Pin
from alongside.vault import open_keys


@dataclass(frozen=True, slots=True)
class PinLine:
    """Since when the person has their PIN, and with whom they chose it."""

    set_at: datetime
    set_with: str


@dataclass(frozen=True, slots=True)
class DoorLine:
    """One card, link or passkey. closed_because is "tries", "staff", "person" or "copy", or nothing. A passkey is set up by no staff.

    A link that was used looks like one that was not: whether and when somebody comes to their own side is theirs to tell.
    """

    door_id: UUID
    kind: DoorKind
    set_up_by: str
    set_up_at: datetime
    expires_at: datetime | None
    closed_at: datetime | None
    closed_because: str
    is_open: bool


@dataclass(frozen=True)
class SettingUp:
    """The page of a person's own door.

    session_id and met_on are those of a meeting a check-in can be started about together, if there is one.
    """

    identity: Identity
    pin: PinLine | None
    doors: Sequence[DoorLine]
    notice: DoorNotice | None
    session_id: UUID | None
    met_on: date | None


def get_setting_up(*, person_id: UUID, viewer: Actor, at: datetime) -> SettingUp:
    """Return how a person's door stands, and record the view. Raises NotHere for anybody who may not set it up."""
    with transaction.atomic():
        granted = require(viewer, Action.WRITE, Item.DOOR, person_id=person_id, at=at)
        identity = load_identity(granted, open_keys([person_id]), viewer=viewer, at=at)
        pin = Pin.objects.filter(person=person_id).select_related("set_with").first()
        rows = list_doors(person_id, at=at)
        held = find_held_session(person_id, at=at)
        record_opened(granted, by=viewer, at=at, object_type="my_side_setup")
    return SettingUp(
        identity=identity,
        pin=PinLine(pin.set_at, pin.set_with.name) if pin else None,
        doors=[_line(row, at) for row in rows],
        notice=choose_notice(rows, pin),
        session_id=held.id if held else None,
        met_on=day_of(held.planned_at) if held else None,
    )


def _line(row: Door, at: datetime) -> DoorLine:
    is_over = row.expires_at is not None and row.expires_at <= at
    is_closed = row.closed_because not in ("", "used")
    return DoorLine(
        door_id=row.id,
        kind=DoorKind(row.kind),
        set_up_by=row.set_up_by.name if row.set_up_by else "",
        set_up_at=row.set_up_at,
        expires_at=row.expires_at,
        closed_at=row.closed_at if is_closed else None,
        closed_because=row.closed_because if is_closed else "",
        is_open=not is_closed and not is_over,
    )
