"""Reading the ledger for a purpose that is said before: which purposes there are, how far back, and how lines are folded."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

LONGEST = timedelta(days=92)
FOLDED_WITHIN = timedelta(minutes=10)


class Purpose(StrEnum):
    """Why the ledger is read. How somebody works is no purpose: it is not for managing performance."""

    PERSON_ASKED = "person_asked"
    COMPLAINT = "complaint"
    INCIDENT = "incident"
    REVIEW = "review"

    @property
    def label(self) -> str:
        """Return what staff read."""
        return _LABELS[self]


_LABELS = {
    Purpose.PERSON_ASKED: "The person asked who looked at their record",
    Purpose.COMPLAINT: "A complaint says that somebody looked who should not",
    Purpose.INCIDENT: "Something got out, or may have",
    Purpose.REVIEW: "A review of an emergency opening",
}


class WrongSpan(ValueError):
    """The days are the wrong way round, or further apart than one reading may reach."""


def check_span(first: date, last: date) -> None:
    """Raise WrongSpan unless the last day is the first or later, and at most 92 days on."""
    if not first <= last <= first + LONGEST:
        raise WrongSpan


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """The same by the same about the same, `count` times with at most ten minutes of pause."""

    actor_id: UUID | None
    subject: UUID | None
    action: str
    relation: str
    object_type: str
    first_at: datetime
    last_at: datetime
    count: int = 1


def fold_lines(lines: Iterable[LedgerLine]) -> list[LedgerLine]:
    """Return repeats as one line with their count, the newest first. The ledger itself keeps every entry."""
    latest: dict[tuple[object, ...], LedgerLine] = {}
    done: list[LedgerLine] = []
    for line in sorted(lines, key=lambda line: line.first_at):
        same = (line.actor_id, line.subject, line.action, line.relation, line.object_type)
        before = latest.get(same)
        if before is not None and line.first_at - before.last_at <= FOLDED_WITHIN:
            latest[same] = replace(before, last_at=line.last_at, count=before.count + line.count)
            continue
        if before is not None:
            done.append(before)
        latest[same] = line
    return sorted([*done, *latest.values()], key=lambda line: (line.last_at, str(line.subject)), reverse=True)
