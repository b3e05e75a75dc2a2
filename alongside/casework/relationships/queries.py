"""Who works with a person, who did before, and who stands in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from alongside.access import Action, Actor, Item
from alongside.access.choosing import list_who_may_take
from alongside.access.gates import is_allowed, require
from alongside.access.standings import PUBLISHED, day_of
from alongside.casework.audit import record_opened
from alongside.casework.people.identity import Identity, load_identity
from alongside.casework.people.sealing import open_field
from alongside.casework.relationships.covers import Colleague
from alongside.domain.continuity.together import weeks_between
from alongside.records.relationships import Cover, Relationship
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True, slots=True)
class Worker:
    """One practitioner from a day to a day. reason is why it began, empty where nothing was said or it is not for the viewer.

    weeks counts whole weeks up to today or the last day.
    """

    relationship_id: UUID
    practitioner_id: UUID
    name: str
    is_co_worker: bool
    starts_on: date
    ends_on: date | None
    weeks: int
    reason: str
    is_now: bool
    is_planned: bool


@dataclass(frozen=True, slots=True)
class StandIn:
    """Who stands in with this person, today or later."""

    cover_id: UUID
    covering: str
    instead_of: str
    is_whole_caseload: bool
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class WorkersPage:
    """Everybody who works or worked with a person, and what the viewer may change of it.

    may_take is empty where the page is not for changing it: nobody else is told who could take the case. may_set_access
    leads to the rules.
    """

    identity: Identity
    now: Sequence[Worker]
    planned: Sequence[Worker]
    before: Sequence[Worker]
    stand_ins: Sequence[StandIn]
    may_change: bool
    may_set_access: bool
    may_take: Sequence[Colleague]


def list_workers(*, person_id: UUID, viewer: Actor, at: datetime, to_change: bool = False) -> WorkersPage:
    """Return who works with a person, who will and who did, the latest first. Writes *opened*.

    The reason for a change is read by those who work with the person and those who may change it: not by cover, and not by
    an inspector. Raises NotHere, with to_change also for those who may read this and not change it.
    """
    with transaction.atomic():
        asked = Action.MOVE if to_change else Action.READ
        granted = require(viewer, asked, Item.IDENTITY, person_id=person_id, at=at)
        may_change = is_allowed(viewer, Action.MOVE, Item.IDENTITY, granted, at=at)
        with_reasons = may_change or is_allowed(viewer, Action.WRITE, Item.IDENTITY, granted, at=at)
        keys = open_keys([person_id])
        rows = _relationships(person_id)
        workers = [_worker(row, keys, day_of(at), with_reasons=with_reasons) for row in rows]
        page = WorkersPage(
            identity=load_identity(granted, keys, viewer=viewer, at=at, relationships=rows),
            now=[w for w in workers if w.is_now],
            planned=[w for w in workers if w.is_planned],
            before=[w for w in workers if not w.is_now and not w.is_planned],
            stand_ins=_stand_ins(workers, person_id, at),
            may_change=may_change,
            may_set_access=is_allowed(viewer, Action.READ, Item.ACCESS_RULES, granted, at=at),
            may_take=_may_take(person_id) if to_change else [],
        )
        record_opened(granted, by=viewer, at=at, object_type="workers")
    return page


def _relationships(person_id: UUID) -> list[Relationship]:
    rows = Relationship.objects.filter(PUBLISHED, person=person_id).select_related("practitioner", "person")
    return list(rows.order_by("kind", "-starts_on", "-id"))


def _worker(row: Relationship, keys: KeyRing, today: date, *, with_reasons: bool) -> Worker:
    is_over = row.ended_at is not None or (row.ends_on is not None and row.ends_on < today)
    reason = open_field(keys, row.person_id, "relationship", row.id, "sealed_reason", row.sealed_reason)
    return Worker(
        relationship_id=row.id,
        practitioner_id=row.practitioner_id,
        name=row.practitioner.name,
        is_co_worker=row.kind == "co_worker",
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        weeks=weeks_between(row.starts_on, min(today, row.ends_on or today)),
        reason=reason if with_reasons else "",
        is_now=not is_over and row.starts_on <= today,
        is_planned=not is_over and row.starts_on > today,
    )


def _stand_ins(workers: Sequence[Worker], person_id: UUID, at: datetime) -> list[StandIn]:
    allocated = [w.practitioner_id for w in workers if w.is_now and not w.is_co_worker]
    reaches = Q(person=person_id) | Q(person__isnull=True, practitioner__in=allocated)
    rows = Cover.objects.filter(reaches, ended_at__isnull=True, ends_on__gte=day_of(at))
    return [
        StandIn(row.id, row.covering.name, row.practitioner.name, row.person_id is None, row.starts_on, row.ends_on)
        for row in rows.select_related("covering", "practitioner").order_by("starts_on", "id")
    ]


def _may_take(person_id: UUID) -> list[Colleague]:
    return [Colleague(u.id, u.name, u.team.name if u.team else "") for u in list_who_may_take(person_id)]
