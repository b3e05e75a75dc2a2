"""The caseload page and the supervisor's list of people, each in a number of queries that does not grow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from alongside.access import Actor, Relation, Role
from alongside.access.gates import NotHere
from alongside.access.standings import visible_people
from alongside.casework.audit import record_listed
from alongside.casework.caseload.dates import Dates, read_dates, with_dates
from alongside.casework.caseload.rows import CaseloadRow, Facts, Line, LineMark, load_facts, open_row
from alongside.vault import open_keys

__all__ = [
    "Caseload",
    "CaseloadRow",
    "Dates",
    "Line",
    "LineMark",
    "Order",
    "Show",
    "get_caseload",
    "list_caseload",
    "list_supervised",
]
OWN = (Relation.ALLOCATED, Relation.CO_WORKER)


class Show(StrEnum):
    """Which people of a caseload are shown."""

    EVERYBODY = "everybody"
    TODAY = "today"
    SEEN_THIS_WEEK = "seen-this-week"
    NOT_SEEN_AS_AGREED = "not-seen-as-agreed"
    STRAIN_OPEN = "strain-open"
    PROMISE_DUE = "promise-due"
    NEW_OR_ENDING = "new-or-ending"
    COVERED = "covered-by-me"


class Order(StrEnum):
    """What a list is ordered by. Scores are not among them."""

    NEXT_SESSION = "next-session"
    LAST_SESSION = "last-session"
    NAME = "name"


@dataclass(frozen=True)
class Caseload:
    """The rows that were asked for, how many people each choice of Show would give, and the dates of one's own people."""

    rows: Sequence[CaseloadRow]
    counts: Mapping[Show, int]
    dates: Mapping[UUID, Dates]


def get_caseload(*, viewer: Actor, show: Show, order: Order, at: datetime) -> Caseload:
    """Return the people this practitioner works with, or covers today, and the counts of every choice.

    People who are covered come without lines and strains. Writes one ledger entry, *listed*, for those shown. Raises
    NotHere for anybody who is no practitioner.
    """
    if Role.PRACTITIONER not in viewer.roles:
        raise NotHere
    with transaction.atomic():
        own_people = list(with_dates(visible_people(viewer, at, *OWN), viewer=viewer, at=at))
        dates = read_dates(own_people, at=at)
        own = load_facts(own_people, viewer=viewer, at=at)
        covered = visible_people(viewer, at, Relation.COVER)
        groups = _groups(own, dates)
        if show is Show.COVERED:
            people = list(covered)
            facts = load_facts(people, at=at)
            rows = _open(facts, viewer, at, (Relation.COVER,), "covered people", with_lines=False)
            count = len(people)
        else:
            rows = _open(groups[show], viewer, at, OWN, "caseload", with_lines=True)
            count = covered.count()
    counts = {name: len(facts) for name, facts in groups.items()} | {Show.COVERED: count}
    return Caseload(sorted(rows, key=_ORDERS[order]), counts, dates)


def list_caseload(*, viewer: Actor, at: datetime) -> list[CaseloadRow]:
    """Return the people this practitioner is allocated to or works with, next session first, with their lines.

    Writes one ledger entry, *listed*, for all of them.
    """
    with transaction.atomic():
        return _list(viewer, at, OWN, "caseload", with_lines=True)


def list_supervised(*, viewer: Actor, at: datetime) -> list[CaseloadRow]:
    """Return the people of the practitioners this supervisor supervises. It has no alliance column at all.

    The caller has begun the transaction, or the ledger refuses its entry.
    """
    return _list(viewer, at, (Relation.SUPERVISOR,), "supervised people", with_lines=False)


def _list(
    viewer: Actor, at: datetime, relations: tuple[Relation, ...], label: str, *, with_lines: bool
) -> list[CaseloadRow]:
    facts = load_facts(list(visible_people(viewer, at, *relations)), viewer=viewer if with_lines else None, at=at)
    return sorted(_open(facts, viewer, at, relations, label, with_lines=with_lines), key=_by_next_session)


def _groups(own: Sequence[Facts], dates: Mapping[UUID, Dates]) -> dict[Show, Sequence[Facts]]:
    dated = [(f, dates.get(f.person.id, Dates())) for f in own]
    return {
        Show.EVERYBODY: own,
        Show.TODAY: [f for f in own if f.is_met_today],
        Show.SEEN_THIS_WEEK: [f for f in own if f.is_seen_this_week],
        Show.NOT_SEEN_AS_AGREED: [f for f in own if f.is_overdue],
        Show.STRAIN_OPEN: [f for f in own if f.has_open_strain],
        Show.PROMISE_DUE: [f for f, its in dated if its.promise_due_on],
        Show.NEW_OR_ENDING: [f for f, its in dated if its.is_new_or_ending],
    }


def _open(
    facts: Iterable[Facts],
    viewer: Actor,
    at: datetime,
    relations: tuple[Relation, ...],
    label: str,
    *,
    with_lines: bool,
) -> list[CaseloadRow]:
    shown = list(facts)
    keys = open_keys([f.person.id for f in shown])
    if shown:
        subjects = [f.person.pseudonym for f in shown]
        record_listed(subjects, by=viewer, at=at, relation=relations[0], object_type=label)
    return [open_row(f, keys, with_lines=with_lines) for f in shown]


def _by_name(row: CaseloadRow) -> tuple[str, str]:
    return row.name.display.casefold(), str(row.person_id)


def _by_next_session(row: CaseloadRow) -> tuple[bool, str, tuple[str, str]]:
    when = row.next_session_at.isoformat() if row.next_session_at else ""
    return row.next_session_at is None, when, _by_name(row)


def _by_last_session(row: CaseloadRow) -> tuple[str, tuple[str, str]]:
    # Longest ago first, and before all of them whoever has not been met yet.
    return row.last_session_at.isoformat() if row.last_session_at else "", _by_name(row)


_ORDERS = {Order.NEXT_SESSION: _by_next_session, Order.LAST_SESSION: _by_last_session, Order.NAME: _by_name}
