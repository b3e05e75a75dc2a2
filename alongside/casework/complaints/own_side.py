"""What the person does: choose who reads it, say it, and read what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.actors import actor_for_capability
from alongside.access.gates import NotHere
from alongside.access.receivers import Receivers, find_receivers
from alongside.access.standings import day_of
from alongside.casework.audit import record, record_opened
from alongside.casework.complaints.loading import TABLE, ComplaintLine, open_lines
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.entering import enter
from alongside.casework.people.sealing import seal_field
from alongside.domain.complaints import Receiver, acknowledge_by
from alongside.ledger import Kind
from alongside.records.complaints import Complaint
from alongside.records.people import Person
from alongside.vault import open_keys


@dataclass(frozen=True)
class OwnComplaints:
    """What the person said is wrong, the last first, and who would read the next today."""

    complaints: Sequence[ComplaintLine]
    receivers: Receivers


def list_own_complaints(*, capability: OpenCapability, at: datetime) -> OwnComplaints:
    """Return what the person said is wrong, and record the look. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.READ, Item.COMPLAINT, at=at)
        rows = Complaint.objects.filter(person=granted.person_id).order_by("-sent_at", "-id")
        lines = open_lines(rows, open_keys([granted.person_id]))
        record_opened(granted, by=actor_for_capability(capability), at=at, object_type="complaints")
        return OwnComplaints(lines, find_receivers(granted.person_id, at=at))


def say_that_something_is_wrong(
    *, capability: OpenCapability, receiver: Receiver, words: str, by: Actor, at: datetime
) -> UUID:
    """Keep what the person says, for whoever they chose. The same words that nobody has read yet are kept once.

    Nobody who works with them is told, and no screen of theirs changes. Raises NotHere.
    """
    with transaction.atomic():
        granted = enter(capability, Action.ANSWER, Item.COMPLAINT, at=at)
        if by.id != capability.id:
            raise NotHere
        # Two taps wait for each other here, and the second finds what the first kept.
        Person.objects.select_for_update().get(id=granted.person_id)
        keys = open_keys([granted.person_id])
        waiting = Complaint.objects.filter(person=granted.person_id, receiver=receiver.value, state="sent")
        for line in open_lines(waiting, keys):
            if line.words == words:
                return line.id
        row = Complaint(
            id=uuid4(), person_id=granted.person_id, receiver=receiver.value, sent_at=at,
            acknowledge_on=acknowledge_by(day_of(at)),
        )  # fmt: skip
        row.sealed_words = seal_field(keys, row.person_id, TABLE, row.id, "sealed_words", words)
        row.save(force_insert=True)
        record(Kind.COLLECTION, "told", granted, by=by, at=at, object_type=TABLE, object_id=row.id)
    return row.id
