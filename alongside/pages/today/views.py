"""The page a practitioner begins the day with."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.casework.today.queries import get_today
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.today.words import today_context


@staff
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Show who is next, then later, what was promised, strains, and what came in or changed."""
    viewer, at = staff_actor(request), request_time(request)
    found = get_today(viewer=viewer, at=at)
    return render(request, "today/today.html", today_context(found, viewer_name=viewer.name, now=at))
