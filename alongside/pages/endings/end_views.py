"""How an ending begins, whether the door stays open, and how it comes to its end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alongside.casework.endings.operations import (
    ChangedMeanwhile,
    begin_ending,
    end_as_planned,
    end_early,
    say_door,
    set_last_day,
)
from alongside.casework.endings.queries import EndingPage, get_ending
from alongside.domain.endings import Reason
from alongside.pages.endings.forms import BeginForm, DoorForm, EarlyForm, EndForm, initial_door
from alongside.pages.endings.step_views import say_meanwhile
from alongside.pages.endings.views import ending_context
from alongside.pages.layout.when import day_of
from alongside.pages.plan.forms import is_done
from alongside.pages.policy import request_time, staff, staff_actor


@staff
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Begin an ending, or set another last day for the one that is going on."""
    by, at = staff_actor(request), request_time(request)
    page = get_ending(person_id=person_id, viewer=by, at=at, to_write=True)
    there = page.ending if page.ending and page.ending.is_going else None
    first = {"seen": page.version.number, "last_day": there.planned_on if there else page.last_day}
    form = BeginForm(request.POST if request.method == "POST" else None, initial=first)
    about: Any = {"person_id": person_id, "by": by, "at": at}
    try:
        if form.is_valid() and is_done(form, lambda: _begin(form, is_going=there is not None, about=about)):
            messages.success(
                request, "The last day is changed." if there else "The ending is begun. Every step can wait."
            )
            return redirect("ending", person_id)
    except ChangedMeanwhile as met:
        say_meanwhile(form, met, "last_day")
    return render(request, "endings/begin.html", ending_context(page, at) | {"form": form, "is_going": bool(there)})


@staff
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Say whether and how the person can come back."""
    by, at = staff_actor(request), request_time(request)
    page = get_ending(person_id=person_id, viewer=by, at=at, to_write=True)
    if page.ending is None:
        return redirect("ending", person_id)
    first = initial_door(page.ending, seen=page.version.number)
    form = DoorForm(request.POST if request.method == "POST" else None, initial=first)
    about: Any = {"person_id": person_id, "by": by, "at": at}
    try:
        if form.is_valid() and is_done(form, lambda: _say_door(form, about)):
            messages.success(request, "It is kept. What was said before is in the history.")
            return redirect("ending", person_id)
    except ChangedMeanwhile as met:
        say_meanwhile(form, met, "words")
    return render(request, "endings/door.html", ending_context(page, at) | {"form": form})


@staff
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down that it ended as both had planned, once the door is said and every step is done or left out."""
    by, at = staff_actor(request), request_time(request)
    page = get_ending(person_id=person_id, viewer=by, at=at, to_write=True)
    if page.ending is None:
        return redirect("ending", person_id)
    form = EndForm(request.POST if request.method == "POST" else None, initial={"on": day_of(at)})
    if form.is_valid() and is_done(
        form, lambda: end_as_planned(person_id=person_id, on=form.cleaned_data["on"], by=by, at=at)
    ):
        messages.success(request, "It has ended. Everything that was written stays.")
        return redirect("ending", person_id)
    context = ending_context(page, at) | {"form": form, "to_come": [one.heading for one in page.ending.to_come]}
    return render(request, "endings/end.html", context)


@staff
@require_http_methods(["GET", "POST"])
def early(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down an ending that came unplanned, whether one was begun or not."""
    by, at = staff_actor(request), request_time(request)
    page = get_ending(person_id=person_id, viewer=by, at=at, to_write=True)
    form = EarlyForm(request.POST if request.method == "POST" else None, initial=_first(page) | {"on": day_of(at)})
    if form.is_valid() and is_done(form, lambda: end_early(person_id=person_id, by=by, at=at, **_said(form))):
        messages.success(request, "It is written down, with what was missed.")
        return redirect("ending", person_id)
    return render(request, "endings/early.html", ending_context(page, at) | {"form": form})


def _begin(form: BeginForm, *, is_going: bool, about: dict[str, Any]) -> None:
    last_day = form.cleaned_data["last_day"]
    if is_going:
        set_last_day(last_day=last_day, seen=form.cleaned_data["seen"], **about)
    else:
        begin_ending(last_day=last_day, **about)


def _say_door(form: DoorForm, about: dict[str, Any]) -> None:
    said = form.cleaned_data
    say_door(is_open=said["door"] == "open", words=said["words"], seen=said["seen"], **about)


def _first(page: EndingPage) -> dict[str, Any]:
    """Return the door that was said already, so that it need not be typed again."""
    if page.ending is None or not page.ending.is_going or page.ending.door is None:
        return {}
    said = initial_door(page.ending, seen=0)
    return {"door": said["door"], "door_words": said["words"]}


def _said(form: EarlyForm) -> dict[str, Any]:
    said = form.cleaned_data
    return {
        "on": said["on"], "reason": Reason(said["reason"]), "words": said["words"],
        "is_open": said["door"] == "open", "door": said["door_words"],
    }  # fmt: skip
