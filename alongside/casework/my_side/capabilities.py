"""Opening, finding and ending a capability."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item, Scope
from alongside.access.gates import NotHere, require
from alongside.casework.audit import record
from alongside.domain.questionnaires.definition import load_definition
from alongside.ledger import Kind
from alongside.records.check_ins import CheckIn
from alongside.records.episodes import Episode
from alongside.records.my_side import Capability
from alongside.records.sessions import Session

LIFETIME = timedelta(minutes=30)
INSTRUMENT = "alongside_check_in"


def hand_over(*, session_id: UUID, by: Actor, at: datetime) -> str:
    """Offer the check-in of a session on this device and return the secret of a capability for it.

    The secret is 256 bits and is kept only as a hash. Whether an earlier offer was answered makes no difference here,
    because the worker may not learn it. Raises NotHere.
    """
    with transaction.atomic():
        session = Session.objects.filter(id=session_id).first()
        if session is None:
            raise NotHere
        granted = require(by, Action.WRITE, Item.CHECK_IN_OFFER, person_id=session.person_id, at=at)
        _offer(session, by, at)
        secret = secrets.token_urlsafe(32)
        episode = _episode_to_ask_about(session)
        scopes = [Scope.CHECK_IN, Scope.HELP_ANSWER] if episode else [Scope.CHECK_IN]
        Capability.objects.create(
            id=uuid4(),
            person_id=session.person_id,
            session=session,
            episode=episode,
            secret_hash=hash_secret(secret),
            scopes=[scope.value for scope in scopes],
            started_by_id=by.id,
            started_at=at,
            expires_at=at + LIFETIME,
        )
        record(Kind.COLLECTION, "offered", granted, by=by, at=at, object_type="check_in", object_id=session.id)
    return secret


def find_capability(*, secret: str, at: datetime) -> Capability | None:
    """Return the live capability of this secret, or None when there is none, it has ended or its 30 minutes are over."""
    found = Capability.objects.filter(secret_hash=hash_secret(secret), ended_at__isnull=True, expires_at__gt=at)
    return found.select_related("started_by").first()


def end_capability(*, capability_id: UUID, at: datetime) -> None:
    """End a capability and throw away what was answered but not given to anybody. Safe to repeat."""
    with transaction.atomic():
        live = Capability.objects.filter(id=capability_id, ended_at__isnull=True)
        live.update(ended_at=at, sealed_progress=None)


def hash_secret(secret: str) -> bytes:
    """Return what is kept of a secret. 256 random bits need no salt."""
    return hashlib.sha256(secret.encode()).digest()


def _offer(session: Session, by: Actor, at: datetime) -> None:
    CheckIn.objects.get_or_create(
        session=session,
        defaults={
            "person_id": session.person_id,
            "relationship_id": session.relationship_id,
            "instrument": INSTRUMENT,
            "instrument_version": load_definition(INSTRUMENT).version,
            "offered_at": at,
            "offered_by_id": by.id,
        },
    )


def _episode_to_ask_about(session: Session) -> Episode | None:
    """Return the open episode whose repair was tried and that the person has not answered about."""
    tried = Episode.objects.filter(relationship=session.relationship_id, closed_at__isnull=True, tried_on__isnull=False)
    return tried.exclude(help_answers__side="person").order_by("opened_at").first()
