"""Ways to reach a person, and what can be done with each. Nothing is safe unless the person has said so."""

from datetime import date
from enum import StrEnum

CONFIRMED_FOR_DAYS = 90


class RouteKind(StrEnum):
    """What kind of way it is."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"


class Safe(StrEnum):
    """What a person may say is safe."""

    WRITE = "write"
    RING = "ring"
    TEXT = "text"
    LEAVE_MESSAGE = "leave_message"


FITTING = {
    RouteKind.PHONE: frozenset({Safe.RING, Safe.TEXT, Safe.LEAVE_MESSAGE}),
    RouteKind.EMAIL: frozenset({Safe.WRITE}),
    RouteKind.ADDRESS: frozenset({Safe.WRITE}),
}


def is_confirmed(last_confirmed_on: date | None, *, on: date) -> bool:
    """Return whether the person confirmed a way to reach them in the 90 days up to this one. Otherwise nothing is sent."""
    return last_confirmed_on is not None and (on - last_confirmed_on).days <= CONFIRMED_FOR_DAYS
