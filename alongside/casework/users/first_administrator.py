"""Administrators made by whoever runs the installation: the first, and another who is not of the first one's making."""

import secrets
from datetime import datetime
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from alongside.access import Role
from alongside.casework.audit import record_service_change
from alongside.ledger import Kind
from alongside.records.identity import User


class NotPossible(Exception):
    """Why no administrator was made, in a sentence."""


ONE_IS_THERE = (
    "There is an administrator already. They add others on the users page. What takes two administrators takes one who is "
    "not of their making: alongside create-admin --another."
)


def has_administrator() -> bool:
    """Return whether an active administrator is there already."""
    # Roles are a list in one column, and not every database can look inside it.
    return any(
        Role.ADMINISTRATOR in roles for roles in User.objects.filter(is_active=True).values_list("roles", flat=True)
    )


def create_first_administrator(*, email: str, name: str, password: str, is_another: bool = False, at: datetime) -> UUID:
    """Make an administrator while there is none, or another one, and return their id. Raises NotPossible with a sentence."""
    with transaction.atomic():
        if has_administrator() and not is_another:
            raise NotPossible(ONE_IS_THERE)
        if User.objects.filter(email__iexact=email).exists():
            raise NotPossible(f"Somebody with the address {email} is here already.")
        user = User(email=email, name=name, roles=[Role.ADMINISTRATOR.value], created_at=at)
        try:
            validate_email(email)
            validate_password(password, user)
        except ValidationError as error:
            raise NotPossible(" ".join(error.messages)) from None
        user.set_password(password)
        user.save(force_insert=True)
        record_service_change(Kind.COLLECTION, "added", by=None, at=at, object_type="user", object_id=user.id)
    return user.id


def new_password() -> str:
    """Return a password nobody has chosen, easy to copy by hand: four groups of five."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(5)) for _ in range(4))
