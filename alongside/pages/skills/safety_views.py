"""What is known of abuse or control, each way. For staff alone: no turned screen, no paper and no page of the person has it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alongside.casework.skills.abuse import SafetyPage, get_safety, note_abuse
from alongside.domain.skills import Way
from alongside.pages.layout.when import day_of
from alongside.pages.people.identity import identity_context
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.skills.forms import AbuseForm, is_done


@staff
@require_http_methods(["GET", "POST"])
def safety(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what is known both ways and how. A post notes one way."""
    by, at = staff_actor(request), request_time(request)
    page = get_safety(person_id=person_id, viewer=by, at=at, to_write=request.method == "POST")
    first = page.identity.name.first
    form = AbuseForm(request.POST if request.method == "POST" else None, initial={"on": day_of(at)}).offer(first)
    if form.is_valid() and is_done(form, lambda: note_abuse(person_id=person_id, note=form.as_note(), by=by, at=at)):
        messages.success(request, "It is noted, for staff alone.")
        return redirect("skills_safety", person_id)
    context = identity_context(page.identity, now=at, current="skills") | {
        "page": page, "form": form, "both_ways": _both_ways(page, first), "notes": _notes(page, first),
    }  # fmt: skip
    return render(request, "skills/safety.html", context)


def _both_ways(page: SafetyPage, first: str) -> list[tuple[str, str]]:
    known = {Way.BY_PERSON: page.abuse.by_person, Way.TO_PERSON: page.abuse.to_person}
    return [(way.asks.format(person=first), knowing.label) for way, knowing in known.items()]


def _notes(page: SafetyPage, first: str) -> list[dict[str, Any]]:
    return [
        {"noted": one, "way": one.note.way.says.format(person=first), "knowing": one.note.knowing.label}
        for one in page.notes
    ]
