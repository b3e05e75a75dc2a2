"""Reads what a period is counted from, and asks the rule when each record is due."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from alongside.access.standings import day_of
from alongside.casework.endings.sealing import open_ending
from alongside.casework.people.sealing import open_born_on
from alongside.casework.retention.schedules import load_versions
from alongside.domain.endings import Reason
from alongside.domain.held_apart import Ground
from alongside.domain.retention import (
    Facts,
    Hindrance,
    Hold,
    HoldGround,
    ScheduleVersion,
    Verdict,
    find_due_day,
    judge_retention,
)
from alongside.domain.retention.due import SupervisionDates
from alongside.domain.retention.schedule import CaseType
from alongside.records.endings import EndingVersion
from alongside.records.held_apart import HoldApart
from alongside.records.people import Person
from alongside.records.relationships import Relationship, Supervision
from alongside.records.retention import LegalHold
from alongside.vault import KeyRing


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rule says of one record today. foretold is the day it will be due as things stand, holds left out."""

    person: Person
    verdict: Verdict
    foretold: date | None
    schedule_id: UUID | None


def judge_people(people: Iterable[Person], keys: KeyRing, *, at: datetime) -> list[Judged]:
    """Return what the rule says of each. Six queries, however many they are."""
    rows, versions, today = list(people), load_versions(), day_of(at)
    facts, holds = load_facts(rows, keys), _load_holds([row.id for row in rows])
    ids = {version: schedule_id for schedule_id, version in versions.items()}
    judged = [_judge(row, facts[row.id], holds[row.id], ids, today) for row in rows]
    claimed = people_with_a_claim([row.id for row in rows])
    return [_with_a_claim(one) if one.person.id in claimed else one for one in judged]


def people_with_a_claim(wanted: Iterable[UUID]) -> set[UUID]:
    """Return those of whom something is held apart because they need it for a legal claim. One query."""
    grounds = [ground.value for ground in Ground if ground.stops_erasing]
    held = HoldApart.objects.filter(state="held", ground__in=grounds, person__in=list(wanted))
    return set(held.values_list("person_id", flat=True))


def load_facts(people: Iterable[Person], keys: KeyRing) -> Mapping[UUID, Facts]:
    """Return for each person what the record says that a period is counted from. Three queries."""
    rows = list(people)
    wanted = [row.id for row in rows]
    supervisions: dict[UUID, list[SupervisionDates]] = defaultdict(list)
    for supervision in Supervision.staged.filter(person__in=wanted):
        dates = SupervisionDates(CaseType(supervision.kind), supervision.ends_on)
        supervisions[supervision.person_id].append(dates)
    worked, died = _last_worked(wanted), _died(wanted, keys)
    return {
        row.id: Facts(
            tuple(supervisions[row.id]),
            worked.get(row.id, day_of(row.created_at)),
            open_born_on(keys, row),
            died.get(row.id),
        )
        for row in rows
    }


def _judge(person: Person, facts: Facts, holds: list[Hold], ids: Mapping[ScheduleVersion, UUID], today: date) -> Judged:
    verdict = judge_retention(facts, ids, holds, today=today)
    schedule_id = ids[verdict.version] if verdict.version else None
    return Judged(person, verdict, find_due_day(facts, ids, today=today), schedule_id)


def _with_a_claim(judged: Judged) -> Judged:
    hindrances = judged.verdict.hindrances | {Hindrance.HELD_APART}
    return replace(judged, verdict=replace(judged.verdict, hindrances=hindrances))


def _last_worked(wanted: list[UUID]) -> dict[UUID, date | None]:
    """Return the last day on which somebody works with each, None while that is open."""
    last: dict[UUID, date | None] = {}
    for row in Relationship.staged.filter(person__in=wanted):
        ended = [day for day in (row.ends_on, day_of(row.ended_at) if row.ended_at else None) if day]
        until = min(ended) if ended else None
        so_far = last.get(row.person_id, until)
        last[row.person_id] = None if until is None or so_far is None else max(until, so_far)
    return last


def _died(wanted: list[UUID], keys: KeyRing) -> dict[UUID, date]:
    """Return the day of each death that an ending says. A later version is the one that counts."""
    found: dict[UUID, date | None] = {}
    for row in EndingVersion.objects.filter(person__in=wanted).order_by("number"):
        ending = open_ending(keys, row)
        ended = ending.ended if ending else None
        found[row.person_id] = ended.on if ended and ended.reason is Reason.DIED else None
    return {person_id: on for person_id, on in found.items() if on}


def _load_holds(wanted: list[UUID]) -> dict[UUID, list[Hold]]:
    found: dict[UUID, list[Hold]] = defaultdict(list)
    for row in LegalHold.objects.filter(person__in=wanted, lifted_at__isnull=True):
        found[row.person_id].append(Hold(HoldGround(row.ground), day_of(row.placed_at)))
    return found
