"""Setting up a person's own door face to face: their PIN, a card to print, a link for one message."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.actors import actor_for
from alongside.access.gates import NotHere, require
from alongside.casework.audit import record, record_about_many
from alongside.casework.my_side.capabilities import (
    CapabilityKind,
    OpenCapability,
    end_capabilities_of,
    hash_secret,
    open_capability,
)
from alongside.casework.my_side.opening import hash_code
from alongside.casework.my_side.pins import hash_pin
from alongside.casework.people.sealing import open_born_on
from alongside.domain.my_side import ALPHABET, CODE_LENGTH, PinProblem, find_pin_problem, group_code
from alongside.ledger import Kind
from alongside.records.my_side import Capability, Door, Pin
from alongside.vault import open_keys

LINK_LIVES = timedelta(hours=72)


class DoorKind(StrEnum):
    """What a person may open their door with."""

    CARD = "card"
    LINK = "link"
    PASSKEY = "passkey"


class PinRefused(ValueError):
    """The PIN is not six numbers, or somebody else would soon guess it."""

    def __init__(self, problem: PinProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


class PinMissing(Exception):
    """A card or a link would open nothing, because the person has not chosen a PIN."""


@dataclass(frozen=True)
class NewCard:
    """What goes on a printed card. It is told once: only hashes are kept. code is grouped as it is printed."""

    token: str
    code: str


def hand_over_for_pin(*, person_id: UUID, by: Actor, at: datetime) -> str:
    """Return the secret of a capability in which the person chooses a PIN on this device. Raises NotHere.

    What the person has open stays open until they have chosen.
    """
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.DOOR, person_id=person_id, at=at)
        end_capabilities_of(person_id, at=at, kind=CapabilityKind.PIN.value)
        secret = open_capability(CapabilityKind.PIN, person_id, (), at, started_by_id=by.id)
        record(Kind.ALTERATION, "handed_over", granted, by=by, at=at, object_type="pin")
    return secret


def choose_pin(*, capability: OpenCapability, pin: str, by: Actor, at: datetime) -> None:
    """Keep the PIN the person chose, and end everything that was open for them, this too.

    Cards stay good, with their tries counted afresh. Passkeys do not.
    Raises PinRefused, or NotHere when the capability is over or whoever
    handed the device over may not set up this door any more.
    """
    pin_hash = hash_pin(pin, capability.person_id)
    with transaction.atomic():
        open_now = Capability.objects.open_at(at).select_for_update(of=("self",)).filter(id=by.id)
        row = open_now.select_related("person", "started_by").first()
        if row is None or row.id != capability.id or row.started_by is None or row.kind != CapabilityKind.PIN:
            raise NotHere
        granted = require(actor_for(row.started_by), Action.WRITE, Item.DOOR, person_id=row.person_id, at=at)
        problem = find_pin_problem(pin, born_on=open_born_on(open_keys([row.person_id]), row.person))
        if problem is not None:
            raise PinRefused(problem)
        Pin.objects.update_or_create(
            person_id=row.person_id, defaults={"pin_hash": pin_hash, "set_at": at, "set_with": row.started_by}
        )
        doors = Door.objects.filter(person=row.person_id, closed_at__isnull=True)
        # A new PIN is chosen when somebody else may have got in, and a passkey asks for none.
        doors.filter(kind=DoorKind.PASSKEY.value).update(closed_at=at, closed_because="staff")
        doors.update(tries=0)
        end_capabilities_of(row.person_id, at=at)
        record_about_many(Kind.COLLECTION, "set", [granted.pseudonym], by=by, at=at, relation="self", object_type="pin")


def make_card(*, person_id: UUID, by: Actor, at: datetime) -> NewCard:
    """Make a card that may be used again and again, with the PIN. Raises NotHere or PinMissing."""
    token, code = secrets.token_urlsafe(32), "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    _make(DoorKind.CARD, person_id, by, at, token_hash=hash_secret(token), code_hash=hash_code(code))
    return NewCard(token, group_code(code))


def make_link(*, person_id: UUID, by: Actor, at: datetime) -> str:
    """Make the token of a link that opens once, with the PIN, within 72 hours. Raises NotHere or PinMissing."""
    token = secrets.token_urlsafe(32)
    _make(DoorKind.LINK, person_id, by, at, token_hash=hash_secret(token), expires_at=at + LINK_LIVES)
    return token


def close_door(*, door_id: UUID, by: Actor, at: datetime) -> UUID:
    """Close a card or a link, and what was opened with it. Safe to repeat. Returns the person's id; raises NotHere.

    A link that was used is closed as one that was not: what it opened may be in the wrong hands, and whoever closes it does not
    learn whether it was used.
    """
    with transaction.atomic():
        door = Door.objects.select_for_update().filter(id=door_id).first()
        if door is None:
            raise NotHere
        granted = require(by, Action.WRITE, Item.DOOR, person_id=door.person_id, at=at)
        if door.closed_at is None or door.closed_because == "used":
            door.closed_at, door.closed_because = at, "staff"
            door.save(update_fields=["closed_at", "closed_because"])
            end_capabilities_of(door.person_id, at=at, door=door)
            record(Kind.ALTERATION, "closed", granted, by=by, at=at, object_type=door.kind, object_id=door.id)
    return door.person_id


def _make(kind: DoorKind, person_id: UUID, by: Actor, at: datetime, **columns: object) -> None:
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.DOOR, person_id=person_id, at=at)
        if not Pin.objects.filter(person=person_id).exists():
            raise PinMissing
        door = Door(id=uuid4(), person_id=person_id, kind=kind.value, set_up_by_id=by.id, set_up_at=at, **columns)
        door.save(force_insert=True)
        record(Kind.COLLECTION, "made", granted, by=by, at=at, object_type=kind.value, object_id=door.id)
