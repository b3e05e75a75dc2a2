"""What was written, found again and carried over: search in one's own notes, and the contact entry."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.casework.sessions.contact_entries import get_contact_entry
from alongside.casework.sessions.notes.searching import search_notes
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.sessions.forms import SearchForm


@staff
@require_GET
def copy_contact_entry(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """A session as plain text for the official system."""
    page = get_contact_entry(session_id=session_id, viewer=staff_actor(request), at=request_time(request))
    rows = min(page.text.count("\n") + 2, 30)
    return render(request, "sessions/contact_entry.html", {"page": page, "rows": rows})


@staff
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Search in one's own notes. What is looked for is posted: in an address it would stay in histories and logs."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    query, number = (form.cleaned_data["q"], form.cleaned_data["page"]) if form.is_valid() else ("", None)
    page = search_notes(query=query, page=number or 1, viewer=staff_actor(request), at=request_time(request))
    if form.is_bound and form.is_valid() and not page.looked_for:
        form.add_error("q", "Write a word of two letters or more")
    context = {"page": page, "form": form, "query": query, "numbers": range(1, page.pages + 1)}
    return render(request, "sessions/search.html", context)
