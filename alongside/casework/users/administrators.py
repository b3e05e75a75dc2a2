"""What an administrator may do at all, and the rule that one always remains."""

from uuid import UUID

from alongside.access import Actor, Role
from alongside.access.gates import NotHere
from alongside.domain.administrators import NeedsAnother, are_two
from alongside.records.identity import User


class LastAdministrator(Exception):
    """Nobody would be left who can add users."""


class OwnAccount(Exception):
    """An administrator does not change their own account: another one does, so that two people know."""


def require_administrator(by: Actor) -> None:
    """Let an active administrator pass. Raises NotHere for everybody else."""
    if Role.ADMINISTRATOR not in by.roles or not by.active or by.is_person:
        raise NotHere


def refuse_own_account(by: Actor, user_id: UUID) -> None:
    """Raise OwnAccount when an administrator is about to change their own account."""
    if by.id == user_id:
        raise OwnAccount


def refuse_to_be_both(first: UUID | None, by: Actor) -> None:
    """Raise NeedsAnother when whoever did the first half is no other administrator than this one."""
    if first is not None and not is_another(first, by):
        raise NeedsAnother


def is_another(first: UUID, by: Actor) -> bool:
    """Return whether this administrator is independent of the first."""
    return are_two(first, by.id, dict(User.objects.values_list("id", "administrator_by")))


def keep_one_administrator(without: UUID) -> None:
    """Raise LastAdministrator when nobody else is one. Holds the others as they are until the transaction ends.

    Two administrators who remove each other at the same moment wait for each other here.
    """
    rows = User.objects.filter(is_active=True).values_list("id", "roles")
    ids = sorted(user_id for user_id, roles in rows if Role.ADMINISTRATOR.value in roles)
    held = User.objects.select_for_update().filter(id__in=ids).order_by("id")
    left = [user for user in held if user.id != without and user.is_active and Role.ADMINISTRATOR.value in user.roles]
    if not left:
        raise LastAdministrator
