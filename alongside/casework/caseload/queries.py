"""The caseload page and the supervisor's list of people, each in a number of queries that does not grow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Actor, Relation
from alongside.access.standings import visible_people
from alongside.casework.audit import record_listed
from alongside.casework.people.sealing import Needs, PersonName, open_name, open_needs
from alongside.records.people import Person
from alongside.records.state import CaseloadState
from alongside.vault import open_keys


@dataclass(frozen=True)
class Line:
    """What a sparkline shows: (day, score) and the own range, with words that say the same."""

    points: Sequence[tuple[date, float]]
    low: float | None
    high: float | None
    words: str


@dataclass(frozen=True)
class CaseloadRow:
    """One person on a list. line and strain are None where the viewer may not know of them."""

    person_id: UUID
    name: PersonName
    needs: Needs
    last_session_at: datetime | None
    next_session_at: datetime | None
    next_session_id: UUID | None
    sessions_together: int
    contact_days: int
    worker: str
    line: Line | None
    strain: str | None
    open_episode_id: UUID | None


def list_caseload(*, viewer: Actor, at: datetime) -> list[CaseloadRow]:
    """Return the people this practitioner is allocated to or works with, next session first, with their lines.

    Writes one ledger entry, *listed*, for all of them.
    """
    return _list(viewer, at, (Relation.ALLOCATED, Relation.CO_WORKER), "caseload", with_lines=True)


def list_covered(*, viewer: Actor, at: datetime) -> list[CaseloadRow]:
    """Return the people this practitioner covers today. Cover sees no lines and no strains here."""
    return _list(viewer, at, (Relation.COVER,), "covered people", with_lines=False)


def list_supervised(*, viewer: Actor, at: datetime) -> list[CaseloadRow]:
    """Return the people of the practitioners this supervisor supervises. It has no alliance column at all."""
    return _list(viewer, at, (Relation.SUPERVISOR,), "supervised people", with_lines=False)


def _list(
    viewer: Actor, at: datetime, relations: tuple[Relation, ...], label: str, *, with_lines: bool
) -> list[CaseloadRow]:
    with transaction.atomic():
        people = list(visible_people(viewer, at, *relations))
        ids = [p.id for p in people]
        states = _states(ids)
        keys = open_keys(ids)
        rows = [_row(p, open_name(keys, p), open_needs(keys, p), states.get(p.id), with_lines) for p in people]
        if people:
            record_listed([p.pseudonym for p in people], by=viewer, at=at, relation=relations[0], object_type=label)
    return sorted(rows, key=_by_next_session)


def _states(ids: list[UUID]) -> dict[UUID, CaseloadState]:
    rows = CaseloadState.objects.filter(person__in=ids).select_related("relationship__practitioner")
    return {row.person_id: row for row in rows}


def _by_next_session(row: CaseloadRow) -> tuple[bool, str, str]:
    when = row.next_session_at.isoformat() if row.next_session_at else ""
    return (row.next_session_at is None, when, row.name.display)


def _row(person: Person, name: PersonName, needs: Needs, state: CaseloadState | None, with_lines: bool) -> CaseloadRow:
    state = state or CaseloadState(person_id=person.id)
    return CaseloadRow(
        person_id=person.id,
        name=name,
        needs=needs,
        last_session_at=state.last_session_at,
        next_session_at=state.next_session_at,
        next_session_id=state.next_session_id,
        sessions_together=state.sessions_together,
        contact_days=person.contact_days,
        worker=state.relationship.practitioner.name if state.relationship else "",
        line=_line(state) if with_lines else None,
        strain=state.strain if with_lines else None,
        open_episode_id=state.open_episode_id if with_lines else None,
    )


def _line(state: CaseloadState) -> Line:
    points = [(date.fromisoformat(day), float(score)) for day, score in state.points]
    return Line(points, state.range_low, state.range_high, state.line_words or "No check-ins to show")
