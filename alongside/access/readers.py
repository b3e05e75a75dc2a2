"""Who would be able to read something of one person's record, so that the person can be told by name."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from alongside.access.actors import actor_for
from alongside.access.policy import decide
from alongside.access.rules import load_rules
from alongside.access.standings import day_of, live, live_relationships
from alongside.access.words import Action, Audience, Item, Relation, Resource, Standing
from alongside.records.identity import User
from alongside.records.relationships import Cover


@dataclass(frozen=True)
class Readers:
    """First names of those whom each audience means today, the allocated practitioner first."""

    workers: tuple[str, ...]
    supervisors: tuple[str, ...]


@dataclass(frozen=True)
class NoteReaders:
    """Names of those who can read a note about one person today, by what opens it to them."""

    workers: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    supervisors: tuple[str, ...] = ()


def find_readers(person_id: UUID, *, at: datetime) -> Readers:
    """Return who may read the check-ins of this person, asked of the policy for each of them. Two queries."""
    standings = standings_of(person_id, workers_and_supervisors(person_id, at))
    return Readers(
        workers=_allowed(standings, Audience.WORKER, at), supervisors=_allowed(standings, Audience.SUPERVISOR, at)
    )


def find_note_readers(person_id: UUID, *, at: datetime) -> NoteReaders:
    """Return who may read a note about this person today, asked of the policy for each of them. Three queries."""
    relations = workers_and_supervisors(person_id, at)
    allocated = [user.id for user, found in relations.items() if Relation.ALLOCATED in found]
    of_them = Q(person=person_id) | Q(person__isnull=True, practitioner__in=allocated)
    covers = Cover.objects.filter(live(day_of(at)), of_them, ended_at__isnull=True).select_related("covering")
    for cover in covers.order_by("starts_on"):
        relations.setdefault(cover.covering, set()).add(Relation.COVER)
    names: dict[str, list[str]] = defaultdict(list)
    for user, standing in standings_of(person_id, relations).items():
        decision = decide(actor_for(user), Action.READ, Resource(Item.NOTE, standing, rank=1), at)
        if decision.allowed:
            names[decision.reason].append(user.name)
    return NoteReaders(
        workers=(*names[Relation.ALLOCATED], *names[Relation.CO_WORKER]),
        covers=tuple(names[Relation.COVER]),
        supervisors=tuple(names[Relation.SUPERVISOR]),
    )


def workers_and_supervisors(person_id: UUID, at: datetime) -> dict[User, set[Relation]]:
    """Return who works with this person today and the supervisor of the allocated, the allocated first. One query."""
    relations: dict[User, set[Relation]] = {}
    rows = live_relationships(at).filter(person=person_id).select_related("practitioner__supervisor")
    for row in sorted(rows, key=lambda row: (row.kind != "allocated", row.starts_on, row.practitioner.name)):
        relations.setdefault(row.practitioner, set()).add(Relation(row.kind))
        if row.kind == "allocated" and row.practitioner.supervisor:
            relations.setdefault(row.practitioner.supervisor, set()).add(Relation.SUPERVISOR)
    return relations


def standings_of(person_id: UUID, relations: dict[User, set[Relation]]) -> dict[User, Standing]:
    """Return their standings, with what the rules take away. One query."""
    rules = load_rules([person_id])
    on_list = rules.lists.get(person_id)
    return {
        user: Standing(
            relations=frozenset(found),
            excluded=(person_id, user.id) in rules.out,
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
