"""What people say is wrong: the list with its clock, and one of them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework.complaints.operations import acknowledge_complaint, answer_complaint
from alongside.casework.complaints.queries import InboxRow, get_complaint, list_complaints
from alongside.domain.complaints import ComplaintState
from alongside.pages.complaints.forms import AnswerForm
from alongside.pages.layout.when import long_date, moment_within
from alongside.pages.policy import request_time, staff, staff_actor


@staff
@require_safe
def complaints(request: HttpRequest) -> HttpResponse:
    """List what has no answer, the oldest first, and what was answered lately."""
    at = request_time(request)
    inbox = list_complaints(viewer=staff_actor(request), at=at)
    context = {"open": [_row(row, at) for row in inbox.open], "answered": [_row(row, at) for row in inbox.answered]}
    return render(request, "complaints/complaints.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def complaint(request: HttpRequest, complaint_id: UUID) -> HttpResponse:
    """Show one, and answer it."""
    by, at = staff_actor(request), request_time(request)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        answer_complaint(complaint_id=complaint_id, words=form.cleaned_data["words"], by=by, at=at)
        messages.success(request, "Your answer is on their own page now.")
        return redirect("complaint", complaint_id=complaint_id)
    found = get_complaint(complaint_id=complaint_id, viewer=by, at=at)
    steps = [(step.by, step.words, moment_within(step.at, now=at)) for step in found.line.steps]
    first = found.row.name.first
    context = {"row": _row(found.row, at), "line": found.line, "first_name": first, "steps": steps, "form": form}
    return render(request, "complaints/complaint.html", context)


@staff
@require_POST
def acknowledge(request: HttpRequest, complaint_id: UUID) -> HttpResponse:
    """Let the person see that somebody has read it."""
    acknowledge_complaint(complaint_id=complaint_id, by=staff_actor(request), at=request_time(request))
    return redirect("complaint", complaint_id=complaint_id)


def _row(row: InboxRow, now: datetime) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name.display,
        "sent": moment_within(row.sent_at, now=now),
        "by": long_date(row.acknowledge_on),
        "is_late": row.is_late,
        "is_sent": row.state is ComplaintState.SENT,
        "is_answered": row.state is ComplaintState.ANSWERED,
    }
