"""What a privacy officer looks after, and how long one record is kept."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.casework.retention.looking import find_record
from alongside.casework.retention.opening import HoldLine
from alongside.casework.retention.queries import DueRow, OnePerson, get_retention_of, list_retention
from alongside.domain.people.names import IdentifierEmpty
from alongside.pages.layout.when import day_of, long_date, moment_within
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.retention.forms import FindForm
from alongside.pages.retention.words import BECAUSE, STEPS, say_which

NOBODY = "No record that you may look after has exactly that. Check each letter and number"


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def retention(request: HttpRequest) -> HttpResponse:
    """Show what waits for somebody, what is due and what will be, and find one record by what is exactly known of it."""
    by, at = staff_actor(request), request_time(request)
    form = FindForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        found = _find(form, request)
        if found:
            return redirect("retention_of", person_id=found)
        form.add_error(None, NOBODY)
    page, today = list_retention(viewer=by, at=at), day_of(at)
    context = {
        "page": page,
        "form": form,
        "proposals": [(row, moment_within(row.at, now=at)) for row in page.proposals],
        "requests": [(row, long_date(row.asked_on), long_date(row.due_on)) for row in page.requests],
        "due": [_due(row, today) for row in page.due],
        "coming": [_due(row, today) for row in page.coming],
        "uncounted": [(hindrance.label, count) for hindrance, count in sorted(page.uncounted.items())],
        "holds": [(row, long_date(row.review_on)) for row in page.holds],
    }
    return render(request, "retention/retention.html", context)


@staff
@require_safe
def one_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show how long one record is kept and why, and what can be done."""
    at = request_time(request)
    one = get_retention_of(person_id=person_id, viewer=staff_actor(request), at=at)
    context: dict[str, Any] = _said(one) | {
        "one": one,
        "holds": [_hold(hold) for hold in one.holds],
        "requests": [(row, long_date(row.asked_on), long_date(row.due_on)) for row in one.requests],
        "proposed": moment_within(one.proposal.at, now=at) if one.proposal else "",
    }
    return render(request, "retention/person.html", context)


def _find(form: FindForm, request: HttpRequest) -> UUID | None:
    name, born_on = form.named(form.cleaned_data) or (None, None)
    try:
        return find_record(
            name=name, born_on=born_on, number=form.numbered(form.cleaned_data), by=staff_actor(request),
            at=request_time(request),
        )  # fmt: skip
    except IdentifierEmpty:
        return None


def _due(row: DueRow, today: date) -> dict[str, Any]:
    days = (row.on - today).days
    return {"row": row, "on": long_date(row.on), "which": say_which(row.version), "is_long": days < -31}


def _said(one: OnePerson) -> dict[str, Any]:
    on = one.verdict.due_on or one.foretold
    return {
        "on": long_date(on) if on else "",
        "which": say_which(one.verdict.version),
        "because": BECAUSE.get(one.because, ""),
        "hindrances": [h.label for h in sorted(one.verdict.hindrances)],
    }


def _hold(hold: HoldLine) -> dict[str, Any]:
    steps = [(STEPS[step.kind], step.words, step.by, long_date(day_of(step.at))) for step in hold.steps]
    return {"hold": hold, "review": long_date(hold.review_on), "steps": steps}
