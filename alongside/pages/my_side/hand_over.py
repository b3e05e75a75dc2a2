"""The staff's page before the device changes hands."""

from uuid import UUID

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alongside.casework.my_side.capabilities import hand_over
from alongside.casework.my_side.queries import get_hand_over
from alongside.pages.my_side.door import open_door
from alongside.pages.policy import request_time, staff, staff_actor


@staff
@require_http_methods(["GET", "POST"])
def hand_over_device(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Say what will happen, then end the staff session of this browser and open the person's side in it."""
    actor, now = staff_actor(request), request_time(request)
    if request.method == "GET":
        page = get_hand_over(session_id=session_id, viewer=actor, at=now)
        return render(request, "my_side/hand_over.html", {"page": page})
    secret = hand_over(session_id=session_id, by=actor, at=now)
    logout(request)
    rotate_token(request)
    response = redirect("my_side_about")
    open_door(response, secret)
    return response
