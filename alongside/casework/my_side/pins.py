"""Keeping a PIN and comparing one: Argon2 over a hash that needs the key file, bound to one person."""

from functools import cache
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password

from alongside.vault import blind_index

NOBODY = UUID(int=0)


def hash_pin(pin: str, person_id: UUID) -> str:
    """Return what is kept of a PIN. A million PINs are soon tried, so the database alone must not be enough to try them."""
    return make_password(_keyed(pin, person_id))


def is_pin(pin: str, kept: str | None, person_id: UUID | None) -> bool:
    """Return whether this is the PIN. Where there is none to compare with, the same work is done and the answer is no."""
    if kept is None or person_id is None:
        check_password(_keyed(pin, NOBODY), _decoy())
        return False
    return check_password(_keyed(pin, person_id), kept)


def _keyed(pin: str, person_id: UUID) -> str:
    return blind_index("my_side_pin", f"{person_id}:{pin}").hex()


@cache
def _decoy() -> str:
    return make_password(_keyed("nobody's", NOBODY))
