"""Adding users, changing what they are, closing their accounts and helping them back in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from alongside.access import Actor, Role
from alongside.access.gates import NotHere
from alongside.casework.audit import record_service_change
from alongside.casework.calendar.operations import end_live_feed
from alongside.casework.users.administrators import (
    keep_one_administrator,
    refuse_own_account,
    refuse_to_be_both,
    require_administrator,
)
from alongside.casework.users.history import keep_what_it_was
from alongside.casework.users.passwords import give_one_time_password
from alongside.domain.people.names import without_hidden_signs
from alongside.ledger import Kind
from alongside.records.identity import Team, User

CHANGED = Kind.ALTERATION


class AddressTaken(Exception):
    """Another user has this address."""


class NotASupervisor(Exception):
    """The one who was chosen is no active supervisor, or is the user themselves."""


@dataclass(frozen=True)
class UserFacts:
    """What a user is called and what they are."""

    name: str
    email: str
    roles: Collection[Role]
    team_id: UUID | None = None
    supervisor_id: UUID | None = None


def add_user(*, facts: UserFacts, by: Actor, at: datetime) -> tuple[UUID, str]:
    """Add a user and return their id and one-time password. Raises NotHere, AddressTaken or NotASupervisor."""
    require_administrator(by)
    with transaction.atomic():
        user, password = _add(facts, by, at)
        record_service_change(Kind.COLLECTION, "added", by=by, at=at, object_type="user", object_id=user.id)
    return user.id, password


def change_user(*, user_id: UUID, facts: UserFacts, by: Actor, at: datetime) -> None:
    """Change what a user is called, their roles, team and supervisor, from their next request on.

    Raises NotHere, OwnAccount, AddressTaken, NotASupervisor or LastAdministrator.
    """
    require_administrator(by)
    refuse_own_account(by, user_id)
    with transaction.atomic():
        if Role.ADMINISTRATOR not in facts.roles:
            keep_one_administrator(without=user_id)
        user = _load(user_id)
        keep_what_it_was([user], at=at)
        _set(user, facts, by)
        user.save(update_fields=["name", "email", "roles", "team", "supervisor", "administrator_by"])
        record_service_change(CHANGED, "changed", by=by, at=at, object_type="user", object_id=user_id)


def deactivate_user(*, user_id: UUID, by: Actor, at: datetime) -> None:
    """Close an account: whoever is signed in with it is out at the next request, and its calendar feed ends for good.

    Raises NotHere, OwnAccount or LastAdministrator.
    """
    require_administrator(by)
    refuse_own_account(by, user_id)
    with transaction.atomic():
        keep_one_administrator(without=user_id)
        user = _load(user_id)
        keep_what_it_was([user], at=at)
        user.is_active = False
        user.save(update_fields=["is_active"])
        _end_sessions(user)
        end_live_feed(user_id=user_id, by=by, at=at)
        record_service_change(CHANGED, "deactivated", by=by, at=at, object_type="user", object_id=user_id)


def reactivate_user(*, user_id: UUID, by: Actor, at: datetime) -> None:
    """Open a closed account again, with the password and the second factors it had. Raises NotHere."""
    require_administrator(by)
    with transaction.atomic():
        user = _load(user_id)
        keep_what_it_was([user], at=at)
        user.is_active = True
        user.save(update_fields=["is_active"])
        record_service_change(CHANGED, "reactivated", by=by, at=at, object_type="user", object_id=user_id)


def reset_password(*, user_id: UUID, by: Actor, at: datetime) -> str:
    """Return a new one-time password for somebody who forgot theirs, and end their sessions.

    Raises NotHere, OwnAccount, and NeedsAnother for whoever took their second step away: with both halves one could be them.
    """
    require_administrator(by)
    refuse_own_account(by, user_id)
    with transaction.atomic():
        user = _load(user_id)
        refuse_to_be_both(user.second_step_by_id, by)
        password = give_one_time_password(user, by, at)
        user.save(update_fields=["password", "one_time_password_until", "password_by"])
        _end_sessions(user)
        record_service_change(CHANGED, "reset_password", by=by, at=at, object_type="user", object_id=user_id)
    return password


def reset_second_factor(*, user_id: UUID, by: Actor, at: datetime) -> None:
    """Remove the passkeys, app and codes of somebody who lost theirs, and end their sessions.

    Raises NotHere, OwnAccount, and NeedsAnother for whoever gave them the password they have not changed yet.
    """
    require_administrator(by)
    refuse_own_account(by, user_id)
    with transaction.atomic():
        user = _load(user_id)
        refuse_to_be_both(user.password_by_id, by)
        Authenticator.objects.filter(user=user).delete()
        user.second_step_by_id = by.id
        user.save(update_fields=["second_step_by"])
        _end_sessions(user)
        record_service_change(CHANGED, "reset_second", by=by, at=at, object_type="user", object_id=user_id)


def _add(facts: UserFacts, by: Actor, at: datetime) -> tuple[User, str]:
    user = User(id=uuid4(), created_at=at)
    _set(user, facts, by)
    password = give_one_time_password(user, by, at)
    user.save(force_insert=True)
    return user, password


def _set(user: User, facts: UserFacts, by: Actor) -> None:
    email = facts.email.strip().lower()
    if User.objects.filter(email__iexact=email).exclude(id=user.id).exists():
        raise AddressTaken
    user.name, user.email = without_hidden_signs(facts.name).strip(), email
    if Role.ADMINISTRATOR not in facts.roles:
        user.administrator_by_id = None
    elif Role.ADMINISTRATOR not in user.roles:
        user.administrator_by_id = by.id
    user.roles = [role.value for role in Role if role in facts.roles]
    user.team = Team.objects.filter(id=facts.team_id).first() if facts.team_id else None
    user.supervisor = _supervisor(facts.supervisor_id, user) if facts.supervisor_id else None


def _supervisor(supervisor_id: UUID, user: User) -> User:
    found = User.objects.filter(id=supervisor_id, is_active=True).exclude(id=user.id).first()
    if found is None or Role.SUPERVISOR.value not in found.roles:
        raise NotASupervisor
    return found


def _load(user_id: UUID) -> User:
    user = User.objects.select_for_update().filter(id=user_id).first()
    if user is None:
        raise NotHere
    return user


def _end_sessions(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()
