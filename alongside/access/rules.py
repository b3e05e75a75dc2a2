"""The rules that take people's records away from somebody, whoever that is: for choosing colleagues and naming readers."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import BooleanField, Value

from alongside.records.access_rules import Conflict, Exclusion, Restriction

LISTED, KEPT_OUT = Value(True, output_field=BooleanField()), Value(False, output_field=BooleanField())


@dataclass(frozen=True)
class Rules:
    """Who is kept out of which record by an exclusion or their own word, and who is on the list of a restricted one."""

    out: frozenset[tuple[UUID, UUID]]
    lists: dict[UUID, frozenset[UUID]]

    def keeps_apart(self, person_id: UUID, user_id: UUID) -> bool:
        """Return whether a rule keeps this user out of this person's record."""
        not_listed = person_id in self.lists and user_id not in self.lists[person_id]
        return (person_id, user_id) in self.out or not_listed


def load_rules(person_ids: Iterable[UUID]) -> Rules:
    """Return the rules of these people's records that were not lifted. One query."""
    live = {"person__in": set(person_ids), "lifted_at__isnull": True}
    rows = Exclusion.objects.filter(**live).values_list(KEPT_OUT, "person_id", "user_id")
    rows = rows.union(
        Conflict.objects.filter(**live).values_list(KEPT_OUT, "person_id", "user_id"),
        Restriction.objects.filter(**live).values_list(LISTED, "person_id", "members__user_id"),
        all=True,
    )
    out: set[tuple[UUID, UUID]] = set()
    lists: dict[UUID, set[UUID]] = {}
    for is_list, person_id, user_id in rows:
        if is_list:
            lists.setdefault(person_id, set()).add(user_id)
        else:
            out.add((person_id, user_id))
    return Rules(frozenset(out), {person_id: frozenset(users) for person_id, users in lists.items()})
