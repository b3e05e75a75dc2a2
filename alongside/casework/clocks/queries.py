"""All clocks on one page. Each topic hands over its own, and knows nothing of this one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.db import transaction

from alongside.access import Actor
from alongside.access.officers import require_privacy_officer
from alongside.access.standings import day_of
from alongside.casework.audit import record_listed
from alongside.casework.break_glass import clocks as break_glass
from alongside.casework.complaints import clocks as complaints
from alongside.casework.corrections import clocks as corrections
from alongside.casework.held_apart import clocks as held_apart
from alongside.casework.incidents import clocks as incidents
from alongside.casework.passing_on import clocks as passing_on
from alongside.casework.retention import clocks as retention
from alongside.casework.subject_access import clocks as subject_access
from alongside.domain.clocks import Clock, next_due_first


class Provider(Protocol):
    """What a topic hands over: its running clocks, as far as this viewer may know of them."""

    def __call__(self, *, viewer: Actor, at: datetime) -> list[Clock]: ...


# A topic that starts a clock adds its function here. Not among them: sealed notes, of which nobody but those they name may
# know, and what was passed on to a safeguarding lead, whose hours are on the lead's own page.
PROVIDERS: Sequence[Provider] = (
    complaints.list_clocks, corrections.list_clocks, break_glass.list_clocks, subject_access.list_clocks,
    retention.list_clocks, passing_on.list_clocks, held_apart.list_clocks, incidents.list_clocks,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClockRow:
    """A clock as it stands at one moment."""

    clock: Clock
    days_left: int
    is_overdue: bool


def list_all_clocks(*, viewer: Actor, at: datetime) -> list[ClockRow]:
    """Return every running clock, overdue first. One *listed* entry. Raises NotHere for anybody but a privacy officer."""
    require_privacy_officer(viewer)
    with transaction.atomic():
        clocks = [clock for provider in PROVIDERS for clock in provider(viewer=viewer, at=at)]
        subjects = {clock.subject for clock in clocks if clock.subject}
        if subjects:
            record_listed(subjects, by=viewer, at=at, relation="privacy_officer", object_type="clocks")
    return _rows(clocks, at, day_of(at))


def _rows(clocks: list[Clock], at: datetime, today: date) -> list[ClockRow]:
    return [
        ClockRow(clock, clock.days_left(today=today), clock.is_overdue(now=at, today=today))
        for clock in next_due_first(clocks, now=at, today=today)
    ]
