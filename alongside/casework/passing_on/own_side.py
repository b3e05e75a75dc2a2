"""What a person reads of what was passed on: every line they were told of, and no hint of another."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from alongside.access import Action, Item
from alongside.access.actors import actor_for_capability
from alongside.casework.audit import record_opened
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.entering import enter
from alongside.casework.passing_on.loading import TABLE, PassedLine, open_passed
from alongside.records.passing_on import PassedOn
from alongside.vault import open_keys


def list_own_passed_on(*, capability: OpenCapability, at: datetime) -> Sequence[PassedLine]:
    """Return what was passed on and told, the newest first, and record the look. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.READ, Item.PASSED_ON, at=at)
        rows = PassedOn.objects.filter(person=granted.person_id, told_on__isnull=False).select_related("made_by")
        record_opened(granted, by=actor_for_capability(capability), at=at, object_type=TABLE)
        return open_passed(rows.order_by("-on", "-made_at"), open_keys([granted.person_id]), at=at)
