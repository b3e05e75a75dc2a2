"""What a privacy officer reviews: the list with alarms, and one of them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.casework.break_glass.operations import review_emergency
from alongside.casework.break_glass.queries import EmergencyRow, get_emergency, list_emergencies
from alongside.pages.break_glass.forms import OutcomeForm
from alongside.pages.layout.when import long_date, moment_within
from alongside.pages.policy import request_time, staff, staff_actor


@staff
@require_safe
def emergencies(request: HttpRequest) -> HttpResponse:
    """List what waits for a review, the first due first, what was reviewed lately, and alarms."""
    at = request_time(request)
    found = list_emergencies(viewer=staff_actor(request), at=at)
    context = {
        "waiting": [_row(row, at) for row in found.waiting],
        "reviewed": [_row(row, at) for row in found.reviewed],
        "alarms": found.alarms,
    }
    return render(request, "break_glass/emergencies.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def emergency_review(request: HttpRequest, glass_id: UUID) -> HttpResponse:
    """Show who opened what and why, and keep what the review found."""
    by, at = staff_actor(request), request_time(request)
    form = OutcomeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        review_emergency(glass_id=glass_id, outcome=form.cleaned_data["outcome"], by=by, at=at)
        messages.success(request, "What you found is kept.")
        return redirect("emergencies")
    found = get_emergency(glass_id=glass_id, viewer=by, at=at)
    reviewed = moment_within(found.reviewed_at, now=at) if found.reviewed_at else ""
    first = found.row.name.first
    context = {"row": _row(found.row, at), "found": found, "first_name": first, "reviewed": reviewed, "form": form}
    return render(request, "break_glass/review.html", context)


def _row(row: EmergencyRow, now: datetime) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name.display,
        "by": f"{row.by}, {row.team}" if row.team else row.by,
        "reason": row.reason.label,
        "opened": moment_within(row.opened_at, now=now),
        "closed": moment_within(row.closed_at, now=now),
        "is_open": row.is_open,
        "due": long_date(row.due_on),
        "is_late": row.is_late,
        "is_reviewed": row.is_reviewed,
    }
