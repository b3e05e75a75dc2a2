"""Looking for somebody one does not work with, and opening their record when it cannot wait.

The answer to a name is the same page whoever it is, and so is the answer to a glass that did not break.
"""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.access.emergencies import require_may_break_glass
from alongside.casework.break_glass.notices import list_own_emergencies
from alongside.casework.break_glass.operations import (
    SignInAgain,
    TooManyLookUps,
    break_glass,
    close_emergency,
    look_for_person,
)
from alongside.domain.break_glass import Reason, has_just_signed_in
from alongside.pages.break_glass.forms import AGAIN, WhomForm, WhyForm
from alongside.pages.break_glass.signing_in import sign_in_again_address, signed_in_at
from alongside.pages.layout.when import clock_time, day_of, moment_within
from alongside.pages.policy import request_time, staff, staff_actor


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def emergency(request: HttpRequest) -> HttpResponse:
    """Take a name and a date of birth, and answer *ask the duty manager*, with the way in when that cannot wait."""
    by, at = staff_actor(request), request_time(request)
    require_may_break_glass(by)
    whom = WhomForm(request.POST if request.method == "POST" else None, today=day_of(at))
    if not whom.is_valid():
        own = [
            (one.glass_id, moment_within(one.opened_at, now=at), clock_time(one.ends_at))
            for one in list_own_emergencies(viewer=by, at=at)
        ]
        return render(request, "break_glass/emergency.html", {"form": whom, "own": own})
    try:
        look_for_person(whom=whom.whom(), by=by, at=at)
    except TooManyLookUps:
        return _ask_the_duty_manager(request, "too_many")
    return _why(request, whom, WhyForm())


@staff
@require_POST
def break_the_glass(request: HttpRequest) -> HttpResponse:
    """Open the record, or say that nothing was opened, without a word why."""
    by, at = staff_actor(request), request_time(request)
    require_may_break_glass(by)
    whom, why = WhomForm(request.POST, today=day_of(at)), WhyForm(request.POST)
    if not whom.is_valid():
        return render(request, "break_glass/emergency.html", {"form": whom, "own": []})
    if not why.is_valid():
        return _why(request, whom, why)
    reason, words = Reason(why.cleaned_data["reason"]), why.cleaned_data["words"]
    try:
        person_id = break_glass(
            whom=whom.whom(), reason=reason, words=words, signed_in_at=signed_in_at(request), by=by, at=at
        )
    except SignInAgain:
        why.add_error(None, AGAIN)
        return _why(request, whom, why)
    except TooManyLookUps:
        return _ask_the_duty_manager(request, "too_many")
    return redirect("person", person_id=person_id) if person_id else _ask_the_duty_manager(request, "nothing")


@staff
@require_POST
def close(request: HttpRequest, glass_id: UUID) -> HttpResponse:
    """Close the record before its hours are over."""
    close_emergency(glass_id=glass_id, by=staff_actor(request), at=request_time(request))
    messages.success(request, "The record is closed to you again.")
    return redirect("emergency")


def _why(request: HttpRequest, whom: WhomForm, why: WhyForm) -> HttpResponse:
    is_fresh = has_just_signed_in(signed_in_at(request), at=request_time(request))
    again = "" if is_fresh else sign_in_again_address(request, back_to=reverse("emergency"))
    typed = [(name, request.POST[name]) for name in request.POST if name.startswith(("given", "family", "born"))]
    context: dict[str, Any] = {"whom": typed, "form": why, "sign_in_again": again}
    return render(request, "break_glass/why.html", context | _duty_manager())


def _ask_the_duty_manager(request: HttpRequest, because: str) -> HttpResponse:
    return render(request, "break_glass/ask.html", {"because": because} | _duty_manager())


def _duty_manager() -> dict[str, str]:
    return {"duty_manager": settings.ALONGSIDE_DUTY_MANAGER}
