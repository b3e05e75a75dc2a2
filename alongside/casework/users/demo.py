"""Signing in with one click, which exists in demo mode only.

Only a user without a password of their own is ever offered, so that nobody's real account opens this way.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access import Role
from alongside.access.gates import NotHere
from alongside.casework.users.roles import ROLE_NAMES, name_roles
from alongside.records.identity import User

# Django writes "!" before a password that was made unusable.
WITHOUT_PASSWORD = Q(password="") | Q(password__startswith="!")  # noqa: S106  no password at all


@dataclass(frozen=True)
class DemoUser:
    """Somebody to try Alongside as."""

    id: UUID
    name: str
    roles: str
    team: str


def list_demo_users(*, is_demo: bool) -> list[DemoUser]:
    """Return the users to try Alongside as, in the order of the roles. Raises NotHere outside demo mode."""
    users = _demo_users(is_demo).select_related("team")
    order = [role.value for role in ROLE_NAMES]
    ranked = sorted(users, key=lambda user: (min(map(order.index, _known(user)), default=len(order)), user.name))
    return [
        DemoUser(user.id, user.name, name_roles(user.roles), user.team.name if user.team else "") for user in ranked
    ]


def find_demo_user(*, user_id: UUID, is_demo: bool) -> User:
    """Return the user to sign in as. Raises NotHere outside demo mode and for anybody who is not a demo user."""
    user = _demo_users(is_demo).filter(id=user_id).first()
    if user is None:
        raise NotHere
    return user


def _demo_users(is_demo: bool) -> QuerySet[User]:
    if not is_demo:
        raise NotHere
    return User.objects.filter(WITHOUT_PASSWORD, is_active=True)


def _known(user: User) -> list[str]:
    return [role for role in user.roles if role in set(Role)]
