"""Every clock that runs, the overdue first."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.casework.clocks.queries import ClockRow, list_all_clocks
from alongside.domain.clocks import say_days_left
from alongside.pages.layout.when import long_date, moment_within
from alongside.pages.policy import request_time, staff, staff_actor


@staff
@require_safe
def clocks(request: HttpRequest) -> HttpResponse:
    """List what is due by which rule, in two parts: overdue, and due next."""
    at = request_time(request)
    rows = list_all_clocks(viewer=staff_actor(request), at=at)
    context = {
        "overdue": [_row(row, at) for row in rows if row.is_overdue],
        "running": [_row(row, at) for row in rows if not row.is_overdue],
    }
    return render(request, "clocks/clocks.html", context)


def _row(row: ClockRow, now: datetime) -> dict[str, Any]:
    clock = row.clock
    return {
        "what": clock.what,
        "rule": clock.rule,
        "where": clock.where,
        "href": reverse(clock.link, args=[clock.link_id] if clock.link_id else []) if clock.link else "",
        "due": moment_within(clock.due_at, now=now) if clock.due_at else long_date(clock.due_on),
        "left": "" if clock.due_at else say_days_left(row.days_left),
    }
