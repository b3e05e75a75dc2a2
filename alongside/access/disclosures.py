"""Who can read what a person asked to be passed on today, and whose such words one safeguarding lead may see."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.access.policy import decide
from alongside.access.staff_standings import load_staff_standings
from alongside.access.standings import PUBLISHED, taken_away, visible_people, worked_with
from alongside.access.words import Action, Actor, Item, Relation, Resource, Role, Standing
from alongside.records.identity import User
from alongside.records.people import Person


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
    standings = load_staff_standings([person_id], leads, at)
    return tuple(lead.get_short_name() for lead in leads if _may_read(lead, standings[person_id, lead.id], at))


def people_without_a_lead(person_ids: Iterable[UUID], *, at: datetime) -> set[UUID]:
    """Return those of these people whose disclosures nobody could read. Five queries however many, one for nobody."""
    wanted = list(person_ids)
    if not wanted:
        return set()
    leads = _active_leads()
    standings = load_staff_standings(wanted, leads, at)
    return {i for i in wanted if not any(_may_read(lead, standings[i, lead.id], at) for lead in leads)}


def supervised_by(actor: Actor, at: datetime) -> QuerySet[Person]:
    """Return the people whose practitioner this actor supervises, without those that a rule keeps them apart from."""
    return visible_people(actor, at, Relation.SUPERVISOR)


def _may_read(lead: User, standing: Standing, at: datetime) -> bool:
    return bool(decide(actor_for(lead), Action.READ, Resource(Item.DISCLOSURE, standing), at))


def _active_leads() -> list[User]:
    active = User.objects.filter(is_active=True).order_by("name", "id")
    # Neither of our databases and Django agree on how to look into a JSON list, so the roles are read here.
    return [user for user in active if Role.SAFEGUARDING_LEAD in user.roles]
