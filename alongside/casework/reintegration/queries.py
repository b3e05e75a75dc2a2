"""The pathways as they are read: on their page, in a form, on the turned screen, on paper, and as they were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import is_allowed, require
from alongside.casework.audit import record_opened
from alongside.casework.paging import A_PAGE, cut
from alongside.casework.people.identity import Identity, load_identity
from alongside.casework.reintegration.operations import OBJECT
from alongside.casework.reintegration.sealing import open_whole
from alongside.domain.reintegration import Difference, Reintegration, differences
from alongside.records.reintegration import ReintegrationVersion
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True, slots=True)
class Made:
    """Who made a version when. number is 0 when there is none."""

    number: int = 0
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class ReintegrationPage:
    """All pathways of a person and whom they can call, and whether the reader may write."""

    identity: Identity
    whole: Reintegration
    version: Made
    may_write: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """A version with what it changed."""

    version: Made
    changes: Sequence[Difference]


@dataclass(frozen=True)
class ReintegrationHistory:
    """A page of the versions, the last first."""

    identity: Identity
    versions: Sequence[Earlier]
    page: int
    pages: int


def get_reintegration(*, person_id: UUID, viewer: Actor, at: datetime, to_write: bool = False) -> ReintegrationPage:
    """Return the pathways and record that they were opened. One *opened* entry. to_write is for a form. Raises NotHere."""
    with transaction.atomic():
        action = Action.WRITE if to_write else Action.READ
        granted = require(viewer, action, Item.REINTEGRATION, person_id=person_id, at=at)
        keys = open_keys([person_id])
        row = newest(person_id)
        record_opened(granted, by=viewer, at=at, object_type=OBJECT, object_id=row.id if row else None)
        return ReintegrationPage(
            identity=load_identity(granted, keys, viewer=viewer, at=at),
            whole=open_whole(keys, row),
            version=_made(row) if row else Made(),
            may_write=is_allowed(viewer, Action.WRITE, Item.REINTEGRATION, granted, at=at),
        )


def get_history(*, person_id: UUID, viewer: Actor, at: datetime, page: int = 1) -> ReintegrationHistory:
    """Return what each version changed. One *opened* entry. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.READ, Item.REINTEGRATION, person_id=person_id, at=at)
        keys = open_keys([person_id])
        record_opened(granted, by=viewer, at=at, object_type=OBJECT)
        rows = ReintegrationVersion.objects.filter(person=person_id).select_related("made_by").order_by("-number")
        found = cut(rows, page, more=1)
        identity = load_identity(granted, keys, viewer=viewer, at=at)
        return ReintegrationHistory(identity, _tell(found.rows, keys)[:A_PAGE], found.page, found.pages)


def newest(person_id: UUID) -> ReintegrationVersion | None:
    """Return the last version, for whoever has been let into the record."""
    rows = ReintegrationVersion.objects.filter(person=person_id).select_related("made_by")
    return rows.order_by("number").last()


def _tell(rows: Sequence[ReintegrationVersion], keys: KeyRing) -> list[Earlier]:
    wholes = [*(open_whole(keys, row) for row in rows), Reintegration()]
    pairs = zip(rows, wholes[:-1], wholes[1:], strict=True)
    return [Earlier(_made(row), differences(before, after)) for row, after, before in pairs]


def _made(row: ReintegrationVersion) -> Made:
    return Made(row.number, row.made_by.name, row.made_at)
