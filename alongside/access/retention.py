"""Who looks after how long records are kept: privacy officers, and never those who work with the person."""

from datetime import datetime

from django.db.models import QuerySet

from alongside.access.gates import NotHere
from alongside.access.standings import PUBLISHED, taken_away, worked_with
from alongside.access.words import Actor, Role
from alongside.records.people import Person

SCHEDULE_WRITERS = frozenset({Role.ADMINISTRATOR, Role.PRIVACY_OFFICER})


def require_schedule_writer(actor: Actor) -> None:
    """Let whoever may write down what the service decided pass. It is about nobody's record. Raises NotHere."""
    if actor.is_person or not actor.active or not SCHEDULE_WRITERS & actor.roles:
        raise NotHere


def people_kept_by(actor: Actor, at: datetime) -> QuerySet[Person]:
    """Return the people of whose records this actor may see how long they are kept: the row filter of Item.RETENTION.

    Raises NotHere for anybody but a privacy officer.
    """
    if actor.is_person or not actor.active or Role.PRIVACY_OFFICER not in actor.roles:
        raise NotHere
    return Person.objects.filter(PUBLISHED).exclude(taken_away(actor)).exclude(worked_with(actor, at))
