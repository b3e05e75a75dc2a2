"""What the pages about workers and cover say: every day and number as a string."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.casework.relationships.covers import CoverLine
from alongside.casework.relationships.queries import StandIn, Worker
from alongside.pages.layout.when import day_of, long_date


@dataclass(frozen=True)
class ShownWorker:
    """One practitioner in a list. end_id is set where co-working can be ended."""

    name: str
    kind: str
    when: str
    reason: str
    end_id: UUID | None


@dataclass(frozen=True)
class ShownCover:
    """One cover in a list. person_id is set where the person's name may be shown and leads to them."""

    title: str
    person_id: UUID | None
    person: str
    when: str
    end_id: UUID | None


def shown_workers(workers: Iterable[Worker], *, may_change: bool) -> list[ShownWorker]:
    """Return the practitioners as they are written."""
    return [
        ShownWorker(
            name=worker.name,
            kind="Co-worker" if worker.is_co_worker else "Their practitioner",
            when=_when(worker),
            reason=worker.reason,
            end_id=worker.relationship_id if may_change and worker.is_co_worker else None,
        )
        for worker in workers
    ]


def shown_stand_ins(stand_ins: Iterable[StandIn], *, now: datetime, may_change: bool) -> list[ShownCover]:
    """Return who stands in with one person. A whole caseload's cover is ended on the page about cover."""
    return [
        ShownCover(
            title=f"{cover.covering} for {cover.instead_of}",
            person_id=None,
            person="Everybody they work with" if cover.is_whole_caseload else "This person only",
            when=days(cover.starts_on, cover.ends_on, today=day_of(now)),
            end_id=cover.cover_id if may_change and not cover.is_whole_caseload else None,
        )
        for cover in stand_ins
    ]


def shown_covers(covers: Iterable[CoverLine], *, now: datetime) -> list[ShownCover]:
    """Return the covers that concern the reader as they are written."""
    return [
        ShownCover(
            title=_title(cover),
            person_id=cover.person_id,
            person=cover.person_name or ("Everybody they work with" if cover.is_whole_caseload else "One person"),
            when=days(cover.starts_on, cover.ends_on, today=day_of(now)),
            end_id=cover.cover_id if cover.may_end else None,
        )
        for cover in covers
    ]


def days(first: date, last: date, *, today: date) -> str:
    """Return *Today until 8 May 2026* or *4 to 8 May* in words."""
    if first == last:
        return "Today only" if first == today else f"On {long_date(first)}"
    if first == today:
        return f"From today until {long_date(last)}"
    if first < today:
        return f"Until {long_date(last)}"
    return f"From {long_date(first)} until {long_date(last)}"


def _title(cover: CoverLine) -> str:
    practitioner = "you" if cover.is_own else cover.practitioner
    if cover.is_covering:
        return f"You stand in for {practitioner}"
    return f"{cover.covering} stands in for {practitioner}"


def _when(worker: Worker) -> str:
    if worker.is_planned:
        return f"From {long_date(worker.starts_on)}"
    weeks = f", {count_words(worker.weeks, 'week', 'weeks')}" if worker.weeks else ""
    if worker.is_now:
        until = f" until {long_date(worker.ends_on)}" if worker.ends_on else ""
        return f"Since {long_date(worker.starts_on)}{until}{weeks}"
    ended = long_date(worker.ends_on) if worker.ends_on else ""
    return f"{long_date(worker.starts_on)} to {ended}{weeks}"


def count_words(number: int, one: str, many: str) -> str:
    """Return *1 person* or *3 people*."""
    return f"{number} {one if number == 1 else many}"
