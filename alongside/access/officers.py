"""What a privacy officer oversees: everybody's clocks and ledger, and nothing of whom a rule keeps them from."""

from datetime import datetime

from django.db.models import QuerySet

from alongside.access.gates import NotHere
from alongside.access.standings import PUBLISHED, live_relationships, taken_away
from alongside.access.words import Actor, Role
from alongside.records.people import Person


def require_privacy_officer(actor: Actor) -> None:
    """Raise NotHere for anybody who is no active privacy officer."""
    if actor.is_person or not actor.active or Role.PRIVACY_OFFICER not in actor.roles:
        raise NotHere


def overseen_people(actor: Actor) -> QuerySet[Person]:
    """Return the people this officer may know of: all but those that an exclusion, a conflict or a restriction keeps from them.

    It opens nothing of any record. Raises NotHere for anybody who is no privacy officer.
    """
    require_privacy_officer(actor)
    return Person.objects.filter(PUBLISHED).exclude(taken_away(actor))


def teams_of(people: QuerySet[Person], now: datetime) -> dict[object, str]:
    """Return the team of whoever each of these people is allocated to today, by the id of the person. One query."""
    rows = live_relationships(now).filter(kind="allocated", person__in=people)
    return dict(rows.values_list("person_id", "practitioner__team__name"))
