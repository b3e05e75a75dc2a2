"""What people asked to be passed on today: the list with its clock, and one of them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework.disclosures.operations import close_disclosure, take_up_disclosure
from alongside.casework.disclosures.queries import InboxRow, get_disclosure, list_disclosures
from alongside.pages.disclosures.forms import DoneForm
from alongside.pages.layout.when import long_date, moment_within
from alongside.pages.people.words import shown_routes
from alongside.pages.policy import request_time, staff, staff_actor


@staff
@require_safe
def disclosures(request: HttpRequest) -> HttpResponse:
    """List what waits, the oldest first, and what was closed lately."""
    at = request_time(request)
    inbox = list_disclosures(viewer=staff_actor(request), at=at)
    context = {"open": [_row(row, at) for row in inbox.open], "closed": [_row(row, at) for row in inbox.closed]}
    return render(request, "disclosures/disclosures.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def disclosure(request: HttpRequest, disclosure_id: UUID) -> HttpResponse:
    """Show one, and close it with what was done."""
    actor, at = staff_actor(request), request_time(request)
    form = DoneForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        close_disclosure(disclosure_id=disclosure_id, done=form.cleaned_data["done"], by=actor, at=at)
        messages.success(request, "It is closed, with what was done.")
        return redirect("disclosures")
    found = get_disclosure(disclosure_id=disclosure_id, viewer=actor, at=at)
    context = {
        "found": found,
        "row": _row(found.row, at),
        "first_name": found.row.name.first,
        "written_on": long_date(found.written_on) if found.written_on else "",
        "routes": shown_routes(found.routes),
        "taken_up": moment_within(found.taken_up_at, now=at) if found.taken_up_at else "",
        "form": form,
        "has_errors": bool(form.errors),
    }
    return render(request, "disclosures/disclosure.html", context)


@staff
@require_POST
def take_up(request: HttpRequest, disclosure_id: UUID) -> HttpResponse:
    """Say that this lead deals with it."""
    take_up_disclosure(disclosure_id=disclosure_id, by=staff_actor(request), at=request_time(request))
    return redirect("disclosure", disclosure_id=disclosure_id)


def _row(row: InboxRow, now: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name.display,
        "told": moment_within(row.told_at, now=now),
        "due": moment_within(row.due_at, now=now),
        "is_late": row.is_late,
        "taken_up_by": row.taken_up_by,
        "closed": moment_within(row.closed_at, now=now) if row.closed_at else "",
    }
