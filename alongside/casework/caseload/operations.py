"""Rebuilding the caseload rows from the events."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from alongside.casework.caseload.state import ROWS_AT_ONCE, all_person_ids, refresh_states
from alongside.casework.check_ins.pooled import estimate_closed_quarter


def bring_rules_up_to_date(*, at: datetime) -> int:
    """Estimate the pooled spread once a quarter has closed, and draw every line anew when it changed.

    A step of the worker. Returns how many people's rows were written.
    """
    if not estimate_closed_quarter(at=at):
        return 0
    *_, (done, _) = rebuild_states(at=at)
    return done


def rebuild_states(*, at: datetime) -> Iterator[tuple[int, int]]:
    """Write every caseload row again, 200 people to a transaction. Yields (done, total) after each."""
    everybody = all_person_ids()
    for start in range(0, len(everybody), ROWS_AT_ONCE):
        with transaction.atomic():
            refresh_states(everybody[start : start + ROWS_AT_ONCE], at=at)
        yield min(start + ROWS_AT_ONCE, len(everybody)), len(everybody)
