"""What the service decided: every version, and writing the next one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.casework.retention.schedules import BeginsInThePast, ScheduleLine, list_schedules, write_schedule
from alongside.domain.retention import CaseType
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.retention.forms import ScheduleForm
from alongside.pages.retention.words import say_version


@staff
@require_safe
def schedules(request: HttpRequest) -> HttpResponse:
    """Show for each kind of record what is decided, what will be, and what was."""
    lines = list_schedules(viewer=staff_actor(request), at=request_time(request))
    kinds = [(kind, [_line(line) for line in lines if line.version.case_type is kind]) for kind in CaseType]
    return render(request, "retention/schedules.html", {"kinds": kinds, "is_empty": not lines})


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Write down a decision."""
    by, at = staff_actor(request), request_time(request)
    list_schedules(viewer=by, at=at)
    form = ScheduleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            write_schedule(decided=form.decided(), by=by, at=at)
        except BeginsInThePast:
            form.add_error("starts_on", "Choose today or a day to come")
        else:
            messages.success(request, "It is written down, as the next version.")
            return redirect("schedules")
    return render(request, "retention/add_schedule.html", {"form": form})


def _line(line: ScheduleLine) -> dict[str, Any]:
    return {
        "line": line,
        "said": say_version(line.version),
        "from": long_date(line.version.starts_on),
        "written": long_date(day_of(line.written_at)),
        "state": "In force" if line.is_in_force else "Over" if line.is_over else "Begins later",
    }
