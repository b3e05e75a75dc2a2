"""Who would be able to read something of one person's record, so that the person can be told by name."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.actors import actor_for
from alongside.access.policy import decide
from alongside.access.standings import live_relationships, restriction_lists
from alongside.access.words import Action, Audience, Item, Relation, Resource, Standing
from alongside.records.access_rules import Conflict, Exclusion
from alongside.records.identity import User


@dataclass(frozen=True)
class Readers:
    """First names of those whom each audience means today, the allocated practitioner first."""

    workers: tuple[str, ...]
    supervisors: tuple[str, ...]


def find_readers(person_id: UUID, *, at: datetime) -> Readers:
    """Return who may read the check-ins of this person, asked of the policy for each of them. Five queries at most."""
    relations: dict[User, set[Relation]] = {}
    rows = live_relationships(at).filter(person=person_id).select_related("practitioner__supervisor")
    for row in sorted(rows, key=lambda row: (row.kind != "allocated", row.starts_on, row.practitioner.name)):
        relations.setdefault(row.practitioner, set()).add(Relation(row.kind))
        if row.kind == "allocated" and row.practitioner.supervisor:
            relations.setdefault(row.practitioner.supervisor, set()).add(Relation.SUPERVISOR)
    standings = _standings(person_id, relations)
    return Readers(
        workers=_allowed(standings, Audience.WORKER, at), supervisors=_allowed(standings, Audience.SUPERVISOR, at)
    )


def _standings(person_id: UUID, relations: dict[User, set[Relation]]) -> dict[User, Standing]:
    users = [user.id for user in relations]
    live = {"person": person_id, "user__in": users, "lifted_at__isnull": True}
    excluded = set(Exclusion.objects.filter(**live).values_list("user_id", flat=True))
    conflicted = set(Conflict.objects.filter(**live).values_list("user_id", flat=True))
    on_list = restriction_lists([person_id]).get(person_id)
    return {
        user: Standing(
            relations=frozenset(found),
            excluded=user.id in excluded,
            conflict=user.id in conflicted,
            restricted=on_list is not None,
            on_list=on_list is not None and user.id in on_list,
        )
        for user, found in relations.items()
    }


def _allowed(standings: dict[User, Standing], audience: Audience, at: datetime) -> tuple[str, ...]:
    return tuple(
        user.get_short_name()
        for user, standing in standings.items()
        if decide(actor_for(user), Action.READ, Resource(Item.CHECK_IN, standing, audience=audience), at)
    )
