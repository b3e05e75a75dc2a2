"""Somebody stands in: for one person, or for a whole caseload in one step."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.choosing import list_caseload_ids, list_practitioners, may_arrange_cover
from alongside.access.gates import Granted, NotHere, require
from alongside.access.standings import day_of
from alongside.casework.audit import record, record_about_many
from alongside.casework.relationships import changing
from alongside.casework.relationships.errors import CannotTakeThis, SameWorker, WrongDates
from alongside.ledger import Kind
from alongside.records.identity import User
from alongside.records.people import Person
from alongside.records.relationships import Cover

# For longer than this a case is handed on, because cover sees less than a person needs of their worker.
LONGEST_COVER = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class CoverDates:
    """The first and the last day of a cover."""

    starts_on: date
    ends_on: date


def arrange_cover(*, practitioner_id: UUID, covering_id: UUID, dates: CoverDates, by: Actor, at: datetime) -> UUID:
    """Have somebody stand in for everybody a practitioner is allocated to, in one step. Returns the cover's id.

    For the practitioner themselves and their supervisor. Whoever is kept out of one of the records stays kept out of it:
    list_team names those people to the supervisor. Raises NotHere, CannotTakeThis, SameWorker or WrongDates.
    """
    with transaction.atomic():
        practitioner = User.objects.filter(id=practitioner_id, is_active=True).first()
        if practitioner is None or not may_arrange_cover(by, practitioner):
            raise NotHere
        covering = _covering(covering_id, list_practitioners())
        row = _save(practitioner_id, covering, None, dates, by, at)
        _record_caseload("cover_arranged", row, by, at)
    return row.id


def arrange_cover_of_person(*, person_id: UUID, covering_id: UUID, dates: CoverDates, by: Actor, at: datetime) -> UUID:
    """Have somebody stand in with one person, for the practitioner they are allocated to. Returns the cover's id.

    Raises NotHere, CannotTakeThis, SameWorker or WrongDates.
    """
    with transaction.atomic():
        granted = require(by, Action.MOVE, Item.IDENTITY, person_id=person_id, at=at)
        current = changing.find_allocated(person_id, at)
        if current is None:
            raise NotHere
        covering = changing.find_who_may_take(person_id, covering_id)
        row = _save(current.practitioner_id, covering, person_id, dates, by, at)
        _record_one("cover_arranged", row, granted, by, at)
    return row.id


def end_cover(*, cover_id: UUID, by: Actor, at: datetime) -> None:
    """End a cover at once, or before it begins. For those who could arrange it. Raises NotHere."""
    with transaction.atomic():
        rows = Cover.objects.filter(id=cover_id, ended_at__isnull=True, ends_on__gte=day_of(at))
        row = rows.select_related("practitioner").first()
        if row is None:
            raise NotHere
        if row.person_id:
            granted = require(by, Action.MOVE, Item.IDENTITY, person_id=row.person_id, at=at)
            _record_one("cover_ended", row, granted, by, at)
        elif may_arrange_cover(by, row.practitioner):
            _record_caseload("cover_ended", row, by, at)
        else:
            raise NotHere
        Cover.objects.filter(id=row.id).update(ended_at=at)


def _covering(user_id: UUID, choices: list[User]) -> User:
    for user in choices:
        if user.id == user_id:
            return user
    raise CannotTakeThis


def _save(
    practitioner_id: UUID, covering: User, person_id: UUID | None, dates: CoverDates, by: Actor, at: datetime
) -> Cover:
    if covering.id == practitioner_id:
        raise SameWorker
    changing.check_begins(dates.starts_on, at)
    if not dates.starts_on <= dates.ends_on <= dates.starts_on + LONGEST_COVER:
        raise WrongDates
    return Cover.objects.create(
        id=uuid4(), practitioner_id=practitioner_id, covering=covering, person_id=person_id, starts_on=dates.starts_on,
        ends_on=dates.ends_on, arranged_by_id=by.id, arranged_at=at,
    )  # fmt: skip


def _record_one(action: str, row: Cover, granted: Granted, by: Actor, at: datetime) -> None:
    record(Kind.ALTERATION, action, granted, by=by, at=at, object_type="cover", object_id=row.id)


def _record_caseload(action: str, row: Cover, by: Actor, at: datetime) -> None:
    """One entry for everybody whose record opens or closes by it."""
    ids = list_caseload_ids(row.practitioner_id, at)
    subjects = list(Person.objects.filter(id__in=ids).values_list("pseudonym", flat=True))
    relation = "allocated" if by.id == row.practitioner_id else "supervisor"
    record_about_many(
        Kind.ALTERATION, action, subjects, by=by, at=at, relation=relation, object_type="cover", object_id=row.id
    )
