"""Keeps the caseload row equal to the events it stands for.

An operation calls refresh_state in its own transaction. rebuild_states does the same for everybody, and a test demands
that it changes nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from alongside.access.standings import PUBLISHED, live_relationships
from alongside.casework.check_ins.history import History, load_histories
from alongside.casework.check_ins.pooled import current_rule
from alongside.casework.check_ins.waiting import Waiting
from alongside.domain.strains import RULE_2026_1, LinePoint, StrainRule, line_words, ranges_over_time
from alongside.records.check_ins import CheckIn
from alongside.records.episodes import Episode
from alongside.records.people import Person
from alongside.records.relationships import Relationship
from alongside.records.sessions import Session
from alongside.records.state import CaseloadState

SPARKLINE_POINTS = 12
ROWS_AT_ONCE = 200
FIELDS = [
    "relationship", "last_session_at", "next_session_at", "next_session", "sessions_together", "points",
    "line_words", "open_episode", "strain",
]  # fmt: skip


def refresh_state(person_id: UUID, *, at: datetime) -> None:
    """Bring one person's row up to date. Call it inside the transaction of the event."""
    refresh_states([person_id], at=at)


def refresh_states(person_ids: Sequence[UUID], *, at: datetime) -> None:
    """Bring the rows of at most 200 people up to date, in a number of queries that does not grow with them."""
    CaseloadState.objects.bulk_create(
        list(_states(person_ids, at)), update_conflicts=True, unique_fields=["person"], update_fields=FIELDS
    )


def hide_what_waits(states: Collection[CaseloadState], waiting: Waiting) -> None:
    """Make rows, read for one viewer and never saved again, as if nothing had been answered about what waits for them.

    The rows are shared by everybody who works with a person, and who must wait differs, so the table keeps everything.
    Read the rows with their open strain and its check-in. At most five queries, however many rows.
    """
    said = CheckIn.objects.filter(session__in=waiting.sessions, audience="worker").values_list("person_id", flat=True)
    waits = set(said)
    histories, rule = (load_histories(waits, waiting=waiting.sessions), current_rule()) if waits else ({}, RULE_2026_1)
    for state in states:
        if state.open_episode and waiting.holds(state.open_episode):
            state.open_episode, state.strain = None, ""
        if state.person_id in waits and state.relationship_id:
            _set_line(state, histories[state.person_id], state.relationship_id, rule)


def all_person_ids() -> list[UUID]:
    """Return everybody, in a stable order, for a rebuild."""
    return list(Person.objects.order_by("id").values_list("id", flat=True))


def _states(person_ids: Iterable[UUID], at: datetime) -> Iterator[CaseloadState]:
    wanted = list(person_ids)
    current = {r.person_id: r for r in live_relationships(at).filter(person__in=wanted, kind="allocated")}
    sessions = _sessions_by_person(wanted)
    episodes = _latest_episodes(wanted)
    histories = load_histories(wanted)
    rule = current_rule()
    for person_id in wanted:
        relationship = current.get(person_id)
        state = CaseloadState(person_id=person_id, relationship=relationship)
        _set_sessions(state, sessions[person_id], relationship)
        if relationship:
            _set_line(state, histories[person_id], relationship.id, rule)
            _set_strain(state, [e for e in episodes[person_id] if e.relationship_id == relationship.id])
        yield state


def _sessions_by_person(person_ids: list[UUID]) -> dict[UUID, list[Session]]:
    found: dict[UUID, list[Session]] = defaultdict(list)
    rows = (
        Session.objects.filter(PUBLISHED, person__in=person_ids).exclude(attendance="cancelled").order_by("planned_at")
    )
    for row in rows.only("id", "person", "relationship", "planned_at", "attendance"):
        found[row.person_id].append(row)
    return found


def _latest_episodes(person_ids: list[UUID]) -> dict[UUID, list[Episode]]:
    found: dict[UUID, list[Episode]] = defaultdict(list)
    for row in Episode.objects.filter(person__in=person_ids).order_by("opened_at"):
        found[row.person_id].append(row)
    return found


def _set_sessions(state: CaseloadState, sessions: list[Session], relationship: Relationship | None) -> None:
    held = [s for s in sessions if s.attendance == "attended"]
    planned = [s for s in sessions if s.attendance == "planned"]
    state.last_session_at = held[-1].planned_at if held else None
    state.next_session = planned[0] if planned else None
    state.next_session_at = planned[0].planned_at if planned else None
    state.sessions_together = sum(1 for s in held if relationship and s.relationship_id == relationship.id)


def _set_line(state: CaseloadState, history: History, relationship_id: UUID, rule: StrainRule) -> None:
    points = ranges_over_time(history.check_ins, rule=rule, episodes=history.episodes)
    own: list[LinePoint] = [p for p in points if p.check_in.relationship_id == relationship_id]
    state.line_words = line_words(points, relationship_id=relationship_id).value
    state.points = [_point(p) for p in own[-SPARKLINE_POINTS:]]


def _point(point: LinePoint) -> list[str | float | bool | None]:
    low, high = (point.own_range.low, point.own_range.high) if point.own_range else (None, None)
    return [point.check_in.at.isoformat(), point.score, low, high, point.is_below]


def _set_strain(state: CaseloadState, episodes: list[Episode]) -> None:
    """Name the strain of this relationship while it is open."""
    still_open = [e for e in episodes if e.closed_at is None]
    if still_open:
        state.open_episode, state.strain = still_open[-1], "open"
