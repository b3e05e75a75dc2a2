"""Turns the made-up pathways into versions: of whoever the card is for, and of one more."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import Model

from alongside.access.standings import day_of
from alongside.casework.demo.assessments import first_two
from alongside.casework.demo.plans import worker_of
from alongside.casework.reintegration.sealing import seal_whole
from alongside.domain.demo.reintegration import PathwaysThen, begun_pathways, full_pathways
from alongside.records.reintegration import ReintegrationVersion
from alongside.vault import KeyRing, open_keys

MAKERS = (full_pathways, begun_pathways)


def make_pathways(with_a_card: UUID, person_ids: Sequence[UUID], *, at: datetime) -> Sequence[Model]:
    """Return the versions of two people, or of one if there is no other."""
    chosen = list(dict.fromkeys([with_a_card, *(person_id for person_id, _ in first_two(person_ids)), *person_ids]))
    keys = open_keys(chosen[: len(MAKERS)])
    rows: list[Model] = []
    for person_id, make in zip(chosen, MAKERS, strict=False):
        versions = make(person_id, today=day_of(at))
        rows += [_row(person_id, number, then, keys, at) for number, then in enumerate(versions, start=1)]
    return rows


def _row(person_id: UUID, number: int, then: PathwaysThen, keys: KeyRing, at: datetime) -> ReintegrationVersion:
    made_at = at - timedelta(days=(day_of(at) - then.on).days)
    made_by_id = worker_of(person_id)
    row = ReintegrationVersion(id=uuid4(), person_id=person_id, number=number, made_by_id=made_by_id, made_at=made_at)
    row.sealed_body = seal_whole(keys, row, then.whole)
    return row
