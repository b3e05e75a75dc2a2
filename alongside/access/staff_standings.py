"""How many members of staff stand to many people today, as far as working with them goes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from alongside.access.choosing import kept_apart
from alongside.access.standings import day_of, live, live_relationships
from alongside.access.words import Relation, Standing
from alongside.records.identity import User
from alongside.records.relationships import Cover


def load_staff_standings(
    person_ids: Iterable[UUID], users: Sequence[User], at: datetime
) -> dict[tuple[UUID, UUID], Standing]:
    """Return for each person and user who works with whom today, and what a rule keeps apart. Three queries.

    Whom somebody supervises or inspects is left out: what asks here is for those who do *not* work with the person.
    """
    pairs = [(person_id, user.id) for person_id in person_ids for user in users]
    apart, relations = kept_apart(pairs), _working_relations(pairs, at)
    return {pair: Standing(frozenset(relations[pair]), excluded=pair in apart) for pair in pairs}


def _working_relations(pairs: list[tuple[UUID, UUID]], at: datetime) -> dict[tuple[UUID, UUID], set[Relation]]:
    found: dict[tuple[UUID, UUID], set[Relation]] = defaultdict(set)
    practitioner_of: dict[UUID, set[UUID]] = defaultdict(set)
    for row in live_relationships(at).filter(person__in={person_id for person_id, _ in pairs}):
        found[row.person_id, row.practitioner_id].add(Relation(row.kind))
        if row.kind == Relation.ALLOCATED:
            practitioner_of[row.practitioner_id].add(row.person_id)
    covering = {user_id for _, user_id in pairs}
    for cover in Cover.objects.filter(live(day_of(at)), covering__in=covering, ended_at__isnull=True):
        people = {cover.person_id} if cover.person_id else practitioner_of[cover.practitioner_id]
        for person_id in people:
            found[person_id, cover.covering_id].add(Relation.COVER)
    return found
