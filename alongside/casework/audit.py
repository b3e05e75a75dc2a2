"""Writes what happened to the ledger, inside the transaction that did it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, OperationalError

from alongside.access import Actor
from alongside.access.gates import Granted
from alongside.ledger import Kind, record_entry


class NotRecorded(OperationalError):
    """The ledger could not be written, so what was asked must neither be done nor shown: the answer is a 503."""


def record_opened(
    granted: Granted, *, by: Actor, at: datetime, object_type: str, object_id: UUID | None = None
) -> None:
    """Record that somebody opened a thing in one person's record. Must be in the page's transaction."""
    record(Kind.CONSULTATION, "opened", granted, by=by, at=at, object_type=object_type, object_id=object_id)


def record_listed(pseudonyms: Iterable[UUID], *, by: Actor, at: datetime, relation: str, object_type: str) -> None:
    """Record that a list showed these people: one entry, however many they are."""
    _entry(Kind.CONSULTATION, "listed", pseudonyms, by=by, at=at, relation=relation, object_type=object_type)


def record_new(
    pseudonym: UUID, *, by: Actor, at: datetime, relation: str, object_type: str, object_id: UUID | None = None
) -> None:
    """Record that somebody was added, before any standing towards them exists."""
    _entry(
        Kind.COLLECTION,
        "added",
        [pseudonym],
        by=by,
        at=at,
        relation=relation,
        object_type=object_type,
        object_id=object_id,
    )


def record_about_many(
    kind: Kind,
    action: str,
    pseudonyms: Iterable[UUID],
    *,
    by: Actor,
    at: datetime,
    relation: str,
    object_type: str,
    object_id: UUID | None = None,
    reason_code: str = "",
) -> UUID:
    """Record one fact about several people's records, or about nobody's yet. Returns the id of the entry."""
    return _entry(
        kind, action, pseudonyms, by=by, at=at, relation=relation, object_type=object_type, object_id=object_id,
        reason_code=reason_code,
    )  # fmt: skip


def record_service_change(
    kind: Kind, action: str, *, by: Actor | None, at: datetime, object_type: str, object_id: UUID
) -> None:
    """Record a change of users or teams, which is about nobody's record. Without an actor it came by the command line."""
    _entry(kind, action, [], by=by, at=at, relation="service", object_type=object_type, object_id=object_id)


def record_from_outside(
    kind: Kind, action: str, pseudonym: UUID, *, at: datetime, object_type: str, object_id: UUID
) -> None:
    """Record what somebody did who did not say who they are, such as a wrong PIN typed too often."""
    _entry(
        kind, action, [pseudonym], by=None, role="nobody known", at=at, relation="none", object_type=object_type,
        object_id=object_id,
    )  # fmt: skip


def record(
    kind: Kind,
    action: str,
    granted: Granted,
    *,
    by: Actor,
    at: datetime,
    object_type: str,
    object_id: UUID | None = None,
    reason_code: str = "",
) -> None:
    """Record one fact about one person's record: what was done, by whom, in which relation, to which object."""
    _entry(
        kind,
        action,
        [granted.pseudonym],
        by=by,
        at=at,
        relation=granted.relation,
        object_type=object_type,
        object_id=object_id,
        reason_code=reason_code,
    )


def _entry(
    kind: Kind,
    action: str,
    pseudonyms: Iterable[UUID],
    *,
    by: Actor | None,
    at: datetime,
    relation: str,
    object_type: str,
    object_id: UUID | None = None,
    reason_code: str = "",
    role: str = "",
) -> UUID:
    try:
        return record_entry(
            kind=kind,
            action=action,
            actor_id=by.id if by else None,
            role=role or _role_of(by),
            relation=relation,
            subjects=pseudonyms,
            object_type=object_type,
            object_id=object_id,
            reason_code=reason_code,
            at=at,
        )
    except DatabaseError:
        # What the database says may quote what was to be written, so it goes no further.
        raise NotRecorded("the ledger could not be written") from None


def _role_of(by: Actor | None) -> str:
    if by is None:
        return "command line"
    return "person" if by.is_person else "+".join(sorted(by.roles))
