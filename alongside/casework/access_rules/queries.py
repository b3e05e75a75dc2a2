"""The rules of one record: who is kept out, who is on its list, who says that they know the person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from alongside.access import Action, Actor, Item, Role
from alongside.access.choosing import list_who_may_take
from alongside.access.gates import require
from alongside.access.standings import day_of, live, live_relationships
from alongside.casework.access_rules.history import PastRule, load_past_rules
from alongside.casework.audit import record_opened
from alongside.casework.people.identity import Identity, load_identity
from alongside.casework.people.sealing import open_field
from alongside.casework.relationships.covers import Colleague
from alongside.records.access_rules import Conflict, Exclusion, Restriction
from alongside.records.identity import User
from alongside.records.relationships import Cover, Relationship
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True, slots=True)
class KeptOut:
    """A member of staff who is kept out, by an exclusion or their own word. reason is empty where nothing was said.

    confirmed_by is the supervisor who has seen a conflict and left it as it is.
    """

    rule_id: UUID
    user_id: UUID
    name: str
    reason: str
    set_by: str
    set_at: datetime
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class OnlyThese:
    """The list of a restricted record."""

    names: Sequence[str]
    user_ids: frozenset[UUID]
    reason: str
    set_by: str
    set_at: datetime


@dataclass(frozen=True, slots=True)
class RulesPage:
    """The rules of a record and the choices for another. allocated is whom the person works with now, if anybody.

    may_be_listed are those whom a list could concern: the team, whoever works or stands in with the person, and the list of
    today. must_move: a rule keeps that practitioner out, so the case waits for another. past: what was lifted.
    """

    identity: Identity
    exclusions: Sequence[KeptOut]
    conflicts: Sequence[KeptOut]
    restriction: OnlyThese | None
    staff: Sequence[Colleague]
    may_be_listed: Sequence[Colleague]
    may_take: Sequence[Colleague]
    allocated: Colleague | None
    must_move: bool
    past: Sequence[PastRule]


def get_access_rules(*, person_id: UUID, viewer: Actor, at: datetime) -> RulesPage:
    """Return the rules of a record for the supervisor of the allocated. Writes *opened*. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.READ, Item.ACCESS_RULES, person_id=person_id, at=at)
        keys = open_keys([person_id])
        may_take = list_who_may_take(person_id)
        relationships = _relationships(person_id, at)
        worker = next((row.practitioner for row in relationships if row.kind == "allocated"), None)
        restriction = _restriction(person_id, keys)
        staff = [user for user in _staff() if user.id != viewer.id]
        near = _near(person_id, relationships, worker, at) | (restriction.user_ids if restriction else set())
        page = RulesPage(
            identity=load_identity(granted, keys, viewer=viewer, at=at, relationships=relationships),
            exclusions=_exclusions(person_id, keys),
            conflicts=_conflicts(person_id),
            restriction=restriction,
            staff=[_colleague(u) for u in staff],
            may_be_listed=[_colleague(u) for u in staff if u.id in near or _is_of_the_team(u, worker)],
            may_take=[_colleague(u) for u in may_take if worker is None or u.id != worker.id],
            allocated=_colleague(worker) if worker else None,
            must_move=worker is not None and all(u.id != worker.id for u in may_take),
            past=load_past_rules(person_id, keys),
        )
        record_opened(granted, by=viewer, at=at, object_type="access rules")
    return page


def _staff() -> list[User]:
    return list(User.objects.filter(is_active=True).select_related("team").order_by("name", "id"))


def _relationships(person_id: UUID, at: datetime) -> list[Relationship]:
    """Return who works with the person today, the latest first."""
    rows = live_relationships(at).filter(person=person_id).select_related("practitioner__team")
    return list(rows.order_by("-starts_on", "-created_at"))


def _near(person_id: UUID, relationships: Sequence[Relationship], worker: User | None, at: datetime) -> set[UUID]:
    """Return who works with the person, or stands in, today."""
    reaches = Q(person=person_id) | Q(person__isnull=True, practitioner=worker)
    covers = Cover.objects.filter(reaches, live(day_of(at)), ended_at__isnull=True)
    return {*(row.practitioner_id for row in relationships), *covers.values_list("covering_id", flat=True)}


def _is_of_the_team(user: User, worker: User | None) -> bool:
    works_with_people = Role.PRACTITIONER in user.roles or Role.SUPERVISOR in user.roles
    return works_with_people and worker is not None and user.team_id is not None and user.team_id == worker.team_id


def _colleague(user: User) -> Colleague:
    return Colleague(user.id, user.name, user.team.name if user.team else "")


def _exclusions(person_id: UUID, keys: KeyRing) -> list[KeptOut]:
    rows = Exclusion.objects.filter(person=person_id, lifted_at__isnull=True).select_related("user", "set_by")
    return [
        KeptOut(row.id, row.user_id, row.user.name, _reason(row, "exclusion", keys), row.set_by.name, row.set_at)
        for row in rows.order_by("set_at", "id")
    ]


def _conflicts(person_id: UUID) -> list[KeptOut]:
    rows = Conflict.objects.filter(person=person_id, lifted_at__isnull=True).select_related("user", "confirmed_by")
    return [
        KeptOut(
            row.id,
            row.user_id,
            row.user.name,
            "",
            row.user.name,
            row.declared_at,
            row.confirmed_by.name if row.confirmed_by else "",
        )
        for row in rows.order_by("declared_at", "id")
    ]


def _restriction(person_id: UUID, keys: KeyRing) -> OnlyThese | None:
    row = Restriction.objects.filter(person=person_id, lifted_at__isnull=True).select_related("set_by").first()
    if row is None:
        return None
    members = list(row.members.order_by("user__name", "user_id").values_list("user__name", "user_id"))
    return OnlyThese(
        names=[name for name, _ in members],
        user_ids=frozenset(user_id for _, user_id in members),
        reason=_reason(row, "restriction", keys),
        set_by=row.set_by.name,
        set_at=row.set_at,
    )


def _reason(row: Exclusion | Restriction, table: str, keys: KeyRing) -> str:
    return open_field(keys, row.person_id, table, row.id, "sealed_reason", row.sealed_reason)
