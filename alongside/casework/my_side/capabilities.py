"""Opening, finding and ending a capability."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from alongside.access import Action, Actor, Item, Scope
from alongside.access.gates import NotHere, require
from alongside.casework.audit import record
from alongside.casework.my_side.offers import begin_check_in, offer
from alongside.domain.questionnaires import CHECK_IN
from alongside.ledger import Kind
from alongside.records.check_ins import CheckIn
from alongside.records.episodes import Episode
from alongside.records.my_side import Capability
from alongside.records.sessions import Session

LIFETIME = timedelta(minutes=30)
NOTHING_TO_ASK_ABOUT = ("missed", "cancelled")
ROWS_AT_ONCE = 200
# Used up together when the answers are sent, and not there without a session to ask about.
OF_A_CHECK_IN = frozenset({Scope.CHECK_IN, Scope.HELP_ANSWER})


class CapabilityKind(StrEnum):
    """How a capability came about: a device handed over for a check-in or for a PIN, or the person's own door."""

    DEVICE = "device"
    PIN = "pin"
    OWN = "own"


@dataclass(frozen=True)
class OpenCapability:
    """A live capability: one person and the scopes that are not used up.

    session_id is the meeting that a check-in is about, met_at its time, practitioner the first name of who held it,
    instrument what is asked. All four are empty where no check-in is waiting.
    """

    id: UUID
    person_id: UUID
    kind: CapabilityKind
    session_id: UUID | None
    met_at: datetime | None
    episode_id: UUID | None
    practitioner: str
    instrument: str
    scopes: frozenset[Scope]


def hand_over(*, session_id: UUID, by: Actor, at: datetime) -> str:
    """Offer the check-in of a session on this device and return the secret of a capability for it.

    The secret is 256 bits and is kept only as a hash. Whether an earlier offer was answered makes no difference here,
    because the worker may not learn it. An earlier capability of the same session ends. Raises NotHere, also for a
    session that did not take place.
    """
    with transaction.atomic():
        session = Session.objects.filter(id=session_id).exclude(attendance__in=NOTHING_TO_ASK_ABOUT).first()
        if session is None:
            raise NotHere
        granted = require(by, Action.WRITE, Item.CHECK_IN_OFFER, person_id=session.person_id, at=at)
        Capability.objects.filter(session=session, ended_at__isnull=True).update(ended_at=at, sealed_progress=None)
        end_expired_capabilities(at=at)
        offer(session, by, at)
        episode = find_episode_to_ask_about(session)
        scopes = OF_A_CHECK_IN if episode else {Scope.CHECK_IN}
        secret = open_capability(
            CapabilityKind.DEVICE,
            granted.person_id,
            scopes | {Scope.TELL_SOMEONE},
            at,
            session=session,
            episode=episode,
            started_by_id=by.id,
        )
        record(Kind.COLLECTION, "offered", granted, by=by, at=at, object_type="check_in", object_id=session.id)
    return secret


def find_capability(*, secret: str, at: datetime) -> OpenCapability | None:
    """Return the live capability of this secret, or None when there is none, it has ended or its 30 minutes are over.

    The index is searched by the hash of the secret, and the hash found is compared in constant time: how long the
    search takes says nothing about any secret.
    """
    wanted = hash_secret(secret)
    live = Capability.objects.open_at(at).filter(secret_hash=wanted)
    found = live.select_related("session__practitioner", "session__check_in").first()
    if found is None or not secrets.compare_digest(bytes(found.secret_hash), wanted):
        return None
    return OpenCapability(
        id=found.id,
        person_id=found.person_id,
        kind=CapabilityKind(found.kind),
        session_id=found.session_id,
        met_at=found.session.planned_at if found.session else None,
        episode_id=found.episode_id,
        practitioner=found.session.practitioner.get_short_name() if found.session else "",
        instrument=_instrument_of(found.session) if found.session else "",
        scopes=frozenset(Scope(scope) for scope in found.scopes),
    )


def _instrument_of(session: Session) -> str:
    """Return what the offer asks. A person who begins on their own is asked the short one."""
    offer = getattr(session, "check_in", None)
    return offer.instrument if offer else CHECK_IN


def end_capability(*, capability_id: UUID, at: datetime) -> None:
    """End a capability and throw away what was answered but not given to anybody. Safe to repeat."""
    with transaction.atomic():
        live = Capability.objects.filter(id=capability_id, ended_at__isnull=True)
        live.update(ended_at=at, sealed_progress=None)


def end_expired_capabilities(*, at: datetime) -> int:
    """Throw away the answers on capabilities whose time ran out, 200 at most. Returns how many.

    Nobody can reach them any more, and nobody chose who may. A device that is switched off never says that it left.
    """
    expired = Capability.objects.filter(ended_at__isnull=True, expires_at__lte=at)
    # The worker asks every second, and a transaction that finds nothing to do would still hold the write lock.
    some = list(expired.values_list("id", flat=True)[:ROWS_AT_ONCE])
    if not some:
        return 0
    with transaction.atomic():
        return expired.filter(id__in=some).update(ended_at=F("expires_at"), sealed_progress=None)


def hash_secret(secret: str) -> bytes:
    """Return what is kept of a secret. 256 random bits need no salt."""
    return hashlib.sha256(secret.encode()).digest()


def end_capabilities_of(person_id: UUID, *, at: datetime, **which: object) -> None:
    """End every live capability of a person, or those of one kind. Call it inside a transaction."""
    live = Capability.objects.filter(person=person_id, ended_at__isnull=True, **which)
    live.update(ended_at=at, sealed_progress=None)


def open_capability(
    kind: CapabilityKind, person_id: UUID, scopes: Iterable[Scope], at: datetime, **about: object
) -> str:
    """Add a capability and return its secret, which is 256 bits and kept only as a hash. about: the other columns."""
    secret = secrets.token_urlsafe(32)
    Capability.objects.create(
        id=uuid4(),
        person_id=person_id,
        kind=kind.value,
        secret_hash=hash_secret(secret),
        scopes=sorted(scope.value for scope in scopes),
        started_at=at,
        expires_at=at + LIFETIME,
        **about,
    )
    return secret


def lock_check_in(row: Capability, *, at: datetime) -> CheckIn:
    """Return the check-in of this capability, locked. One the person began on their own is offered by nobody.

    It is there only from the moment they send it, so that nobody can see that they thought about it. Raises NotHere.
    """
    if row.session is None:
        raise NotHere
    if row.kind == CapabilityKind.OWN:
        return begin_check_in(row.session, at=at)
    return CheckIn.everything.select_for_update().get(session=row.session_id)


def find_episode_to_ask_about(session: Session) -> Episode | None:
    """Return the open episode whose repair was tried and that the person has not answered about."""
    tried = Episode.objects.filter(relationship=session.relationship_id, closed_at__isnull=True, tried_on__isnull=False)
    return tried.exclude(help_answers__side="person").order_by("opened_at").first()
