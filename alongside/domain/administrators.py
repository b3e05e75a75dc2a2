"""What takes two administrators, and which two are two.

One alone must not be able to become somebody else, nor to let an account read a team. Whoever is an administrator can make
another one, so two count only when nobody made both of them, at any remove: else one person would be the other as well.
"""

from collections.abc import Mapping
from uuid import UUID

MadeBy = Mapping[UUID, UUID | None]
"""Each administrator with whoever gave them that role; None for one made by whoever runs the machine."""


class NeedsAnother(Exception):
    """This half is for another administrator, who was not made one by the first, nor the first by them."""


def are_two(first: UUID, second: UUID, made_by: MadeBy) -> bool:
    """Return whether these two administrators are independent of each other."""
    return not _line(first, made_by) & _line(second, made_by)


def _line(administrator: UUID, made_by: MadeBy) -> set[UUID]:
    """Return an administrator with everybody through whom they became one."""
    found: set[UUID] = set()
    while administrator not in found:
        found.add(administrator)
        administrator = made_by.get(administrator) or administrator
    return found
