"""Orders, licences and agreements of a person."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.casework.people.details import get_supervisions
from alongside.casework.people.identity import SupervisionDates
from alongside.casework.people.supervision import EndsBeforeStart, add_supervision, end_supervision
from alongside.pages.layout.when import long_date
from alongside.pages.people.forms import KINDS, EndForm, SupervisionForm
from alongside.pages.people.identity import identity_context
from alongside.pages.people.posted import posted_id
from alongside.pages.policy import request_time, staff, staff_actor

ADDED = "It is added. From its first day the plan offers a clean page, beside going on with it as it is."


@staff
def supervisions(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show every supervision, the latest first. A post adds one, or sets the last day of one."""
    by, at = staff_actor(request), request_time(request)
    is_post = request.method == "POST"
    found = get_supervisions(person_id=person_id, viewer=by, at=at, to_change=is_post)
    form, wrong, wrong_id = SupervisionForm(auto_id="new_%s"), None, None
    if is_post and request.POST.get("do") == "end":
        wrong_id = posted_id(request, "supervision_id")
        wrong = EndForm(request.POST, auto_id=f"{wrong_id}_%s")
        if wrong.is_valid() and _end(request, person_id, wrong_id, wrong):
            return redirect("supervisions", person_id)
    elif is_post:
        form = SupervisionForm(request.POST, auto_id="new_%s")
        if form.is_valid():
            add_supervision(person_id=person_id, facts=form.facts, by=by, at=at)
            messages.success(request, ADDED)
            return redirect("supervisions", person_id)
    context = identity_context(found.identity, now=at, current="supervisions") | {
        "form": form,
        "wrong": wrong,
        "rows": [_shown(r, wrong if r.supervision_id == wrong_id else None) for r in found.supervisions],
        "has_errors": bool(form.errors or (wrong and wrong.errors)),
    }
    return render(request, "people/supervisions.html", context)


def _end(request: HttpRequest, person_id: UUID, supervision_id: UUID, form: EndForm) -> bool:
    try:
        end_supervision(
            person_id=person_id,
            supervision_id=supervision_id,
            ends_on=form.cleaned_data["ends_on"],
            by=staff_actor(request),
            at=request_time(request),
        )
    except EndsBeforeStart:
        form.add_error("ends_on", "The last day must be the same day as the start, or later")
        return False
    messages.success(request, "The last day is set.")
    return True


def _shown(row: SupervisionDates, wrong: EndForm | None) -> dict[str, Any]:
    return {
        "id": row.supervision_id,
        "kind": KINDS[row.kind],
        "title": row.title,
        "starts": long_date(row.starts_on),
        "ends": long_date(row.ends_on) if row.ends_on else "",
        "form": wrong or EndForm(initial={"ends_on": row.ends_on}, auto_id=f"{row.supervision_id}_%s"),
        "is_open": wrong is not None,
    }
