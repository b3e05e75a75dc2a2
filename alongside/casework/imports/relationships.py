"""Rows about relationships: one practitioner and one person, from a day."""

from collections.abc import Iterable, Sequence
from typing import cast
from uuid import UUID

from alongside.casework.imports.lines import Importing, Line
from alongside.casework.imports.matching import (
    NO_SUCH_PRACTITIONER,
    NOBODY_WITH_THIS_NUMBER,
    Span,
    find_people,
    find_practitioners,
    find_spans,
)
from alongside.domain.imports.facts import RelationshipSays
from alongside.records.people import Person
from alongside.records.relationships import Relationship

ROWS_AT_ONCE = 50
ALREADY_ALLOCATED = (
    "Somebody else is allocated to this person with no last day. Publish a file that ends that first, then this row."
)


def look_up(lines: Sequence[Line], importing: Importing) -> None:
    """Say of each line whether the relationship is new, changed or unchanged."""
    people = find_people(lines, importing)
    staff = find_practitioners((says(line).practitioner for line in lines), importing)
    spans = find_spans(people.values(), importing)
    for line in lines:
        person_id, practitioner_id = people.get(line.id), staff.get(says(line).practitioner)
        if person_id is None:
            line.is_wrong("id_number", NOBODY_WITH_THIS_NUMBER)
        elif practitioner_id is None:
            line.is_wrong("practitioner", NO_SUCH_PRACTITIONER)
        else:
            _compare(line, practitioner_id, spans[person_id])


def says(line: Line) -> RelationshipSays:
    """Return what the line says."""
    return cast(RelationshipSays, line.facts)


def _compare(line: Line, practitioner_id: UUID, spans: list[Span]) -> None:
    facts = says(line)
    wanted = (practitioner_id, facts.kind, facts.starts_on)
    same = next((s for s in spans if (s.practitioner_id, s.kind, s.starts_on) == wanted), None)
    is_open = facts.kind == "allocated" and facts.ends_on is None
    if same is not None and same.id is not None:
        line.is_here(same.id, ["ends_on"] if facts.ends_on and facts.ends_on != same.ends_on else [])
    elif same is not None:
        line.is_wrong("", "The row of this person in the people sheet says the same. Keep one of them.")
    elif is_open and any(s.kind == "allocated" and s.ends_on is None for s in spans):
        line.is_wrong("starts_on", ALREADY_ALLOCATED)
    else:
        line.is_new()
        spans.append(Span(None, practitioner_id, facts.kind, facts.starts_on, facts.ends_on))


def write_new(lines: Sequence[Line], importing: Importing) -> list[UUID]:
    """Write relationships, hidden until the batch is published. Returns the people's pseudonyms."""
    people = find_people(lines, importing)
    staff = find_practitioners((says(line).practitioner for line in lines), importing)
    Relationship.objects.bulk_create(
        Relationship(
            id=line.target,
            person_id=people[line.id],
            practitioner_id=staff[says(line).practitioner],
            kind=says(line).kind,
            starts_on=says(line).starts_on,
            ends_on=says(line).ends_on,
            created_at=importing.at,
            import_batch=importing.batch,
        )
        for line in lines
    )
    return pseudonyms_of(people.values())


def pseudonyms_of(people: Iterable[UUID]) -> list[UUID]:
    """Return the pseudonyms of people."""
    return list(Person.objects.filter(id__in=list(people)).values_list("pseudonym", flat=True))


def write_changes(lines: Sequence[Line], importing: Importing) -> list[UUID]:
    """Change last days, keeping those that were there in the line. Returns the people's pseudonyms."""
    rows = Relationship.staged.in_bulk([line.target for line in lines])
    for line in lines:
        row = rows[line.target]
        line.before = {"ends_on": row.ends_on.isoformat() if row.ends_on else None}
        row.ends_on = says(line).ends_on
        row.save(update_fields=["ends_on"])
    return pseudonyms_of(row.person_id for row in rows.values())


def put_back(lines: Sequence[Line], importing: Importing) -> list[UUID]:
    """Give relationships the last days they had. Returns the people's pseudonyms."""
    for line in lines:
        Relationship.staged.filter(id=line.target).update(ends_on=line.before["ends_on"])
    return _pseudonyms(lines)


def remove(lines: Sequence[Line], importing: Importing) -> list[UUID]:
    """Remove relationships that nothing hangs on. Returns the people's pseudonyms."""
    pseudonyms = _pseudonyms(lines)
    Relationship.staged.filter(id__in=[line.target for line in lines]).delete()
    return pseudonyms


def _pseudonyms(lines: Sequence[Line]) -> list[UUID]:
    rows = Relationship.staged.filter(id__in=[line.target for line in lines])
    return pseudonyms_of(rows.values_list("person_id", flat=True))
