"""The pathways and the ending as the person reads them behind their own door. They are the same that staff read."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from alongside.access import Action, Item
from alongside.access.actors import actor_for_capability
from alongside.casework.audit import record_opened
from alongside.casework.endings.queries import newest as newest_ending
from alongside.casework.endings.queries import without_draft
from alongside.casework.endings.sealing import open_ending
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.entering import enter
from alongside.casework.reintegration.queries import newest as newest_pathways
from alongside.casework.reintegration.sealing import open_whole
from alongside.domain.endings import Ending
from alongside.domain.reintegration import Reintegration
from alongside.records.endings import EndingVersion
from alongside.vault import open_keys


@dataclass(frozen=True)
class OwnPathways:
    """All pathways and the people to call. has_ending: there is a page of what they take along."""

    whole: Reintegration
    has_ending: bool


def get_own_pathways(*, capability: OpenCapability, at: datetime) -> OwnPathways:
    """Return the pathways of the person, for themselves, and record the look. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.READ, Item.REINTEGRATION, at=at)
        row = newest_pathways(granted.person_id)
        viewer, object_id = actor_for_capability(capability), row.id if row else None
        record_opened(granted, by=viewer, at=at, object_type="reintegration", object_id=object_id)
        has_ending = EndingVersion.objects.filter(person=granted.person_id).exists()
        return OwnPathways(open_whole(open_keys([granted.person_id]), row), has_ending)


def get_own_ending(*, capability: OpenCapability, at: datetime) -> Ending | None:
    """Return the last ending of the person, for themselves, without a letter they do not have yet. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.READ, Item.ENDING, at=at)
        row = newest_ending(granted.person_id)
        viewer, object_id = actor_for_capability(capability), row.id if row else None
        record_opened(granted, by=viewer, at=at, object_type="ending", object_id=object_id)
        return without_draft(open_ending(open_keys([granted.person_id]), row))
