"""How the person describes themselves: said, changed and taken back by them, and read by nobody else."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.actors import actor_for_capability
from alongside.access.gates import NotHere
from alongside.casework.audit import record, record_opened
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.entering import enter
from alongside.domain.self_description import SelfDescription, pack, unpack
from alongside.ledger import Kind
from alongside.records import self_description as records
from alongside.vault import KeyRing, open_keys

TABLE, FIELD = "self_description", "sealed_body"


def get_own_description(*, capability: OpenCapability, at: datetime) -> SelfDescription:
    """Return what the person said of themselves, and record the look. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.READ, Item.SELF_DESCRIPTION, at=at)
        row = records.SelfDescription.objects.filter(person=granted.person_id).first()
        record_opened(granted, by=actor_for_capability(capability), at=at, object_type=TABLE)
        return _open(row, open_keys([granted.person_id])) if row else SelfDescription()


def describe_myself(*, capability: OpenCapability, description: SelfDescription, by: Actor, at: datetime) -> None:
    """Keep this in place of what was there. Nothing said takes it back: no row is left of it. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.ANSWER, Item.SELF_DESCRIPTION, at=at)
        if by.id != capability.id:
            raise NotHere
        person_id = granted.person_id
        earlier, _ = records.SelfDescription.objects.filter(person=person_id).delete()
        if description.is_empty:
            if earlier:
                record(Kind.ERASURE, "taken_back", granted, by=by, at=at, object_type=TABLE)
            return
        row = records.SelfDescription(id=uuid4(), person_id=person_id, said_at=at)
        row.sealed_body = open_keys([person_id]).seal_json(
            dict(pack(description)), subject=person_id, table=TABLE, row=row.id, field=FIELD
        )
        row.save(force_insert=True)
        kind, action = (Kind.ALTERATION, "changed") if earlier else (Kind.COLLECTION, "added")
        record(kind, action, granted, by=by, at=at, object_type=TABLE, object_id=row.id)


def _open(row: records.SelfDescription, keys: KeyRing) -> SelfDescription:
    envelope = bytes(row.sealed_body or b"")
    return unpack(keys.open_json(envelope, subject=row.person_id, table=TABLE, row=row.id, field=FIELD))
