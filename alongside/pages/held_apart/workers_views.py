"""What whoever works with the person reads, and how they write down what the person asks."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.casework.held_apart.asking import Asked, ask_on_behalf
from alongside.casework.held_apart.for_workers import get_held_for_worker
from alongside.domain.held_apart import Ground
from alongside.pages.held_apart.forms import AskForm
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.people.identity import identity_context
from alongside.pages.policy import request_time, staff, staff_actor


@staff
@require_safe
def of_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show one sentence for each thing that is held apart, and what was written down for the person."""
    at = request_time(request)
    found = get_held_for_worker(person_id=person_id, viewer=staff_actor(request), at=at)
    context = identity_context(found.identity, now=at) | {
        "held": [(one.kind, long_date(one.day) if one.day else "", long_date(one.since)) for one in found.held],
        "asked": [(line, long_date(day_of(line.asked_at)), long_date(line.due_on)) for line in found.asked],
        "may_ask": found.may_ask,
    }
    return render(request, "held_apart/of_person.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down what the person asks. Coming from what they say is not right, it is about the same."""
    by, at = staff_actor(request), request_time(request)
    correction = _correction(request)
    form = AskForm(
        request.POST if request.method == "POST" else None, initial={"ground": Ground.ACCURACY} if correction else None
    )
    if form.is_valid():
        ask_on_behalf(person_id=person_id, asked=Asked(correction_id=correction, **form.cleaned_data), by=by, at=at)
        messages.success(request, "It is written down. A privacy officer answers it within a month.")
        return redirect("held_apart_of", person_id=person_id)
    found = get_held_for_worker(person_id=person_id, viewer=by, at=at, to_write=True)
    context = identity_context(found.identity, now=at) | {"form": form, "correction": correction}
    return render(request, "held_apart/ask.html", context)


def _correction(request: HttpRequest) -> UUID | None:
    """Return the request to put something right that this one belongs to. What is no id is none."""
    try:
        return UUID(request.GET.get("correction", ""))
    except ValueError:
        return None
