"""Passwords that are handed over once, to be changed at the first sign-in."""

from datetime import datetime, timedelta

from alongside.access import Actor
from alongside.casework.users.first_administrator import new_password
from alongside.records.identity import User

LIFETIME = timedelta(hours=72)


def give_one_time_password(user: User, by: Actor, at: datetime) -> str:
    """Set a new password on a user, without saving it, and return it. It opens nothing but its own change, for 72 hours."""
    password = new_password()
    user.set_password(password)
    user.one_time_password_until, user.password_by_id = at + LIFETIME, by.id
    return password
