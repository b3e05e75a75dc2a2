"""Ways to reach a person, and what can be done with each. Nothing is safe unless the person has said so."""

from collections.abc import Collection
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


def usable(safe: Collection[Safe], last_confirmed_on: date | None, *, ended: bool, on: date) -> frozenset[Safe]:
    """Return what may be done with a way today: nothing once it was ended, and nothing while it is not confirmed.

    safe is what the person said is safe when it was confirmed last. Everything that shows or uses a way asks this.
    """
    return frozenset(safe) if not ended and is_confirmed(last_confirmed_on, on=on) else frozenset()


def mask(kind: RouteKind, value: str) -> str:
    """Return enough of a way for its owner to know it, and too little for somebody who reads over their shoulder.

    The last three figures of a number, the first letter of an email address, and nothing of where somebody lives.
    """
    if kind is RouteKind.PHONE:
        return f"… {value.strip()[-3:]}"
    return f"{value.strip()[:1]}…" if kind is RouteKind.EMAIL else ""
