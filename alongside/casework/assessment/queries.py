"""The pages of an assessment: all areas, one area, what was told, the end of it, what changed, and a copy in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, is_allowed, require
from alongside.casework.assessment.loading import Version, open_version, pick, readable_rows
from alongside.casework.audit import record_opened
from alongside.casework.people.identity import Identity, load_identity
from alongside.casework.people.sealing import open_name
from alongside.domain.assessment import Area, AreaProgress, Change, changes_between, progress_of
from alongside.records.assessment import Assessment, AssessmentStep
from alongside.records.formulation import MapVersion
from alongside.records.people import Person
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the list of them."""

    number: int
    begun_at: datetime
    begun_by: str
    signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One thing that happened to a version. place is an area, the talk about what happened, or what was said to it."""

    kind: str
    place: str
    by: str
    at: datetime


@dataclass(frozen=True)
class AssessmentPage:
    """One version with everything a page of it shows. version is None when there is none this reader may open.

    may_write: whether this reader may write in the version, which is open. may_finish: whether they may sign it, or open
    it again, when it is marked as finished. may_begin: whether they may begin one, or a review. may_second_sign: whether
    their signature is still missing. is_second_signer: whether they sign second at all. may_plan: whether they may put
    a goal on the plan. map_agreed_at: when both found a map right.
    """

    identity: Identity
    version: Version | None
    versions: Sequence[VersionLine]
    areas: Sequence[AreaProgress]
    history: Sequence[HistoryStep]
    viewer: str
    may_write: bool
    may_finish: bool
    may_begin: bool
    may_second_sign: bool
    is_second_signer: bool
    may_plan: bool
    map_agreed_at: datetime | None


@dataclass(frozen=True)
class Comparison:
    """Two versions side by side. earlier is None when there is nothing to compare with."""

    identity: Identity
    earlier: Version | None
    later: Version
    changes: Sequence[Change]


@dataclass(frozen=True)
class PersonsCopy:
    """What the person takes away, or reads on the turned screen: this person's own record and nothing else."""

    first_name: str
    version: Version
    may_write: bool
    map_agreed_at: datetime | None


def get_assessment(
    *, person_id: UUID, viewer: Actor, at: datetime, number: int | None = None, to_write: bool = False
) -> AssessmentPage:
    """Return one version, the newest for no number, and record that it was opened. Raises NotHere.

    to_write: for a form about the version under way, which is there only for those who may write in it.
    """
    with transaction.atomic():
        granted = _enter(person_id, viewer, at, to_write=to_write)
        keys = open_keys([person_id])
        rows = readable_rows(granted, viewer=viewer, at=at)
        row = pick(rows, number) if rows or number is not None else None
        record_opened(
            granted, by=viewer, at=at, object_type="assessment", object_id=row.id if row is not None else None
        )
        version = open_version(row, keys, granted=granted) if row is not None else None
        if to_write and (version is None or version.is_signed):
            raise NotHere
        return _page(granted, keys, rows, version, viewer=viewer, at=at)


def get_comparison(*, person_id: UUID, viewer: Actor, at: datetime, number: int | None = None) -> Comparison:
    """Return a version beside the one before it, and record that they were opened. Raises NotHere."""
    with transaction.atomic():
        granted = _enter(person_id, viewer, at)
        keys = open_keys([person_id])
        rows = readable_rows(granted, viewer=viewer, at=at)
        row = pick(rows, number)
        before = next((other for other in rows if other.number < row.number), None)
        later = open_version(row, keys, granted=granted)
        earlier = open_version(before, keys, granted=granted) if before is not None else None
        record_opened(granted, by=viewer, at=at, object_type="assessment", object_id=row.id)
        return Comparison(
            identity=load_identity(granted, keys, viewer=viewer, at=at),
            earlier=earlier,
            later=later,
            changes=changes_between(earlier.answers, later.answers) if earlier else (),
        )


def get_persons_copy(*, person_id: UUID, viewer: Actor, at: datetime, number: int | None = None) -> PersonsCopy:
    """Return what the person may take away or read on the turned screen, and record that it was opened. Raises NotHere.

    It has a query of its own, so that nothing of the record but this is even loaded.
    """
    with transaction.atomic():
        granted = _enter(person_id, viewer, at)
        keys = open_keys([person_id])
        row = pick(readable_rows(granted, viewer=viewer, at=at), number)
        version = open_version(row, keys, granted=granted)
        record_opened(granted, by=viewer, at=at, object_type="assessment", object_id=row.id)
        return PersonsCopy(
            first_name=open_name(keys, Person.objects.get(id=person_id)).first,
            version=version,
            may_write=version.is_open and _may_write(granted, viewer, at),
            map_agreed_at=_map_agreed_at(granted),
        )


def _enter(person_id: UUID, viewer: Actor, at: datetime, *, to_write: bool = False) -> Granted:
    """Return leave to open the pages: for whoever stands in too, who is then shown signed versions only."""
    if to_write:
        return require(viewer, Action.WRITE, Item.ASSESSMENT, person_id=person_id, at=at)
    return require(viewer, Action.READ, Item.ASSESSMENT, person_id=person_id, at=at, signed=True)


def _page(
    granted: Granted,
    keys: KeyRing,
    rows: Sequence[Assessment],
    version: Version | None,
    *,
    viewer: Actor,
    at: datetime,
) -> AssessmentPage:
    may_write = _may_write(granted, viewer, at)
    may_second = is_allowed(viewer, Action.SECOND_SIGN, Item.ASSESSMENT, granted, at=at, signed=True)
    answers = version.answers if version else {}
    return AssessmentPage(
        identity=load_identity(granted, keys, viewer=viewer, at=at),
        version=version,
        versions=[VersionLine(r.number, r.begun_at, r.begun_by.get_short_name(), r.signed_at) for r in rows],
        areas=[progress_of(area, answers) for area in Area],
        history=_history(version),
        viewer=viewer.name,
        may_write=may_write and version is not None and version.is_open,
        may_finish=may_write and version is not None and not version.is_signed and version.completed_at is not None,
        may_begin=may_write and (not rows or rows[0].signed_at is not None),
        may_second_sign=may_second and version is not None and version.waits_for_a_second(viewer.id),
        is_second_signer=may_second,
        may_plan=is_allowed(viewer, Action.WRITE, Item.PLAN, granted, at=at),
        map_agreed_at=_map_agreed_at(granted),
    )


def _map_agreed_at(granted: Granted) -> datetime | None:
    """Return when both last found a map right. It is read by whoever reads a signed conversation."""
    agreed = MapVersion.objects.filter(person=granted.person_id, agreed_at__isnull=False).order_by("-number")
    return agreed.values_list("agreed_at", flat=True).first()


def _may_write(granted: Granted, viewer: Actor, at: datetime) -> bool:
    return is_allowed(viewer, Action.WRITE, Item.ASSESSMENT, granted, at=at)


def _history(version: Version | None) -> list[HistoryStep]:
    if version is None:
        return []
    steps = AssessmentStep.objects.filter(assessment=version.assessment_id).select_related("done_by")
    return [HistoryStep(s.kind, s.place, s.done_by.name, s.done_at) for s in steps.order_by("-number")]
