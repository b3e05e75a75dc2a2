"""How the staff's pages speak of cards and links."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.casework.my_side.doors import DoorKind
from alongside.casework.my_side.setting_up import DoorLine
from alongside.pages.layout.when import day_of, long_date, moment_within

NAMES = {DoorKind.CARD: "Card", DoorKind.LINK: "Link", DoorKind.PASSKEY: "Passkey"}


@dataclass(frozen=True)
class ShownDoor:
    """One row. close_id is there while it can be closed."""

    title: str
    made: str
    state: str
    close_id: UUID | None


def shown_doors(lines: Sequence[DoorLine], *, now: datetime) -> list[ShownDoor]:
    """Return the rows of the page, the newest first as they come."""
    return [_shown(line, now) for line in lines]


def _shown(line: DoorLine, now: datetime) -> ShownDoor:
    if line.kind is DoorKind.PASSKEY:
        # Not when: that would say when they were on their own side.
        state = "Closed" if line.closed_at else "Opens on the device of the person"
        return ShownDoor("Passkey", "Added by the person themselves", state, line.door_id if line.is_open else None)
    title = f"{NAMES[line.kind]} of {long_date(day_of(line.set_up_at))}"
    return ShownDoor(title, f"Set up by {line.set_up_by}", _state(line, now), line.door_id if line.is_open else None)


def _state(line: DoorLine, now: datetime) -> str:
    if line.closed_at is not None:
        why = " after five wrong PINs" if line.closed_because == "tries" else ""
        return f"Closed on {long_date(day_of(line.closed_at))}{why}"
    if line.expires_at is None:
        return "Can be used with the PIN"
    if not line.is_open:
        return "Its time is over"
    return f"Opens once with the PIN, until {moment_within(line.expires_at, now=now)}"
