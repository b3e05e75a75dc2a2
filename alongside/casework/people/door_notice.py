"""What the practitioner is quietly told about a person's own door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, is_allowed
from alongside.records.my_side import Door, Pin

LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class DoorNotice:
    """A card or link that five wrong PINs closed, while nothing was set up after it. kind is "card" or "link"."""

    kind: str
    set_up_at: datetime


def find_door_notice(granted: Granted, *, viewer: Actor, at: datetime) -> DoorNotice | None:
    """Return what this reader of the record should be told, if they may set up a door. Two queries at most."""
    if not is_allowed(viewer, Action.READ, Item.DOOR, granted, at=at):
        return None
    rows = list_doors(granted.person_id)
    closed = any(row.closed_because == "tries" for row in rows)
    return choose_notice(rows, Pin.objects.filter(person=granted.person_id).first()) if closed else None


def list_doors(person_id: UUID) -> list[Door]:
    """Return the cards and links of a person, the newest first, with who set them up. One query."""
    return list(
        Door.objects.filter(person=person_id).select_related("set_up_by").order_by("-set_up_at", "id")[:LOOKED_AT]
    )


def choose_notice(rows: Sequence[Door], pin: Pin | None) -> DoorNotice | None:
    """Return the notice of the last one that was closed by tries, unless something was set up since."""
    spent = [(row.closed_at, row) for row in rows if row.closed_because == "tries" and row.closed_at is not None]
    if not spent:
        return None
    since, last = max(spent, key=lambda pair: pair[0])
    is_put_right = any(row.set_up_at > since for row in rows) or (pin is not None and pin.set_at > since)
    return None if is_put_right else DoorNotice(last.kind, last.set_up_at)
