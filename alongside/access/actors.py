"""Turns a signed-in user, or a capability, into an actor."""

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from alongside.access.words import Actor, Role, Scope
from alongside.records.identity import User

KNOWN_ROLES = {role.value for role in Role}


def actor_for(user: User) -> Actor:
    """Return the actor for a user. A role that is not known opens nothing."""
    return Actor(
        id=user.id,
        name=user.name,
        roles=frozenset(Role(role) for role in user.roles if role in KNOWN_ROLES),
        active=user.is_active,
        team_id=user.team_id,
    )


class CapabilityFacts(Protocol):
    """What an actor needs to know of a capability, whatever holds it."""

    @property
    def id(self) -> UUID: ...
    @property
    def person_id(self) -> UUID: ...
    @property
    def scopes(self) -> Iterable[str]: ...


def actor_for_capability(capability: CapabilityFacts) -> Actor:
    """Return the actor for a live capability: the person, with its scopes and nothing else."""
    return Actor(
        id=capability.id,
        is_person=True,
        scopes=frozenset(Scope(scope) for scope in capability.scopes),
        person_id=capability.person_id,
    )
