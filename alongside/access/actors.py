"""Turns a signed-in user, or a capability, into an actor."""

from alongside.access.words import Actor, Role, Scope
from alongside.records.identity import User
from alongside.records.my_side import Capability

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


def actor_for_capability(capability: Capability) -> Actor:
    """Return the actor for a live capability: the person, with its scopes and nothing else."""
    return Actor(
        id=capability.id,
        is_person=True,
        scopes=frozenset(Scope(scope) for scope in capability.scopes),
        person_id=capability.person_id,
    )
