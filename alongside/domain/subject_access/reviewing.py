"""Nothing leaves on the word of one person."""

from collections.abc import Collection
from uuid import UUID


class SamePerson(ValueError):
    """Whoever decided cannot also be the second to look."""


def check_reviewer(reviewer: UUID, deciders: Collection[UUID]) -> None:
    """Do nothing when somebody else decided everything. Raises SamePerson."""
    if reviewer in deciders:
        raise SamePerson
