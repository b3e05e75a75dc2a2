"""*Someone is with me*: a wish to be rung later, and what becomes of it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import require
from alongside.casework.audit import record
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.locking import lock_capability
from alongside.ledger import Kind
from alongside.records.ring_wishes import RingWish


def ask_to_be_rung(*, capability: OpenCapability, by: Actor, at: datetime) -> None:
    """Keep that the person wishes to be rung, end the capability and forget the answers on it. Raises NotHere."""
    with transaction.atomic():
        row, granted = lock_capability(capability, Item.CHECK_IN, by, at)
        wish, is_new = RingWish.objects.get_or_create(
            person_id=capability.person_id, settled_at__isnull=True, defaults={"asked_at": at}
        )
        if is_new:
            record(
                Kind.COLLECTION, "asked_to_be_rung", granted, by=by, at=at, object_type="ring_wish", object_id=wish.id
            )
        row.ended_at, row.sealed_progress = at, None
        row.save(update_fields=["ended_at", "sealed_progress"])


def settle_ring_wish(*, person_id: UUID, by: Actor, at: datetime) -> None:
    """Say that the person was rung, or asked face to face. Safe to repeat. Raises NotHere."""
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.SESSION, person_id=person_id, at=at)
        wish = RingWish.objects.select_for_update().filter(person=person_id, settled_at__isnull=True).first()
        if wish is None:
            return
        wish.settled_at, wish.settled_by_id = at, by.id
        wish.save(update_fields=["settled_at", "settled_by"])
        record(Kind.ALTERATION, "settled", granted, by=by, at=at, object_type="ring_wish", object_id=wish.id)
