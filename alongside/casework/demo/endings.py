"""Turns the made-up endings into versions: of whoever the card is for, and of one more."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import Model

from alongside.access.standings import day_of
from alongside.casework.demo.assessments import first_two
from alongside.casework.demo.plans import worker_of
from alongside.casework.endings.sealing import seal_ending
from alongside.casework.people.sealing import open_name
from alongside.domain.demo.endings import EndingThen, lost_ending, planned_ending
from alongside.records.endings import EndingVersion
from alongside.records.identity import User
from alongside.records.people import Person
from alongside.records.relationships import Supervision
from alongside.vault import KeyRing, open_keys

MAKERS = (planned_ending, lost_ending)


def make_endings(with_a_card: UUID, person_ids: Sequence[UUID], *, at: datetime) -> Sequence[Model]:
    """Return the versions of two people, or of one if there is no other."""
    chosen = list(dict.fromkeys([with_a_card, *(person_id for person_id, _ in first_two(person_ids)), *person_ids]))
    keys = open_keys(chosen[: len(MAKERS)])
    rows: list[Model] = []
    for person_id, make in zip(chosen, MAKERS, strict=False):
        worker = User.objects.get(id=worker_of(person_id))
        name = open_name(keys, Person.objects.get(id=person_id)).first
        versions = make(name, worker.name, today=day_of(at))
        rows += [_row(person_id, number, then, worker, keys, at) for number, then in enumerate(versions, start=1)]
        _end_supervision(person_id, versions[-1].ending.planned_on)
    return rows


def _end_supervision(person_id: UUID, last_day: date | None) -> None:
    """Let the supervision end on the last day of the ending, as it does when an ending is planned from it."""
    if last_day is not None:
        Supervision.objects.filter(person=person_id, ends_on__gt=last_day).update(ends_on=last_day)


def _row(person_id: UUID, number: int, then: EndingThen, by: User, keys: KeyRing, at: datetime) -> EndingVersion:
    # The versions of one day come a minute apart, in their order.
    made_at = at - timedelta(days=(day_of(at) - then.on).days) + timedelta(minutes=number)
    row = EndingVersion(id=uuid4(), person_id=person_id, number=number, made_by=by, made_at=made_at)
    row.sealed_body = seal_ending(keys, row, then.ending)
    return row
