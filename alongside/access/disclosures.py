"""Who can read what a person asked to be passed on today, and whose such words one safeguarding lead may see."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actors import actor_for
from alongside.access.choosing import kept_apart
from alongside.access.gates import NotHere
from alongside.access.policy import decide
from alongside.access.standings import (
    PUBLISHED,
    day_of,
    live,
    live_relationships,
    taken_away,
    visible_people,
    worked_with,
)
from alongside.access.words import Action, Actor, Item, Relation, Resource, Role, Standing
from alongside.records.identity import User
from alongside.records.people import Person
from alongside.records.relationships import Cover


def require_safeguarding_lead(actor: Actor) -> None:
    """Raise NotHere for anybody who is no active safeguarding lead."""
    if actor.is_person or not actor.active or Role.SAFEGUARDING_LEAD not in actor.roles:
        raise NotHere


def people_of_safeguarding_lead(actor: Actor, at: datetime) -> QuerySet[Person]:
    """Return the people whose disclosures this lead may read: whom they do not work with, and no rule keeps them from.

    It is the row filter of Item.DISCLOSURE. Raises NotHere for anybody who is no safeguarding lead.
    """
    require_safeguarding_lead(actor)
    return Person.objects.filter(PUBLISHED).exclude(taken_away(actor)).exclude(worked_with(actor, at))


def find_safeguarding_leads(person_id: UUID, *, at: datetime) -> tuple[str, ...]:
    """Return the first names of those who could read a disclosure of this person today, asked of the policy. Four queries."""
    leads = _active_leads()
    standings = _standings([person_id], leads, at)
    return tuple(lead.get_short_name() for lead in leads if _may_read(lead, standings[person_id, lead.id], at))


def people_without_a_lead(person_ids: Iterable[UUID], *, at: datetime) -> set[UUID]:
    """Return those of these people whose disclosures nobody could read. Five queries however many, one for nobody."""
    wanted = list(person_ids)
    if not wanted:
        return set()
    leads = _active_leads()
    standings = _standings(wanted, leads, at)
    return {i for i in wanted if not any(_may_read(lead, standings[i, lead.id], at) for lead in leads)}


def supervised_by(actor: Actor, at: datetime) -> QuerySet[Person]:
    """Return the people whose practitioner this actor supervises, without those that a rule keeps them apart from."""
    return visible_people(actor, at, Relation.SUPERVISOR)


def _may_read(lead: User, standing: Standing, at: datetime) -> bool:
    return bool(decide(actor_for(lead), Action.READ, Resource(Item.DISCLOSURE, standing), at))


def _standings(person_ids: Iterable[UUID], leads: list[User], at: datetime) -> dict[tuple[UUID, UUID], Standing]:
    """Return how each lead stands to each person, as far as it decides who reads a disclosure. Three queries."""
    pairs = [(person_id, lead.id) for person_id in person_ids for lead in leads]
    apart, relations = kept_apart(pairs), _working_relations(pairs, at)
    return {pair: Standing(frozenset(relations[pair]), excluded=pair in apart) for pair in pairs}


def _working_relations(pairs: list[tuple[UUID, UUID]], at: datetime) -> dict[tuple[UUID, UUID], set[Relation]]:
    found: dict[tuple[UUID, UUID], set[Relation]] = defaultdict(set)
    practitioner_of: dict[UUID, set[UUID]] = defaultdict(set)
    for row in live_relationships(at).filter(person__in={person_id for person_id, _ in pairs}):
        found[row.person_id, row.practitioner_id].add(Relation(row.kind))
        if row.kind == Relation.ALLOCATED:
            practitioner_of[row.practitioner_id].add(row.person_id)
    covering = {user_id for _, user_id in pairs}
    for cover in Cover.objects.filter(live(day_of(at)), covering__in=covering, ended_at__isnull=True):
        people = {cover.person_id} if cover.person_id else practitioner_of[cover.practitioner_id]
        for person_id in people:
            found[person_id, cover.covering_id].add(Relation.COVER)
    return found


def _active_leads() -> list[User]:
    active = User.objects.filter(is_active=True).order_by("name", "id")
    # Neither of our databases and Django agree on how to look into a JSON list, so the roles are read here.
    return [user for user in active if Role.SAFEGUARDING_LEAD in user.roles]
