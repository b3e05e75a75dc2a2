"""One person proposes an erasure, a second one confirms it. Both are checked against the rule, the holds and each other."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.casework.audit import record
from alongside.casework.retention.judging import Judged, judge_people
from alongside.domain.retention import Hindrance, check_second_person
from alongside.ledger import Kind
from alongside.records.imports import ImportBatch, ImportRow
from alongside.records.people import Person
from alongside.records.retention import Erasure, ErasureRequest
from alongside.vault import open_keys

TABLE = "erasure"
# What somebody asks for does not wait for a period, but for the work to end and for every hold to be lifted.
IN_THE_WAY_OF_A_REQUEST = frozenset(
    {Hindrance.UNDER_SUPERVISION, Hindrance.WORKED_WITH, Hindrance.HELD, Hindrance.HELD_APART}
)
AT_REST = ("published", "undone", "cancelled", "refused", "failed")


class NotDue(Exception):
    """Something stands against erasing the record."""

    def __init__(self, hindrances: Iterable[Hindrance]) -> None:
        self.hindrances = frozenset(hindrances)
        super().__init__(", ".join(sorted(self.hindrances)))


class FileAtWork(Exception):
    """A file that names the person is being brought in or taken back."""


class OtherProposal(Exception):
    """The record was proposed already."""


def propose_erasure(*, person_id: UUID, by: Actor, at: datetime) -> UUID:
    """Propose to erase a record that is due, or whose erasure was agreed with the person. It waits for a second person.

    Raises NotHere, NotDue, FileAtWork and OtherProposal.
    """
    with transaction.atomic():
        granted, person = _lock(person_id, by, at)
        if Erasure.objects.filter(person=person_id).exists():
            raise OtherProposal
        because, schedule_id = check_due(person, at=at)
        row = Erasure(
            id=uuid4(), person=person, because=because, schedule_id=schedule_id, proposed_by_id=by.id, proposed_at=at
        )
        row.save(force_insert=True)
        record(Kind.ERASURE, "proposed", granted, by=by, at=at, object_type=TABLE, object_id=row.id)
    return row.id


def withdraw_erasure(*, person_id: UUID, by: Actor, at: datetime) -> None:
    """Take back a proposal that nobody has confirmed. Raises NotHere."""
    with transaction.atomic():
        granted, _ = _lock(person_id, by, at)
        row = Erasure.objects.filter(person=person_id, confirmed_at__isnull=True).first()
        if row is None:
            raise NotHere
        record(Kind.ERASURE, "withdrawn", granted, by=by, at=at, object_type=TABLE, object_id=row.id)
        row.delete()


def confirm_erasure(*, person_id: UUID, by: Actor, at: datetime) -> UUID:
    """Confirm as the second person. From here on it is carried out, whatever stops in between, and cannot be called off.

    Everything is looked at again. Raises NotHere, SamePerson, NotDue and FileAtWork. Safe to repeat.
    """
    with transaction.atomic():
        granted, person = _lock(person_id, by, at)
        row = Erasure.objects.select_for_update().filter(person=person_id).first()
        if row is None:
            raise NotHere
        if row.confirmed_at is not None:
            return row.id
        check_second_person(proposed_by=row.proposed_by_id, confirmed_by=by.id)
        row.because, row.schedule_id = check_due(person, at=at)
        row.confirmed_by_id, row.confirmed_at = by.id, at
        row.save(update_fields=["because", "schedule", "confirmed_by", "confirmed_at"])
        record(Kind.ERASURE, "confirmed", granted, by=by, at=at, object_type=TABLE, object_id=row.id)
    return row.id


def check_due(person: Person, *, at: datetime) -> tuple[str, UUID | None]:
    """Return why the record may be erased today, and by which decision. Raises NotDue and FileAtWork."""
    (judged,) = judge_people([person], open_keys([person.id]), at=at)
    because = may_be_erased_because(judged, is_agreed=has_agreed_request(person.id))
    if not because:
        raise NotDue(judged.verdict.hindrances)
    if is_in_a_file_at_work(person.id):
        raise FileAtWork
    return because, judged.schedule_id if because == "schedule" else None


def may_be_erased_because(judged: Judged, *, is_agreed: bool) -> str:
    """Return *schedule* or *request*, or nothing while something stands against it. A hold stands against both."""
    if judged.verdict.is_due:
        return "schedule"
    return "request" if is_agreed and not judged.verdict.hindrances & IN_THE_WAY_OF_A_REQUEST else ""


def has_agreed_request(person_id: UUID) -> bool:
    """Return whether the last request of the person to be erased was agreed to."""
    last = ErasureRequest.objects.filter(person=person_id).order_by("-asked_at").first()
    return last is not None and last.state == "agreed"


def is_in_a_file_at_work(person_id: UUID) -> bool:
    """Return whether a line of a file that is being brought in or taken back is about the person."""
    batches = ImportBatch.objects.exclude(state__in=AT_REST)
    return ImportRow.objects.filter(batch__in=batches, target_id=person_id).exists()


def _lock(person_id: UUID, by: Actor, at: datetime) -> tuple[Granted, Person]:
    granted = require(by, Action.WRITE, Item.RETENTION, person_id=person_id, at=at)
    return granted, Person.objects.select_for_update().get(id=person_id)
