"""Who may be named for something that only named people open, and whose keeper can open it no more."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from alongside.access.actors import actor_for
from alongside.access.policy import decide
from alongside.access.readers import standings_of, workers_and_supervisors
from alongside.access.staff_standings import load_staff_standings
from alongside.access.words import Action, Item, Resource
from alongside.records.identity import User


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
