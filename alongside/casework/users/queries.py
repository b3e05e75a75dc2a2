"""What an administrator sees of users: who they are and how they sign in, never whom they work with."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from alongside.access import Actor, Role
from alongside.access.gates import NotHere
from alongside.access.standings import live_relationships
from alongside.casework.users.administrators import require_administrator
from alongside.casework.users.roles import name_roles
from alongside.records.identity import User


@dataclass(frozen=True)
class UserLine:
    """A user in the list."""

    id: UUID
    name: str
    email: str
    roles: str
    team: str
    supervisor: str
    is_active: bool
    has_second_factor: bool
    waits_for_first_sign_in: bool


@dataclass(frozen=True)
class UserDetails:
    """A user to be changed. people is how many are allocated to them today: a number, never who."""

    line: UserLine
    roles: list[Role]
    team_id: UUID | None
    supervisor_id: UUID | None
    people: int
    is_own: bool


@dataclass(frozen=True)
class Choice:
    """Something to choose in a form."""

    id: UUID
    name: str


def list_users(*, by: Actor) -> list[UserLine]:
    """Return every user, active ones first, then by name. Raises NotHere for anybody but an administrator."""
    require_administrator(by)
    return [_line(user) for user in _users().order_by("-is_active", "name", "email")]


def get_user(*, user_id: UUID, by: Actor, at: datetime) -> UserDetails:
    """Return one user. Raises NotHere for anybody but an administrator, and when there is none."""
    require_administrator(by)
    user = _users().filter(id=user_id).first()
    if user is None:
        raise NotHere
    roles = [role for role in Role if role.value in user.roles]
    people = live_relationships(at).filter(practitioner=user_id, kind="allocated").count()
    return UserDetails(_line(user), roles, user.team_id, user.supervisor_id, people, is_own=user.id == by.id)


def list_supervisors(*, by: Actor) -> list[Choice]:
    """Return the active supervisors by name. Raises NotHere for anybody but an administrator."""
    require_administrator(by)
    rows = User.objects.filter(is_active=True).order_by("name").values_list("id", "name", "roles")
    return [Choice(user_id, name) for user_id, name, roles in rows if Role.SUPERVISOR.value in roles]


def _users() -> QuerySet[User]:
    second = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type="recovery_codes")
    return User.objects.select_related("team", "supervisor").annotate(has_second=Exists(second))


def _line(user: User) -> UserLine:
    return UserLine(
        id=user.id,
        name=user.name,
        email=user.email,
        roles=name_roles(user.roles),
        team=user.team.name if user.team else "",
        supervisor=user.supervisor.name if user.supervisor else "",
        is_active=user.is_active,
        has_second_factor=bool(user.has_second),  # type: ignore[attr-defined]
        waits_for_first_sign_in=user.one_time_password_until is not None,
    )
