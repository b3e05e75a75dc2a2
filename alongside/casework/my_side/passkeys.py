"""A passkey of the person's own device: added behind their door, and a door of its own from then on.

Nothing about them goes to the device: the handle is random and kept nowhere, and the name is the same for everybody. Who it
is comes from the id of the passkey alone, so a sign-in begins the same way for everybody, known or not.
"""

import hashlib
import secrets
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from fido2.cose import UnsupportedKey
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    CollectedClientData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from alongside.access import Action, Actor, Item
from alongside.access.actors import actor_for_capability
from alongside.access.gates import Granted, NotHere
from alongside.access.standings import PERSON_PUBLISHED
from alongside.casework.audit import record, record_from_outside
from alongside.casework.my_side.capabilities import OpenCapability, end_capabilities_of, hash_secret
from alongside.casework.my_side.entering import enter
from alongside.casework.my_side.opening import let_in
from alongside.ledger import Kind
from alongside.records.my_side import Capability, Door, PasskeyChallenge

ANSWERED_WITHIN = timedelta(minutes=5)
MOST = 5
# Whatever the library raises over bytes from outside that are no answer: the answer is no, and never a broken page.
UNREADABLE = (
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, RecursionError, NotImplementedError,
    struct.error,
)  # fmt: skip
REQUIRED = UserVerificationRequirement.REQUIRED


class PasskeyRefused(ValueError):
    """What the device answered is not right, too late, used already, or there are enough passkeys."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where the passkey is for. host is a name without a port, name is what the device shows."""

    host: str
    name: str


@dataclass(frozen=True, slots=True)
class OwnPasskey:
    """One passkey, as its owner knows it."""

    door_id: UUID
    added_at: datetime


def list_own_passkeys(*, capability: OpenCapability, at: datetime) -> list[OwnPasskey]:
    """Return the passkeys that open this person's side, the newest first, and record the look. Raises NotHere."""
    with transaction.atomic():
        granted, by = _enter(capability, at)
        rows = _live(granted.person_id).order_by("-set_up_at", "id")
        found = [OwnPasskey(row.id, row.set_up_at) for row in rows]
        record(Kind.CONSULTATION, "opened", granted, by=by, at=at, object_type="passkeys")
    return found


def opened_with_passkey(capability: OpenCapability) -> bool:
    """Return whether a passkey opened what is open, and no PIN was asked for. Then no other passkey is made."""
    return Capability.objects.filter(id=capability.id, door__kind="passkey").exists()


def begin_to_add(*, capability: OpenCapability, site: Site, at: datetime) -> dict[str, Any]:
    """Return what the browser asks the device for a new passkey. Raises NotHere and PasskeyRefused."""
    with transaction.atomic():
        _enter(capability, at)
        _refuse_a_lent_phone(capability)
        handle = PublicKeyCredentialUserEntity(id=secrets.token_bytes(32), name=site.name, display_name=site.name)
        options, _ = _server(site).register_begin(
            handle, resident_key_requirement=ResidentKeyRequirement.REQUIRED, user_verification=REQUIRED,
            challenge=_ask(at),
        )  # fmt: skip
    return dict(options)


def add_passkey(*, capability: OpenCapability, answer: Mapping[str, Any], site: Site, by: Actor, at: datetime) -> None:
    """Keep the passkey that the device made. Raises NotHere and PasskeyRefused."""
    try:
        said = RegistrationResponse.from_dict(answer)
        state = _use_up(said.response.client_data, at)
        made = _server(site).register_complete(state, answer).credential_data
    except UNREADABLE:
        raise PasskeyRefused from None
    if made is None or isinstance(made.public_key, UnsupportedKey):
        raise PasskeyRefused
    with transaction.atomic():
        granted, holder = _enter(capability, at)
        if by.id != holder.id:
            raise NotHere
        _refuse_a_lent_phone(capability)
        token_hash = _hash_id(made.credential_id)
        if _live(granted.person_id).count() >= MOST or Door.objects.filter(token_hash=token_hash).exists():
            raise PasskeyRefused
        door = Door(
            id=uuid4(), person_id=granted.person_id, kind="passkey", token_hash=token_hash, public_key=bytes(made),
            set_up_at=at,
        )  # fmt: skip
        door.save(force_insert=True)
        record(Kind.COLLECTION, "made", granted, by=by, at=at, object_type="passkey", object_id=door.id)


