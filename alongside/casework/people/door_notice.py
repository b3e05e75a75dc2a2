"""What the practitioner is quietly told about a person's own door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import BooleanField, Case, Q, When

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, is_allowed
from alongside.records.my_side import Door, Pin

LOOKED_AT, OPEN_AT_MOST = 20, 200
BY_ITSELF = ("tries", "copy")


@dataclass(frozen=True, slots=True)
class DoorNotice:
    """A door that closed by itself, while nothing was set up after it: after five wrong PINs, or as the copy of a passkey.

    kind is "card", "link" or "passkey".
    """

    kind: str
    set_up_at: datetime


def find_door_notice(granted: Granted, *, viewer: Actor, at: datetime) -> DoorNotice | None:
    """Return what this reader of the record should be told, if they may set up a door. Two queries at most."""
    if not is_allowed(viewer, Action.READ, Item.DOOR, granted, at=at):
        return None
    rows = list_doors(granted.person_id, at=at)
    closed = any(row.closed_because in BY_ITSELF for row in rows)
    return choose_notice(rows, Pin.objects.filter(person=granted.person_id).first()) if closed else None


def list_doors(person_id: UUID, *, at: datetime) -> list[Door]:
    """Return every door of a person that is open and the last that are not, the newest first, with who set them up.

    One query. Every reminder makes a link, and none of them may push a card or a passkey that still opens off the page. A
    link that was used stands where it would if it were not.
    """
    not_closed = Q(closed_at__isnull=True) | Q(closed_because="used")
    still_open = not_closed & (Q(expires_at__isnull=True) | Q(expires_at__gt=at))
    is_open = Case(When(still_open, then=True), default=False, output_field=BooleanField())
    doors = Door.objects.filter(person=person_id).select_related("set_up_by").annotate(is_open=is_open)
    found = list(doors.order_by("-is_open", "-set_up_at", "id")[:OPEN_AT_MOST])
    over = [row for row in found if not row.is_open][:LOOKED_AT]
    shown = sorted([*(row for row in found if row.is_open), *over], key=lambda row: row.id)
    return sorted(shown, key=lambda row: row.set_up_at, reverse=True)


def choose_notice(rows: Sequence[Door], pin: Pin | None) -> DoorNotice | None:
    """Return the notice of the last one that was closed by tries, unless something was set up since."""
    spent = [(row.closed_at, row) for row in rows if row.closed_because in BY_ITSELF and row.closed_at is not None]
    if not spent:
        return None
    since, last = max(spent, key=lambda pair: pair[0])
    # A passkey puts nothing right, and a notice that goes when one is added would say when they were on their own side.
    by_staff = (row for row in rows if row.set_up_by_id is not None)
    is_put_right = any(row.set_up_at > since for row in by_staff) or (pin is not None and pin.set_at > since)
    return None if is_put_right else DoorNotice(last.kind, last.set_up_at)
