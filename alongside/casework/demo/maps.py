"""Turns the made-up map into its versions, drawn over three meetings and agreed on at the last but one."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import Model

from alongside.casework.formulation.sealing import seal_map
from alongside.domain.demo.maps import MEETINGS, make_maps
from alongside.records.formulation import MapVersion
from alongside.vault import KeyRing

APART = timedelta(days=14)


def make_map_rows(person_id: UUID, *, by: UUID, keys: KeyRing, at: datetime) -> Sequence[Model]:
    """Return the versions of the map of one person, two weeks apart, the last of them from two weeks ago."""
    return [_row(person_id, number, at - APART * (MEETINGS - number), by, keys) for number in range(MEETINGS)]


def _row(person_id: UUID, number: int, at: datetime, by: UUID, keys: KeyRing) -> MapVersion:
    row = MapVersion(id=uuid4(), person_id=person_id, number=number + 1, made_by_id=by, made_at=at)
    row.sealed_body = seal_map(keys, row, make_maps(person_id)[number])
    if number == MEETINGS - 2:
        row.agreed_by_id, row.agreed_at = by, at
    return row
