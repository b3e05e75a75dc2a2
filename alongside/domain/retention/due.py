"""When a record is due to be erased, why, and why not. Without a decision of the service nothing is ever due."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from alongside.domain.retention.holds import Hold
from alongside.domain.retention.schedule import CaseType, CountedFrom, ScheduleVersion, find_in_force

ONE_DAY = timedelta(days=1)


class Hindrance(StrEnum):
    """Why a record is not to be erased on a day. Several may hold at once."""

    NO_SCHEDULE = "no_schedule"
    UNDER_SUPERVISION = "under_supervision"
    WORKED_WITH = "worked_with"
    NO_BIRTH = "no_birth"
    NO_DEATH = "no_death"
    NOT_YET = "not_yet"
    HELD = "held"
    HELD_APART = "held_apart"

    @property
    def label(self) -> str:
        """Return what staff read."""
        return _HINDRANCES[self]


_HINDRANCES = {
    Hindrance.NO_SCHEDULE: "Nothing is decided for this kind of record",
    Hindrance.UNDER_SUPERVISION: "A supervision runs, or no last day is recorded for it",
    Hindrance.WORKED_WITH: "Somebody still works with them",
    Hindrance.NO_BIRTH: "It is counted from their birth, and no date of birth is recorded",
    Hindrance.NO_DEATH: "It is counted from their death, and no ending says that they died",
    Hindrance.NOT_YET: "The time is not over",
    Hindrance.HELD: "A legal hold",
    Hindrance.HELD_APART: "Something is held apart because the person needs it for a legal claim",
}
# Missing facts and decisions: nothing can be counted until somebody has put them right.
CANNOT_BE_COUNTED = frozenset({Hindrance.NO_SCHEDULE, Hindrance.NO_BIRTH, Hindrance.NO_DEATH})


@dataclass(frozen=True, slots=True)
class SupervisionDates:
    """One supervision: its kind and its last day, None while that is open."""

    case_type: CaseType
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the record says about a person that a period is counted from.

    last_worked_on is the last day on which somebody works or worked with them, None when that is open; for somebody
    nobody ever worked with it is the day they were added.
    """

    supervisions: Sequence[SupervisionDates]
    last_worked_on: date | None
    born_on: date | None = None
    died_on: date | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a record is due on a day. due_on is the first day without counting holds, None while it cannot be counted.

    version is the decision that keeps it longest.
    """

    due_on: date | None
    version: ScheduleVersion | None
    hindrances: frozenset[Hindrance]

    @property
    def is_due(self) -> bool:
        """Return whether nothing stands against erasing it."""
        return not self.hindrances


def judge_retention(
    facts: Facts, versions: Iterable[ScheduleVersion], holds: Iterable[Hold], *, today: date
) -> Verdict:
    """Return whether a record is due today, by what is decided today. Of several supervisions the longest period counts.

    A version that begins today is asked from today on, for records of any age. A hold beats everything.
    """
    known = list(versions)
    hindrances = _running(facts, today)
    latest: tuple[date, ScheduleVersion] | None = None
    for supervision in _endings(facts):
        version = find_in_force(known, supervision.case_type, on=today)
        event = _event(facts, supervision, version) if version else Hindrance.NO_SCHEDULE
        if version is None or isinstance(event, Hindrance):
            hindrances.add(event if isinstance(event, Hindrance) else Hindrance.NO_SCHEDULE)
        elif event is not None:
            latest = max(filter(None, (latest, (version.first_day_due(event), version))), key=lambda one: one[0])
    counted = latest is not None and not hindrances
    due_on = max(latest[0], *_days_after(facts)) if latest and counted else None
    if due_on and today < due_on:
        hindrances.add(Hindrance.NOT_YET)
    if any(hold.holds_on(today) for hold in holds):
        hindrances.add(Hindrance.HELD)
    return Verdict(due_on, latest[1] if latest and counted else None, frozenset(hindrances))


def find_due_day(facts: Facts, versions: Iterable[ScheduleVersion], *, today: date) -> date | None:
    """Return the first day from today on which the record will be due as things stand, counting versions still to begin.

    None while it cannot be said. Holds are left out: nobody knows when one is lifted.
    """
    known = list(versions)
    begins = [today, *sorted({v.starts_on for v in known if v.starts_on > today}), date.max]
    for start, until in itertools.pairwise(begins):
        due_on = _due_by(facts, known, day=start)
        if due_on and max(due_on, start) < until:
            return max(due_on, start)
    return None


def _due_by(facts: Facts, versions: Sequence[ScheduleVersion], *, day: date) -> date | None:
    """Return when a record is due by what is decided on a day. What ends later has ended by then."""
    ends = [s.ends_on for s in _endings(facts)]
    if facts.last_worked_on is None or None in ends:
        return None
    last = max([facts.last_worked_on, *(end for end in ends if end)])
    in_force = [v for v in versions if v.starts_on <= day]
    return judge_retention(facts, in_force, (), today=max(day, last + ONE_DAY)).due_on


def _endings(facts: Facts) -> list[SupervisionDates]:
    """Return the supervisions, or one of no kind that ended with the work. Whoever died is under none."""
    if not facts.supervisions:
        return [SupervisionDates(CaseType.NONE, facts.last_worked_on)]
    died = facts.died_on
    if died is None:
        return list(facts.supervisions)
    return [SupervisionDates(s.case_type, min(s.ends_on or died, died)) for s in facts.supervisions]


def _running(facts: Facts, today: date) -> set[Hindrance]:
    found = set()
    if any(s.ends_on is None or s.ends_on >= today for s in _endings(facts)):
        found.add(Hindrance.UNDER_SUPERVISION if facts.supervisions else Hindrance.WORKED_WITH)
    if facts.last_worked_on is None or facts.last_worked_on >= today:
        found.add(Hindrance.WORKED_WITH)
    return found


def _event(facts: Facts, supervision: SupervisionDates, version: ScheduleVersion) -> date | Hindrance | None:
    """Return the day from which this supervision's period is counted, or what is missing; None while it has no end."""
    if version.counted_from is CountedFrom.BIRTH:
        return facts.born_on or Hindrance.NO_BIRTH
    if version.counted_from is CountedFrom.DEATH:
        return facts.died_on or Hindrance.NO_DEATH
    return supervision.ends_on


def _days_after(facts: Facts) -> list[date]:
    """Return the days after the last of each supervision and of the work: nothing is due before them."""
    days = [s.ends_on for s in _endings(facts)] + [facts.last_worked_on]
    return [day + ONE_DAY for day in days if day]
