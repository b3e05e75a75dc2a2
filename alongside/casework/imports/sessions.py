"""Rows about sessions: planned and held meetings."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from alongside.access.standings import day_of
from alongside.casework.imports.lines import Importing, Line
from alongside.casework.imports.matching import (
    NO_SUCH_PRACTITIONER,
    NOBODY_WITH_THIS_NUMBER,
    Span,
    find_people,
    find_practitioners,
    find_spans,
)
from alongside.casework.imports.relationships import pseudonyms_of
from alongside.casework.sessions.sealing import open_place, seal_place
from alongside.domain.imports.facts import SessionSays
from alongside.records.sessions import Session
from alongside.vault import KeyRing, open_keys

ROWS_AT_ONCE = 50
NOT_TOGETHER = (
    "This practitioner did not work with the person on this day. Import the relationship first, or check the day."
)


def look_up(lines: Sequence[Line], importing: Importing) -> None:
    """Say of each line whether the session is new, changed or unchanged."""
    people = find_people(lines, importing)
    staff = find_practitioners((says(line).practitioner for line in lines), importing)
    spans = find_spans(people.values(), importing)
    here = _sessions_at({(people[line.id], says(line).planned_at) for line in lines if line.id in people})
    keys = open_keys({row.person_id for row in here.values()})
    for line in lines:
        person_id, practitioner_id = people.get(line.id), staff.get(says(line).practitioner)
        if person_id is None:
            line.is_wrong("id_number", NOBODY_WITH_THIS_NUMBER)
            continue
        session = here.get((person_id, says(line).planned_at))
        if practitioner_id is None:
            line.is_wrong("practitioner", NO_SUCH_PRACTITIONER)
        elif session:
            line.is_here(session.id, _changes(says(line), session, keys))
        elif _together(spans[person_id], practitioner_id, says(line).planned_at) is None:
            line.is_wrong("date", NOT_TOGETHER)
        else:
            line.is_new()


def says(line: Line) -> SessionSays:
    """Return what the line says."""
    return cast(SessionSays, line.facts)


def _sessions_at(wanted: set[tuple[UUID, datetime]]) -> dict[tuple[UUID, datetime], Session]:
    people, times = {person_id for person_id, _ in wanted}, {at for _, at in wanted}
    rows = Session.objects.filter(person__in=people, planned_at__in=times)
    return {(row.person_id, row.planned_at): row for row in rows if (row.person_id, row.planned_at) in wanted}


def _together(spans: list[Span], practitioner_id: UUID, at: datetime) -> Span | None:
    fitting = [s for s in spans if s.practitioner_id == practitioner_id and s.includes(day_of(at))]
    return min(fitting, key=lambda span: span.kind) if fitting else None


def _changes(facts: SessionSays, session: Session, keys: KeyRing) -> list[str]:
    differs = {
        "minutes": facts.minutes is not None and facts.minutes != session.minutes,
        "place": facts.place is not None and facts.place != open_place(keys, session),
        "attendance": facts.attendance is not None and facts.attendance != session.attendance,
    }
    return [column for column, is_different in differs.items() if is_different]


def write_new(lines: Sequence[Line], importing: Importing) -> list[UUID]:
    """Write sessions, hidden until the batch is published. Returns the people's pseudonyms."""
    people = find_people(lines, importing)
    staff = find_practitioners((says(line).practitioner for line in lines), importing)
    spans = find_spans(people.values(), importing)
    keys = open_keys(people.values())
    rows = []
    for line in lines:
        facts, person_id = says(line), people[line.id]
        span = cast(Span, _together(spans[person_id], staff[facts.practitioner], facts.planned_at))
        row = Session(
            id=line.target,
            person_id=person_id,
            relationship_id=cast(UUID, span.id),
            practitioner_id=staff[facts.practitioner],
            planned_at=facts.planned_at,
            minutes=facts.minutes or 45,
            attendance=facts.attendance or "planned",
            created_at=importing.at,
            created_by_id=importing.by.id,
            import_batch=importing.batch,
        )
        row.sealed_place = seal_place(keys, row, facts.place or "")
        rows.append(row)
    Session.objects.bulk_create(rows)
    return pseudonyms_of(people.values())


def write_changes(lines: Sequence[Line], importing: Importing) -> list[UUID]:
    """Change sessions, keeping what was there in the line. Returns the people's pseudonyms."""
    rows = Session.objects.in_bulk([line.target for line in lines])
    keys = open_keys({row.person_id for row in rows.values()})
    for line in lines:
        row, facts = rows[line.target], says(line)
        place = open_place(keys, row)
        line.before = {"minutes": row.minutes, "place": place, "attendance": row.attendance}
        after = {"minutes": facts.minutes, "place": facts.place, "attendance": facts.attendance}
        _save(row, line.before | {name: value for name, value in after.items() if value is not None}, keys)
    return pseudonyms_of(row.person_id for row in rows.values())


def _save(row: Session, values: dict[str, Any], keys: KeyRing) -> None:
    row.minutes, row.attendance = values["minutes"], values["attendance"]
    row.sealed_place = seal_place(keys, row, values["place"])
    row.save(update_fields=["minutes", "attendance", "sealed_place"])


def put_back(lines: Sequence[Line], importing: Importing) -> list[UUID]:
    """Give sessions what they had before. Returns the people's pseudonyms."""
    rows = Session.objects.in_bulk([line.target for line in lines])
    keys = open_keys({row.person_id for row in rows.values()})
    for line in lines:
        _save(rows[line.target], line.before, keys)
    return pseudonyms_of(row.person_id for row in rows.values())


def remove(lines: Sequence[Line], importing: Importing) -> list[UUID]:
    """Remove sessions that nothing hangs on. Returns the people's pseudonyms."""
    rows = Session.staged.filter(id__in=[line.target for line in lines])
    pseudonyms = pseudonyms_of(rows.values_list("person_id", flat=True))
    rows.delete()
    return pseudonyms
