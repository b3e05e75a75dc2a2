"""Who may be given work, and who may arrange it. Nobody is offered a case they are kept out of."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from alongside.access.rules import load_rules
from alongside.access.standings import live_relationships
from alongside.access.words import Actor, Role
from alongside.records.identity import User


def list_practitioners() -> list[User]:
    """Return everybody who may work with people today, by team and name: active, and with the role. One query."""
    active = User.objects.filter(is_active=True).select_related("team").order_by("team__name", "name", "id")
    # Neither of our databases and Django agree on how to look into a JSON list, so the roles are read here.
    return [user for user in active if Role.PRACTITIONER in user.roles]


def kept_apart(pairs: Iterable[tuple[UUID, UUID]]) -> set[tuple[UUID, UUID]]:
    """Return which pairs of a person and a user an exclusion, a conflict or a restriction keeps apart. One query."""
    wanted = set(pairs)
    rules = load_rules(person_id for person_id, _ in wanted)
    return {(person_id, user_id) for person_id, user_id in wanted if rules.keeps_apart(person_id, user_id)}


def list_who_may_take(person_id: UUID) -> list[User]:
    """Return the practitioners who are not kept out of this record, by team and name. Two queries."""
    rules = load_rules([person_id])
    return [user for user in list_practitioners() if not rules.keeps_apart(person_id, user.id)]


def may_arrange_cover(actor: Actor, practitioner: User) -> bool:
    """Return whether this actor may have somebody stand in for this practitioner's whole caseload.

    The practitioner may, and so may their supervisor: those who may move each of the cases.
    """
    if not actor.active or actor.is_person:
        return False
    own = actor.id == practitioner.id and Role.PRACTITIONER in actor.roles
    return own or (practitioner.supervisor_id == actor.id and Role.SUPERVISOR in actor.roles)


def list_caseload_ids(practitioner_id: UUID, now: datetime) -> list[UUID]:
    """Return everybody who is allocated to this practitioner today, whoever asks. For the ledger, never for a page."""
    rows = live_relationships(now).filter(practitioner=practitioner_id, kind="allocated")
    return list(rows.values_list("person_id", flat=True))
