"""Who receives what a person says is wrong: the supervisor or a privacy officer, and never anybody who works with them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actors import actor_for
from alongside.access.gates import Granted, NotHere, require
from alongside.access.policy import decide
from alongside.access.staff_standings import load_staff_standings
from alongside.access.standings import PUBLISHED, live_relationships, taken_away, visible_people, worked_with
from alongside.access.words import Action, Actor, Audience, Item, Relation, Resource, Role
from alongside.domain.complaints import Receiver
from alongside.records.complaints import Complaint
from alongside.records.identity import User
from alongside.records.people import Person

# In the ledger every look at a complaint is of this relation, whoever receives it. Workers are not shown it: that their
# supervisor opened something would tell them that something was said. See docs/decisions/0016.
RECEIVER = "receiver"
AUDIENCE = {Receiver.SUPERVISOR: Audience.SUPERVISOR, Receiver.PRIVACY_OFFICER: Audience.NOT_CHOSEN}
ROLE = {Receiver.SUPERVISOR: Role.SUPERVISOR, Receiver.PRIVACY_OFFICER: Role.PRIVACY_OFFICER}


@dataclass(frozen=True)
class Receivers:
    """First names of those who would receive it today, for each that may be chosen."""

    supervisors: tuple[str, ...]
    privacy_officers: tuple[str, ...]


def require_receiver(actor: Actor, action: Action, complaint: Complaint, *, at: datetime) -> Granted:
    """Return leave to read or answer this complaint, with the relation *receiver*, or raise NotHere. One query."""
    audience = AUDIENCE[Receiver(complaint.receiver)]
    granted = require(actor, action, Item.COMPLAINT, person_id=complaint.person_id, at=at, audience=audience)
    return replace(granted, decision=replace(granted.decision, reason=RECEIVER))


def complaints_received_by(actor: Actor, at: datetime) -> QuerySet[Complaint]:
    """Return the complaints that this actor may read: the row filter of Item.COMPLAINT.

    Raises NotHere for anybody whose role receives none.
    """
    roles = {receiver for receiver, role in ROLE.items() if role in actor.roles}
    if actor.is_person or not actor.active or not roles:
        raise NotHere
    theirs = Q(pk__in=[])
    if Receiver.SUPERVISOR in roles:
        theirs |= Q(receiver="supervisor", person__in=_never_worked_with(_supervised(actor, at), actor, at))
    if Receiver.PRIVACY_OFFICER in roles:
        anybody = Person.objects.filter(PUBLISHED).exclude(taken_away(actor))
        theirs |= Q(receiver="privacy_officer", person__in=_never_worked_with(anybody, actor, at))
    return Complaint.objects.filter(theirs)


def find_receivers(person_id: UUID, *, at: datetime) -> Receivers:
    """Return who would receive what this person says today, asked of the policy for each. Eight queries at most."""
    rows = live_relationships(at).filter(person=person_id, kind="allocated").select_related("practitioner__supervisor")
    supervisors = {row.practitioner.supervisor for row in rows if row.practitioner.supervisor}
    active = User.objects.filter(is_active=True).order_by("name", "id")
    # Neither of our databases and Django agree on how to look into a JSON list, so the roles are read here.
    officers = [user for user in active if Role.PRIVACY_OFFICER in user.roles]
    return Receivers(
        supervisors=_who_may_read(person_id, sorted(supervisors, key=lambda user: user.name), Receiver.SUPERVISOR, at),
        privacy_officers=_who_may_read(person_id, officers, Receiver.PRIVACY_OFFICER, at),
    )


def _who_may_read(person_id: UUID, users: Iterable[User], receiver: Receiver, at: datetime) -> tuple[str, ...]:
    found = list(users)
    standings = load_staff_standings([person_id], found, at)
    more = frozenset({Relation.SUPERVISOR}) if receiver is Receiver.SUPERVISOR else frozenset()
    names = []
    for user in found:
        standing = replace(standings[person_id, user.id], relations=standings[person_id, user.id].relations | more)
        resource = Resource(Item.COMPLAINT, standing, audience=AUDIENCE[receiver])
        if decide(actor_for(user), Action.READ, resource, at):
            names.append(user.get_short_name())
    return tuple(names)


def _supervised(actor: Actor, at: datetime) -> QuerySet[Person]:
    return visible_people(actor, at, Relation.SUPERVISOR)


def _never_worked_with(people: QuerySet[Person], actor: Actor, at: datetime) -> QuerySet[Person]:
    return people.exclude(worked_with(actor, at))
