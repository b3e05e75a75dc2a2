"""One button that stops everything that reaches somebody."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alongside.casework.messages.stopping import stop_all_contact
from alongside.pages.policy import request_time, staff, staff_actor


@staff
@require_POST
def stop_contact(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Let nothing be safe any more, from this moment on."""
    stop_all_contact(person_id=person_id, by=staff_actor(request), at=request_time(request))
    messages.success(request, "Everything is stopped. Nothing is safe to use until they say so in person.")
    return redirect("contact_routes", person_id)
