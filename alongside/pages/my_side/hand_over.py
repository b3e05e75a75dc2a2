"""The staff's page before the device changes hands."""

from uuid import UUID

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alongside.casework.my_side.handing_over import hand_over_in
from alongside.casework.my_side.queries import get_hand_over
from alongside.domain.speaking import SpokenIn
from alongside.pages.my_side.door import begin_in_welsh, open_door
from alongside.pages.my_side.forms import HandOverForm
from alongside.pages.policy import request_time, staff, staff_actor


@staff
@require_http_methods(["GET", "POST"])
def hand_over_device(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Say what will happen, then end the staff session of this browser and open the person's side in it."""
    actor, now = staff_actor(request), request_time(request)
    form = HandOverForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        page = get_hand_over(session_id=session_id, viewer=actor, at=now)
        return render(request, "my_side/hand_over.html", {"page": page, "form": form})
    asked_in = form.asked_in
    secret = hand_over_in(
        session_id=session_id, asked_in=asked_in, interpreter=form.cleaned_data["interpreter"], by=actor, at=now
    )
    logout(request)
    rotate_token(request)
    response = redirect("my_side_about")
    if asked_in is SpokenIn.WELSH:
        begin_in_welsh(response)
    open_door(response, secret)
    return response
