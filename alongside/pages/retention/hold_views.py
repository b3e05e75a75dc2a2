"""Placing, keeping and lifting a hold, and answering somebody who asks to be erased."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alongside.casework.retention.holds import ReviewInThePast, TooLate, lift_hold, place_hold, review_hold
from alongside.casework.retention.looking import get_hold, get_request
from alongside.casework.retention.queries import get_retention_of
from alongside.casework.retention.requests import Decided, NotYetHeard, decide_request, write_request
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.retention.forms import AskedForm, ChangeHoldForm, DecideForm, PlaceHoldForm

TO_COME = "Choose a day after today"
TOO_LATE = "Two people have confirmed the erasure. It is being carried out and cannot be held back"
asks = require_http_methods(["GET", "HEAD", "POST"])


@staff
@asks
def place(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask on what ground, what about and until when, and place a hold."""
    by, at = staff_actor(request), request_time(request)
    form = PlaceHoldForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            place_hold(person_id=person_id, by=by, at=at, **form.cleaned_data)
            messages.success(request, "The hold is placed. Nothing of this record can be erased until it is lifted.")
            return redirect("retention_of", person_id=person_id)
        except ReviewInThePast:
            form.add_error("review_on", TO_COME)
        except TooLate:
            form.add_error(None, TOO_LATE)
    one = get_retention_of(person_id=person_id, viewer=by, at=at)
    return render(request, "retention/place_hold.html", {"form": form, "one": one})


@staff
@asks
def change(request: HttpRequest, hold_id: UUID) -> HttpResponse:
    """Keep a hold until another day, or lift it."""
    by, at = staff_actor(request), request_time(request)
    found = get_hold(hold_id=hold_id, viewer=by, at=at)
    form = ChangeHoldForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _change(request, hold_id, form):
        return redirect("retention_of", person_id=found.hold.person_id)
    context = {
        "form": form,
        "found": found,
        "placed": [(s.words, s.by, long_date(day_of(s.at))) for s in found.hold.steps],
    }
    return render(request, "retention/change_hold.html", context)


@staff
@asks
def write(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down that the person asked by letter or in words."""
    by, at = staff_actor(request), request_time(request)
    form = AskedForm(request.POST if request.method == "POST" else None, initial={"asked_on": day_of(at)})
    if form.is_valid():
        try:
            made = write_request(person_id=person_id, by=by, at=at, **form.cleaned_data)
            messages.success(request, "It is written down, and stands on their own page.")
            return redirect("decide_erasure", erasure_request_id=made)
        except NotYetHeard:
            form.add_error("asked_on", "Choose today or a day before")
    one = get_retention_of(person_id=person_id, viewer=by, at=at)
    return render(request, "retention/write_request.html", {"form": form, "one": one})


@staff
@asks
def decide(request: HttpRequest, erasure_request_id: UUID) -> HttpResponse:
    """Show what the person asks, and answer it."""
    by, at = staff_actor(request), request_time(request)
    form = DecideForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            decide_request(request_id=erasure_request_id, by=by, at=at, **form.cleaned_data)
            messages.success(request, "Your answer is on their own page now.")
        except Decided:
            messages.info(request, "Somebody has answered this already.")
        found = get_request(request_id=erasure_request_id, viewer=by, at=at)
        return redirect("retention_of", person_id=found.request.person_id)
    found = get_request(request_id=erasure_request_id, viewer=by, at=at)
    context = {
        "form": form,
        "found": found,
        "asked": long_date(found.request.asked_on),
        "due": long_date(found.request.due_on),
        "is_late": found.request.decided_at is None and found.request.due_on < day_of(at),
    }
    return render(request, "retention/decide.html", context)


def _change(request: HttpRequest, hold_id: UUID, form: ChangeHoldForm) -> bool:
    """Do what the form says, and return whether it was done."""
    said, by, at = form.cleaned_data, staff_actor(request), request_time(request)
    if said["do"] == form.LIFT:
        lift_hold(hold_id=hold_id, words=said["words"], by=by, at=at)
        messages.success(request, "The hold is lifted.")
        return True
    try:
        review_hold(hold_id=hold_id, words=said["words"], review_on=said["review_on"], by=by, at=at)
    except ReviewInThePast:
        form.add_error("review_on", TO_COME)
        return False
    messages.success(request, "The hold stays.")
    return True