def remove_passkey(*, capability: OpenCapability, door_id: UUID, by: Actor, at: datetime) -> None:
    """Close a passkey of this person, and what was opened with it. Safe to repeat. Raises NotHere."""
    with transaction.atomic():
        granted, holder = _enter(capability, at)
        door = Door.objects.select_for_update().filter(id=door_id, person=granted.person_id, kind="passkey").first()
        if door is None or by.id != holder.id:
            raise NotHere
        if door.closed_at is None:
            door.closed_at, door.closed_because = at, "person"
            door.save(update_fields=["closed_at", "closed_because"])
            end_capabilities_of(granted.person_id, at=at, door=door)
            record(Kind.ALTERATION, "closed", granted, by=by, at=at, object_type="passkey", object_id=door.id)


def begin_to_open(*, site: Site, at: datetime) -> dict[str, Any]:
    """Return what the browser asks the device for: any passkey of this site. The same for everybody who asks."""
    options, _ = _server(site).authenticate_begin(user_verification=REQUIRED, challenge=_ask(at))
    return dict(options)


def open_with_passkey(*, answer: Mapping[str, Any], site: Site, at: datetime) -> str | None:
    """Open the door of this passkey and return the secret of a capability, or None, whatever was wrong.

    A device that counts must have counted on: one that has not may be a copy, so its passkey is closed.
    """
    try:
        said = AuthenticationResponse.from_dict(answer)
        state = _use_up(said.response.client_data, at)
        door = _find(said.raw_id)
        _server(site).authenticate_complete(state, [AttestedCredentialData(bytes(door.public_key or b""))], answer)
    except UNREADABLE:
        return None
    counter = said.response.authenticator_data.counter
    with transaction.atomic():
        live = Door.objects.select_for_update(of=("self",)).filter(id=door.id, closed_at__isnull=True)
        row = live.select_related("person").first()
        if row is None:
            return None
        if counter <= row.sign_count and (counter or row.sign_count):
            _close_a_copy(row, at)
            return None
        row.sign_count = counter
        row.save(update_fields=["sign_count"])
    return let_in(door, at)


def forget_old_challenges(*, at: datetime) -> int:
    """Throw away questions that nobody answered in time. Returns how many."""
    old = PasskeyChallenge.objects.filter(expires_at__lte=at)
    # The worker asks every second, and a transaction that finds nothing to do would still hold the write lock.
    return old.delete()[0] if old.exists() else 0


def _close_a_copy(door: Door, at: datetime) -> None:
    """Close it, and what it had opened: nobody can tell which of the two was the person."""
    door.closed_at, door.closed_because = at, "copy"
    door.save(update_fields=["closed_at", "closed_because"])
    end_capabilities_of(door.person_id, at=at, door=door)
    record_from_outside(
        Kind.ALTERATION, "closed", door.person.pseudonym, at=at, object_type="passkey", object_id=door.id
    )


def _refuse_a_lent_phone(capability: OpenCapability) -> None:
    """Raise PasskeyRefused where a passkey opened this: an unlocked phone in another hand could let in a phone of its own."""
    if opened_with_passkey(capability):
        raise PasskeyRefused


def _ask(at: datetime) -> bytes:
    challenge = secrets.token_bytes(32)
    row = PasskeyChallenge(challenge_hash=hashlib.sha256(challenge).digest(), expires_at=at + ANSWERED_WITHIN)
    row.save(force_insert=True)
    return challenge


def _use_up(client_data: CollectedClientData, at: datetime) -> dict[str, Any]:
    """Return what was asked, and let nobody answer it again. Raises PasskeyRefused."""
    wanted = hashlib.sha256(client_data.challenge).digest()
    used, _ = PasskeyChallenge.objects.filter(challenge_hash=wanted, expires_at__gt=at).delete()
    if not used:
        raise PasskeyRefused
    return {"challenge": websafe_encode(client_data.challenge), "user_verification": REQUIRED}


def _find(credential_id: bytes) -> Door:
    """Return the open door of this passkey. Raises PasskeyRefused."""
    wanted = _hash_id(credential_id)
    live = Door.objects.filter(PERSON_PUBLISHED, token_hash=wanted, kind="passkey", closed_at__isnull=True)
    found = live.select_related("person").first()
    if found is None:
        raise PasskeyRefused
    return found


def _hash_id(credential_id: bytes) -> bytes:
    return hash_secret(websafe_encode(credential_id))


def _live(person_id: UUID) -> QuerySet[Door]:
    return Door.objects.filter(person=person_id, kind="passkey", closed_at__isnull=True)


def _enter(capability: OpenCapability, at: datetime) -> tuple[Granted, Actor]:
    granted = enter(capability, Action.ANSWER, Item.DOOR, at=at)
    return granted, actor_for_capability(capability)


def _server(site: Site) -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(name=site.name, id=site.host))
