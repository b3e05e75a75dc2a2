"""Nothing leaves on the word of one person."""

from collections.abc import Collection
from uuid import UUID


class SamePerson(ValueError):
    """Whoever decided cannot also be the second to look."""


def is_beyond_one(*, logged_by: UUID | None, seen_by: UUID | None) -> bool:
    """Return whether more than one officer says that they asked: the person on their own side, or a second officer.

    Else one officer who knows a name and a date of birth could make a request up, and read while it is gathered.
    """
    return logged_by is None or seen_by is not None


def check_reviewer(reviewer: UUID, deciders: Collection[UUID]) -> None:
    """Do nothing when somebody else decided everything. Raises SamePerson."""
    if reviewer in deciders:
        raise SamePerson
