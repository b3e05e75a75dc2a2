"""Writing an entry in the transaction of the page or operation it is about."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.ledger.kinds import Kind
from alongside.ledger.models import Entry, EntrySubject


class OutsideTransaction(Exception):
    """An entry that is not in the transaction of what it records could stand alone, or be lost."""


def record_entry(
    *,
    kind: Kind,
    action: str,
    actor_id: UUID | None,
    role: str,
    relation: str,
    subjects: Iterable[UUID],
    object_type: str = "",
    object_id: UUID | None = None,
    reason_code: str = "",
    at: datetime,
) -> UUID:
    """Insert one unsequenced entry and its subjects, in two queries. Raises OutsideTransaction."""
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction
    pseudonyms = sorted(set(subjects))
    entry = Entry(
        id=uuid4(),
        kind=kind.value,
        action=action,
        actor_id=actor_id,
        role=role,
        relation=relation,
        reason_code=reason_code,
        subjects=[str(p) for p in pseudonyms],
        object_type=object_type,
        object_id=object_id,
        recorded_at=at,
    )
    entry.save(force_insert=True)
    EntrySubject.objects.bulk_create([EntrySubject(entry_id=entry.id, pseudonym=p) for p in pseudonyms])
    return entry.id
