"""What the service has decided: written by an administrator or a privacy officer, version by version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from alongside.access import Actor
from alongside.access.retention import require_schedule_writer
from alongside.access.standings import day_of
from alongside.casework.audit import record_service_change
from alongside.domain.retention import CaseType, CountedFrom, NoPeriod, ScheduleVersion
from alongside.ledger import Kind
from alongside.records.identity import User
from alongside.records.retention import RetentionSchedule

TABLE = "retention_schedule"


class BeginsInThePast(ValueError):
    """A version begins today at the earliest, so that nothing has been due without anybody knowing."""


class WordsMissing(ValueError):
    """Who answers for the records, on what ground, from where and who approved it is said in words."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision as it is written down."""

    case_type: CaseType
    starts_on: date
    counted_from: CountedFrom
    months: int
    controller: str
    ground: str
    source: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """One version as it is read. written_by is a name. is_in_force: it decides today. is_over: a later one has begun."""

    id: UUID
    version: ScheduleVersion
    controller: str
    ground: str
    source: str
    approved_by: str
    written_by: str
    written_at: datetime
    is_in_force: bool
    is_over: bool


def write_schedule(*, decided: Decided, by: Actor, at: datetime) -> UUID:
    """Keep a decision as the next version of its kind. The same sent twice is kept once.

    Raises NotHere, BeginsInThePast, NoPeriod and WordsMissing.
    """
    require_schedule_writer(by)
    _check(decided, day_of(at))
    with transaction.atomic():
        # Two who write at once wait for each other here, whichever kind it is.
        User.objects.select_for_update().get(id=by.id)
        earlier = RetentionSchedule.objects.filter(case_type=decided.case_type.value)
        last = earlier.order_by("-number").first()
        if last and _facts_of(last) == decided:
            return last.id
        row = RetentionSchedule(
            id=uuid4(), number=(earlier.aggregate(last=Max("number"))["last"] or 0) + 1, written_by_id=by.id,
            written_at=at, **_columns(decided),
        )  # fmt: skip
        row.save(force_insert=True)
        record_service_change(Kind.COLLECTION, "added", by=by, at=at, object_type=TABLE, object_id=row.id)
    return row.id


def list_schedules(*, viewer: Actor, at: datetime) -> Sequence[ScheduleLine]:
    """Return every version, the newest of each kind first. Raises NotHere."""
    require_schedule_writer(viewer)
    rows = list(RetentionSchedule.objects.select_related("written_by").order_by("case_type", "-number"))
    return [_line(row, rows, day_of(at)) for row in rows]


def load_versions() -> dict[UUID, ScheduleVersion]:
    """Return every version by its id, for the rule. One query."""
    return {row.id: version_of(row) for row in RetentionSchedule.objects.all()}


def version_of(row: RetentionSchedule) -> ScheduleVersion:
    """Return what the rule needs of a version."""
    return ScheduleVersion(
        CaseType(row.case_type), row.number, row.starts_on, CountedFrom(row.counted_from), row.months
    )


def _check(decided: Decided, today: date) -> None:
    if decided.months < 1:
        raise NoPeriod
    if decided.starts_on < today:
        raise BeginsInThePast
    if not all((decided.controller, decided.ground, decided.source, decided.approved_by)):
        raise WordsMissing


def _columns(decided: Decided) -> dict[str, object]:
    return {
        "case_type": decided.case_type.value,
        "starts_on": decided.starts_on,
        "counted_from": decided.counted_from.value,
        "months": decided.months,
        "controller": decided.controller,
        "ground": decided.ground,
        "source": decided.source,
        "approved_by": decided.approved_by,
    }


def _facts_of(row: RetentionSchedule) -> Decided:
    return Decided(
        CaseType(row.case_type), row.starts_on, CountedFrom(row.counted_from), row.months, row.controller, row.ground,
        row.source, row.approved_by,
    )  # fmt: skip


def _line(row: RetentionSchedule, rows: Sequence[RetentionSchedule], today: date) -> ScheduleLine:
    begun = [r.number for r in rows if r.case_type == row.case_type and r.starts_on <= today]
    return ScheduleLine(
        row.id, version_of(row), row.controller, row.ground, row.source, row.approved_by, row.written_by.name,
        row.written_at, is_in_force=bool(begun) and row.number == max(begun), is_over=any(n > row.number for n in begun),
    )  # fmt: skip
