"""A worker may say that they know somebody who is not here yet. When that person comes, the declaration is waiting."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from alongside.records.access_rules import Conflict


def apply_waiting_conflicts(blinds: Mapping[UUID, bytes]) -> None:
    """Keep out of these people's records everybody who has said that they know them.

    blinds gives for each person the blind value of their name and date of birth (see blind_name). Call it wherever a blind
    entry is written, in the same transaction, for at most 200 people at once: two queries. A declaration that was lifted for a
    person does not come back.
    """
    people: dict[bytes, list[UUID]] = {}
    for person_id, blind in blinds.items():
        people.setdefault(bytes(blind), []).append(person_id)
    declared = list(Conflict.objects.filter(blind__in=list(people)))
    known = {(row.user_id, row.person_id) for row in declared if row.person_id}
    waiting = [row for row in declared if row.person_id is None and row.lifted_at is None]
    new = {
        (row.user_id, person_id): row
        for row in waiting
        for person_id in people[bytes(row.blind)]
        if (row.user_id, person_id) not in known
    }
    Conflict.objects.bulk_create(
        Conflict(id=uuid4(), user_id=user_id, person_id=person_id, blind=row.blind, declared_at=row.declared_at)
        for (user_id, person_id), row in new.items()
    )
