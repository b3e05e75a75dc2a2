"""Which incidents a privacy officer may know of: none about their own account, and none with anybody a rule keeps from them."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.gates import NotHere
from alongside.access.officers import overseen_people
from alongside.access.words import Actor
from alongside.records.identity import User
from alongside.records.incidents import Incident, IncidentPerson
from alongside.records.people import Person

# In the ledger every look is of this relation.
OFFICER = "privacy_officer"


def incidents_of(actor: Actor) -> QuerySet[Incident]:
    """Return the incidents this officer may know of. Raises NotHere for anybody who is no privacy officer.

    The words of an incident may say more of somebody than their name would. So it is not there at all for an officer whom
    an exclusion, a conflict or a restriction keeps from anybody it is about, or was.
    """
    kept_away = IncidentPerson.objects.exclude(person__in=overseen_people(actor)).values("incident")
    return Incident.objects.exclude(member=actor.id).exclude(id__in=kept_away)


def load_incident(actor: Actor, incident_id: UUID, *, to_write: bool = False) -> Incident:
    """Return one of them, locked for whoever writes. Raises NotHere."""
    rows = incidents_of(actor)
    row = (rows.select_for_update() if to_write else rows).filter(id=incident_id).first()
    if row is None:
        raise NotHere
    return row


def accounts_for(actor: Actor) -> QuerySet[User]:
    """Return the accounts an incident or a query of this officer may be about: everybody's but their own. Raises NotHere."""
    overseen_people(actor)
    return User.objects.exclude(id=actor.id).order_by("name", "id")


def people_for(actor: Actor, person_ids: Iterable[UUID]) -> list[Person]:
    """Return these people, whom an incident or a query of this officer may be about. Raises NotHere when one is not there."""
    wanted = set(person_ids)
    found = list(nameable_people(actor).filter(id__in=wanted).order_by("id"))
    if len(found) != len(wanted):
        raise NotHere
    return found


def nameable_people(actor: Actor) -> QuerySet[Person]:
    """Return everybody an incident or a query of this officer may be about. Raises NotHere."""
    return overseen_people(actor).exclude(erasure__confirmed_at__isnull=False)
