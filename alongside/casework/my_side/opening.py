"""Opening the person's own door with a card or a link, and the PIN.

A PIN has a million values, so what is counted is counted before it is looked at, and stays counted whatever happens next.
"""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from alongside.access import Actor, Scope
from alongside.access.standings import PERSON_PUBLISHED, PUBLISHED
from alongside.casework.audit import record_about_many, record_from_outside
from alongside.casework.my_side.capabilities import (
    OF_A_CHECK_IN,
    CapabilityKind,
    find_episode_to_ask_about,
    hash_secret,
    open_capability,
)
from alongside.casework.my_side.pins import is_pin
from alongside.domain.my_side import read_code
from alongside.ledger import Kind
from alongside.records.check_ins import CheckIn
from alongside.records.my_side import MOST_TRIES, Door
from alongside.records.sessions import Session
from alongside.vault import blind_index

ASK_ABOUT_THE_LAST = timedelta(days=7)


def open_with_token(*, token: str, pin: str, at: datetime) -> str | None:
    """Open the door of this QR code or link and return the secret of a capability, or None.

    Nobody is told why it did not open: a wrong token, a wrong PIN, a closed card and an old link are one answer, and
    Argon2 runs for each of them. A link is used up when it opens.
    """
    return _open("token_hash", hash_secret(token), pin, at)


def open_with_code(*, code: str, pin: str, at: datetime) -> str | None:
    """Open the door of the card with this printed code, as typed. Otherwise as open_with_token."""
    return _open("code_hash", hash_code(read_code(code)), pin, at)


def hash_code(code: str) -> bytes:
    """Return what is kept of a printed code. It is short enough to be tried, so the hash needs the key file."""
    return blind_index("my_side_code", code)


def find_waiting_session(person_id: UUID, *, at: datetime) -> Session | None:
    """Return the last meeting of the last seven days, unless the person has sent answers about it.

    An earlier meeting is never asked about instead: nobody would notice that it is another one.
    """
    held = find_held_session(person_id, at=at)
    answered = held and CheckIn.everything.filter(session=held, state="completed").exists()
    return None if answered else held


def find_held_session(person_id: UUID, *, at: datetime) -> Session | None:
    """Return the last meeting of the last seven days that took place, also when it was held before its hour."""
    held = Session.objects.filter(PUBLISHED, person=person_id, attendance="attended")
    recent = held.filter(planned_at__gt=at - ASK_ABOUT_THE_LAST)
    return recent.select_related("practitioner").order_by("-planned_at").first()


def _open(column: str, wanted: bytes, pin: str, at: datetime) -> str | None:
    door = _find(column, wanted, at)
    if door is not None and not _count_try(door, at):
        door = None
    kept = getattr(door.person, "pin", None) if door else None
    if not is_pin(pin, kept.pin_hash if kept else None, door.person_id if door else None):
        if door is not None:
            _close_after_the_last_try(door, at)
        return None
    return let_in(door, at) if door else None


def _find(column: str, wanted: bytes, at: datetime) -> Door | None:
    """Return the door, open or not. The hash found is compared in constant time, as that of a capability is."""
    found = Door.objects.filter(PERSON_PUBLISHED, **{column: wanted}).select_related("person__pin").first()
    if found is None or not secrets.compare_digest(bytes(getattr(found, column)), wanted):
        return None
    return found


def _still_open(door: Door, at: datetime) -> Q:
    in_time = Q(expires_at__isnull=True) | Q(expires_at__gt=at)
    return Q(in_time, id=door.id, closed_at__isnull=True)


def _count_try(door: Door, at: datetime) -> bool:
    """Count one try in a transaction of its own, and return whether there was one left: at once or never."""
    with transaction.atomic():
        left = Door.objects.filter(_still_open(door, at), tries__lt=MOST_TRIES)
        return left.update(tries=F("tries") + 1) == 1


def _close_after_the_last_try(door: Door, at: datetime) -> None:
    with transaction.atomic():
        spent = Door.objects.filter(_still_open(door, at), tries__gte=MOST_TRIES)
        if spent.update(closed_at=at, closed_because="tries"):
            record_from_outside(
                Kind.ALTERATION, "closed", door.person.pseudonym, at=at, object_type=door.kind, object_id=door.id
            )


def let_in(door: Door, at: datetime) -> str | None:
    """Return the secret of a capability for whoever has just shown that this door is theirs, or None if it is shut."""
    with transaction.atomic():
        row = Door.objects.select_for_update(of=("self",)).filter(_still_open(door, at)).first()
        if row is None:
            return None
        row.tries = 0
        if row.kind == "link":
            row.closed_at, row.closed_because = at, "used"
        row.save(update_fields=["tries", "closed_at", "closed_because"])
        secret = _open_own(row, at)
        by = Actor(id=row.id, is_person=True, person_id=row.person_id)
        record_about_many(
            Kind.CONSULTATION, "opened", [door.person.pseudonym], by=by, at=at, relation="self", object_type="my_side",
            object_id=row.id,
        )  # fmt: skip
    return secret


def _open_own(door: Door, at: datetime) -> str:
    session = find_waiting_session(door.person_id, at=at)
    episode = find_episode_to_ask_about(session) if session else None
    scopes = set(Scope) - OF_A_CHECK_IN
    if session:
        scopes |= OF_A_CHECK_IN if episode else {Scope.CHECK_IN}
    return open_capability(CapabilityKind.OWN, door.person_id, scopes, at, session=session, episode=episode, door=door)
