"""Who may type a person's sheets: named by their supervisor, with everybody who was named before."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from alongside.casework.paper.typists import (
    CannotType,
    NamedAlready,
    TypistLine,
    end_typist,
    get_typists,
    name_typist,
)
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.paper.forms import TypistForm
from alongside.pages.people.identity import identity_context
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.relationships.forms import chosen


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def typists(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show who may type this person's sheets, and name somebody."""
    at = request_time(request)
    page = get_typists(person_id=person_id, viewer=staff_actor(request), at=at)
    form = TypistForm(request.POST if request.method == "POST" else None, choices=page.choices)
    if form.is_valid() and _name(request, person_id, form):
        messages.success(request, "They can type sheets now. Tell them that they find it under Sheets.")
        return redirect("paper_typists", person_id=person_id)
    context = identity_context(page.identity, now=at) | {
        "form": form,
        "now": [(line, _under(line)) for line in page.now],
        "past": [(line, _under(line)) for line in page.past],
    }
    return render(request, "paper/typists.html", context)


@staff
@require_POST
def end(request: HttpRequest, person_id: UUID, typist_id: UUID) -> HttpResponse:
    """Let somebody type no more sheets of this person."""
    end_typist(person_id=person_id, typist_id=typist_id, by=staff_actor(request), at=request_time(request))
    messages.success(request, "They can type no more sheets of this person.")
    return redirect("paper_typists", person_id=person_id)


def _name(request: HttpRequest, person_id: UUID, form: TypistForm) -> bool:
    try:
        name_typist(
            person_id=person_id, user_id=chosen(form, "user"), by=staff_actor(request), at=request_time(request)
        )
    except CannotType:
        form.add_error("user", "They work with this person, or cannot be named. Choose somebody else")
    except NamedAlready:
        form.add_error("user", "They are named already. Choose somebody else")
    else:
        return True
    return False


def _under(line: TypistLine) -> str:
    named = f"Named by {line.named_by} on {long_date(day_of(line.named_at))}."
    if line.ended_at is not None:
        return f"{named} Ended by {line.ended_by} on {long_date(day_of(line.ended_at))}."
    if line.is_refused:
        return f"{named} They work with this person now, are kept out or have left. They can type nothing."
    return named
