"""How long two people have worked together: sessions held, whole weeks, and unbroken stretches."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID


@dataclass(frozen=True, slots=True)
class HeldSession:
    """A session that took place, and with whom."""

    practitioner_id: UUID
    on: date


@dataclass(frozen=True, slots=True)
class RelationshipSpan:
    """One relationship as recorded. `to_on` is its last day, None while it goes on."""

    practitioner_id: UUID
    from_on: date
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class WorkedWith:
    """One unbroken stretch with one practitioner. `to_on` is its last day, None while it goes on."""

    practitioner_id: UUID
    from_on: date
    to_on: date | None

    def weeks(self, *, on: date) -> int:
        """Whole weeks worked together up to the day `on`, or to the end if that came first. 0 before the start."""
        return weeks_between(self.from_on, on if self.to_on is None else min(on, self.to_on))


def count_sessions_together(sessions: Iterable[HeldSession], *, practitioner_id: UUID, until: date) -> int:
    """How many sessions were held with the practitioner up to and with the day `until`."""
    return sum(session.practitioner_id == practitioner_id and session.on <= until for session in sessions)


def weeks_between(start: date, end: date) -> int:
    """Whole weeks from one day to another, 0 when the second comes first."""
    return max(0, (end - start).days // 7)


def worked_with(relationships: Iterable[RelationshipSpan]) -> tuple[WorkedWith, ...]:
    """The unbroken stretches with each practitioner, in the order in which they began.

    Relationships with one practitioner that overlap, or begin the day after the last one ended, are one stretch: a
    change from co-working to allocated is no change of worker.
    """
    stretches: dict[UUID, list[WorkedWith]] = {}
    for span in sorted(relationships, key=lambda span: span.from_on):
        _append(stretches.setdefault(span.practitioner_id, []), span)
    found = (stretch for of_one in stretches.values() for stretch in of_one)
    return tuple(sorted(found, key=lambda stretch: (stretch.from_on, str(stretch.practitioner_id))))


def _append(stretches: list[WorkedWith], span: RelationshipSpan) -> None:
    last = stretches[-1] if stretches else None
    if last is None or (last.to_on is not None and span.from_on > last.to_on + timedelta(days=1)):
        stretches.append(WorkedWith(span.practitioner_id, span.from_on, span.to_on))
        return
    ends = None if last.to_on is None or span.to_on is None else max(last.to_on, span.to_on)
    stretches[-1] = replace(last, to_on=ends)
