"""What happens to what the person says: who could read it today, by first name."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from alongside.access import Action, Item
from alongside.access.actors import actor_for_capability
from alongside.access.readers import NoteReaders, Readers, find_note_readers, find_readers
from alongside.casework.audit import record_opened
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.entering import enter


@dataclass(frozen=True)
class Readership:
    """Who could read answers, and who could read notes."""

    answers: Readers
    notes: NoteReaders


def get_readership(*, capability: OpenCapability, at: datetime) -> Readership:
    """Return who could read what today, and record the look. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.READ, Item.IDENTITY, at=at)
        record_opened(granted, by=actor_for_capability(capability), at=at, object_type="readers")
        return Readership(
            answers=find_readers(granted.person_id, at=at), notes=find_note_readers(granted.person_id, at=at)
        )
