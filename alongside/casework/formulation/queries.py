"""The map as one reader may see it, its earlier versions, and what somebody may pick from to put on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, is_allowed, require
from alongside.access.standings import PUBLISHED
from alongside.casework.assessment.loading import readable_rows
from alongside.casework.audit import record_opened
from alongside.casework.formulation.sealing import open_map
from alongside.casework.paging import A_PAGE, cut
from alongside.casework.people.identity import Identity, load_identity
from alongside.domain.formulation import Difference, Formulation, Node, differences
from alongside.records.formulation import MapVersion
from alongside.records.sessions import Session
from alongside.vault import KeyRing, open_keys

SESSIONS_TO_CHOOSE = 12
OBJECT = "map"


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """Which version, made by whom and when, and whether both found it right. number is 0 when there is none."""

    number: int
    made_by: str
    made_at: datetime | None
    agreed_by: str
    agreed_at: datetime | None


@dataclass(frozen=True)
class MapPage:
    """A map with what the reader may do. only_agreed: they stand in, and see what both have agreed on and nothing else.

    newest is the number of the last version. met_on holds the time of each session that a node belongs to.
    may_read_areas: there is a conversation about the areas that this reader may open.
    """

    identity: Identity
    map_: Formulation
    version: VersionFacts
    newest: int
    met_on: Mapping[UUID, datetime]
    only_agreed: bool
    may_write: bool
    may_read_areas: bool


@dataclass(frozen=True)
class Changing:
    """What a form about the map shows: the map as it stands, and the last sessions a node can belong to."""

    identity: Identity
    map_: Formulation
    number: int
    sessions: Sequence[tuple[UUID, datetime]]


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """A version with what it changed."""

    facts: VersionFacts
    changes: Sequence[Difference]


@dataclass(frozen=True)
class MapHistory:
    """A page of the versions of a map, the last first."""

    identity: Identity
    versions: Sequence[EarlierVersion]
    page: int
    pages: int


@dataclass(frozen=True)
class TurnedMap:
    """The map for the two people in the room, and nothing else of the record."""

    person_id: UUID
    map_: Formulation


def get_map(*, person_id: UUID, number: int | None = None, viewer: Actor, at: datetime) -> MapPage:
    """Return the map, or one version of it, and record that it was opened. One *opened* entry.

    Whoever stands in gets the last version that was agreed on, or an empty map. Raises NotHere, also for a version that
    is not there or not theirs to read.
    """
    with transaction.atomic():
        granted, sees_all = _require_reader(person_id, viewer, at)
        row = _find_version(person_id, number, sees_all=sees_all)
        keys = open_keys([person_id])
        map_ = open_map(keys, row)
        record_opened(granted, by=viewer, at=at, object_type=OBJECT, object_id=row.id if row else None)
        last = MapVersion.objects.filter(person=person_id).order_by("number").last() if sees_all else row
        return MapPage(
            identity=load_identity(granted, keys, viewer=viewer, at=at),
            map_=map_,
            version=_facts(row),
            newest=last.number if last else 0,
            met_on=_met_on(person_id, map_.nodes),
            only_agreed=not sees_all,
            may_write=is_allowed(viewer, Action.WRITE, Item.ASSESSMENT, granted, at=at),
            may_read_areas=bool(readable_rows(granted, viewer=viewer, at=at)),
        )


def get_turned_map(*, person_id: UUID, viewer: Actor, at: datetime) -> TurnedMap:
    """Return the map for the turned screen. One *opened* entry. Raises NotHere."""
    with transaction.atomic():
        granted, sees_all = _require_reader(person_id, viewer, at)
        row = _find_version(person_id, None, sees_all=sees_all)
        record_opened(granted, by=viewer, at=at, object_type=OBJECT, object_id=row.id if row else None)
        return TurnedMap(person_id, open_map(open_keys([person_id]), row))


def get_changing(*, person_id: UUID, viewer: Actor, at: datetime) -> Changing:
    """Return what a form about the map shows, for those who may change it. One *opened* entry. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.WRITE, Item.ASSESSMENT, person_id=person_id, at=at)
        keys = open_keys([person_id])
        row = _find_version(person_id, None, sees_all=True)
        record_opened(granted, by=viewer, at=at, object_type=OBJECT, object_id=row.id if row else None)
        map_ = open_map(keys, row)
        return Changing(
            identity=load_identity(granted, keys, viewer=viewer, at=at),
            map_=map_,
            number=row.number if row else 0,
            sessions=_sessions_to_choose(person_id, map_, at),
        )


def get_history(*, person_id: UUID, viewer: Actor, at: datetime, page: int = 1) -> MapHistory:
    """Return the versions of the map with what each changed. One *opened* entry. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.READ, Item.ASSESSMENT, person_id=person_id, at=at)
        keys = open_keys([person_id])
        record_opened(granted, by=viewer, at=at, object_type=OBJECT)
        rows = MapVersion.objects.filter(person=person_id).select_related("made_by", "agreed_by").order_by("-number")
        found = cut(rows, page, more=1)
        identity = load_identity(granted, keys, viewer=viewer, at=at)
        return MapHistory(identity, _tell(found.rows, keys)[:A_PAGE], found.page, found.pages)


def _tell(rows: Sequence[MapVersion], keys: KeyRing) -> list[EarlierVersion]:
    maps = [*(open_map(keys, row) for row in rows), Formulation()]
    return [
        EarlierVersion(_facts(row), differences(before, after))
        for row, after, before in zip(rows, maps[:-1], maps[1:], strict=True)
    ]


def _require_reader(person_id: UUID, viewer: Actor, at: datetime) -> tuple[Granted, bool]:
    """Return leave to read what was agreed on, and whether the viewer reads everything else as well. Raises NotHere."""
    granted = require(viewer, Action.READ, Item.ASSESSMENT, person_id=person_id, at=at, signed=True)
    return granted, is_allowed(viewer, Action.READ, Item.ASSESSMENT, granted, at=at)


def _find_version(person_id: UUID, number: int | None, *, sees_all: bool) -> MapVersion | None:
    rows = MapVersion.objects.filter(person=person_id).select_related("made_by", "agreed_by")
    if not sees_all:
        rows = rows.filter(agreed_at__isnull=False)
    if number is None:
        return rows.order_by("number").last()
    found = rows.filter(number=number).first()
    if found is None:
        raise NotHere
    return found


def _facts(row: MapVersion | None) -> VersionFacts:
    if row is None:
        return VersionFacts(0, "", None, "", None)
    agreed_by = row.agreed_by.name if row.agreed_by else ""
    return VersionFacts(row.number, row.made_by.name, row.made_at, agreed_by, row.agreed_at)


def _met_on(person_id: UUID, nodes: Iterable[Node]) -> dict[UUID, datetime]:
    ids = {node.session_id for node in nodes if node.session_id}
    rows = Session.objects.filter(PUBLISHED, person=person_id, id__in=ids) if ids else Session.objects.none()
    return dict(rows.values_list("id", "planned_at"))


def _sessions_to_choose(person_id: UUID, map_: Formulation, at: datetime) -> list[tuple[UUID, datetime]]:
    """Return the last sessions, and those that nodes belong to already, the latest first."""
    recent = Session.objects.filter(PUBLISHED, person=person_id, planned_at__lte=at).order_by("-planned_at")
    found = dict(recent.values_list("id", "planned_at")[:SESSIONS_TO_CHOOSE]) | _met_on(person_id, map_.nodes)
    return sorted(found.items(), key=lambda pair: pair[1], reverse=True)
