"""Who may be named for something that only named people open, and whose keeper can open it no more."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from alongside.access.actors import actor_for
from alongside.access.choosing import kept_apart
from alongside.access.gates import NotHere
from alongside.access.policy import decide
from alongside.access.readers import standings_of, workers_and_supervisors
from alongside.access.staff_standings import load_staff_standings
from alongside.access.standings import PUBLISHED
from alongside.access.words import Action, Actor, Item, Resource, Role
from alongside.records.identity import User
from alongside.records.people import Person

PRIVACY_OFFICER = Role.PRIVACY_OFFICER.value


def find_who_may_be_named(person_id: UUID, item: Item, *, at: datetime) -> tuple[User, ...]:
    """Return who could open it today if they were named, asked of the policy for each of them. Two queries."""
    standings = standings_of(person_id, workers_and_supervisors(person_id, at))
    return tuple(
        user
        for user, standing in standings.items()
        if decide(actor_for(user), Action.READ, Resource(item, standing, named=True), at)
    )


def find_who_may_keep(person_id: UUID, item: Item, *, at: datetime) -> tuple[User, ...]:
    """Return who could answer for it today: those who may write it. Two queries."""
    standings = standings_of(person_id, workers_and_supervisors(person_id, at))
    return tuple(
        user
        for user, standing in standings.items()
        if decide(actor_for(user), Action.WRITE, Resource(item, standing, named=True), at)
    )


def without_a_keeper(
    kept: Iterable[tuple[UUID, UUID]], keepers: Collection[User], item: Item, *, at: datetime
) -> set[tuple[UUID, UUID]]:
    """Return which pairs of a person and a keeper stand so that the keeper may not write it today. Three queries."""
    pairs, users = set(kept), {user.id: user for user in keepers}
    standings = load_staff_standings({person_id for person_id, _ in pairs}, list(users.values()), at)
    return {
        (person_id, user_id)
        for person_id, user_id in pairs
        if not decide(
            actor_for(users[user_id]), Action.WRITE, Resource(item, standings[person_id, user_id], named=True), at
        )
    }


def require_privacy_officer(actor: Actor, person_id: UUID) -> UUID:
    """Return the pseudonym of a person for a privacy officer who answers their access request. Raises NotHere.

    It opens what nobody's role opens otherwise, so it is called for an access request and for nothing else. A rule that
    keeps the officer out of the record beats it.
    """
    may = actor.active and not actor.is_person and Role.PRIVACY_OFFICER in actor.roles
    person = Person.objects.filter(PUBLISHED, id=person_id).first() if may else None
    if person is None or kept_apart([(person_id, actor.id)]):
        raise NotHere
    return person.pseudonym
