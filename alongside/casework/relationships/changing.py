"""The small changes that moving a case and co-working are made of. Call them inside the operation's transaction."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from alongside.access.choosing import list_who_may_take
from alongside.access.standings import LONDON, day_of, live_relationships
from alongside.casework.people.sealing import seal_field
from alongside.casework.relationships.errors import CannotTakeThis, WrongDates
from alongside.records.identity import User
from alongside.records.people import Person
from alongside.records.relationships import Cover, Relationship
from alongside.records.sessions import Session
from alongside.vault import open_keys

PLANNED_AHEAD = timedelta(days=90)
DAY = timedelta(days=1)


def lock_person(person_id: UUID) -> None:
    """Let nobody else change who works with this person until the transaction is over."""
    Person.objects.select_for_update().only("id").get(id=person_id)


def find_who_may_take(person_id: UUID, user_id: UUID) -> User:
    """Return this practitioner. Raises CannotTakeThis, which does not say whether a rule keeps them out."""
    for user in list_who_may_take(person_id):
        if user.id == user_id:
            return user
    raise CannotTakeThis


def find_allocated(person_id: UUID, at: datetime) -> Relationship | None:
    """Return the relationship with the practitioner the person is allocated to today."""
    rows = live_relationships(at).filter(person=person_id, kind="allocated").select_related("practitioner__team")
    return rows.order_by("-starts_on", "-created_at").first()


def find_planned_move(person_id: UUID, at: datetime) -> Relationship | None:
    """Return the allocation that begins on a later day."""
    rows = Relationship.objects.filter(person=person_id, kind="allocated", starts_on__gt=day_of(at))
    return rows.filter(ended_at__isnull=True).select_related("practitioner").first()


def check_begins(on: date, at: datetime) -> None:
    """Raise WrongDates unless the day is today or one of the next 90."""
    if not day_of(at) <= on <= day_of(at) + PLANNED_AHEAD:
        raise WrongDates


def begin(
    person_id: UUID, worker: User, kind: str, *, on: date, until: date | None, reason: str, at: datetime
) -> Relationship:
    """Add a relationship from a day on, with its reason sealed."""
    row = Relationship(
        id=uuid4(), person_id=person_id, practitioner=worker, kind=kind, starts_on=on, ends_on=until, created_at=at
    )
    keys = open_keys([person_id])
    row.sealed_reason = seal_field(keys, person_id, "relationship", row.id, "sealed_reason", reason)
    row.save(force_insert=True)
    return row


def end_before(row: Relationship, on: date, at: datetime) -> None:
    """End a relationship so that the next may begin on this day. Today means at once: the next request is refused."""
    if on <= day_of(at):
        row.ends_on, row.ended_at = max(row.starts_on, day_of(at)), at
    else:
        row.ends_on = max(row.starts_on, on - DAY)
    row.save(update_fields=["ends_on", "ended_at"])


def end_covers_of(person_id: UUID, practitioner_id: UUID, on: date, at: datetime) -> None:
    """End what others stand in for with this person, because the practitioner they stand in for hands the person on."""
    covers = Cover.objects.filter(person=person_id, practitioner=practitioner_id, ended_at__isnull=True)
    if on <= day_of(at):
        covers.filter(ends_on__gte=day_of(at)).update(ended_at=at)
        return
    covers.filter(starts_on__gte=on).update(ended_at=at)
    covers.filter(starts_on__lt=on, ends_on__gte=on).update(ends_on=on - DAY)


def take_sessions(session_ids: Iterable[UUID], row: Relationship, on: date, at: datetime) -> None:
    """Give the sessions planned for this day or later to the practitioner of this relationship."""
    begins = max(at, datetime.combine(on, time.min, tzinfo=LONDON))
    planned = Session.objects.filter(id__in=session_ids, attendance="planned", planned_at__gte=begins)
    planned.update(relationship=row, practitioner_id=row.practitioner_id)
