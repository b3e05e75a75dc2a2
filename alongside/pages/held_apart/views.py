"""What a privacy officer does: the list, one request with its answer and its end, and one thing opened with a reason."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.access.gates import NotHere
from alongside.casework.held_apart.deciding import Ending, InTheWay, decide_hold, lift_hold, open_item
from alongside.casework.held_apart.queries import HoldRow, OneHold, get_hold_apart, list_holds
from alongside.domain.held_apart import HoldState, NotNow, ToldFirst
from alongside.pages.held_apart.forms import DecideForm, LiftForm, OpenForm, say_thing
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.policy import request_time, staff, staff_actor

IN_THE_WAY = (
    "Something new stands in its place: an open strain, or a note that is being written. That is finished first"
)
TELL_FIRST = "Enter a day from the one it was held apart on to today. They are told before it ends"
asks = require_http_methods(["GET", "HEAD", "POST"])


@staff
@require_safe
def held_apart(request: HttpRequest) -> HttpResponse:
    """List what waits for an answer, what is held apart, and what ended lately."""
    page = list_holds(viewer=staff_actor(request), at=request_time(request))
    parts = {name: [_row(row) for row in getattr(page, name)] for name in ("waiting", "held", "ended")}
    return render(request, "held_apart/held_apart.html", parts)


@staff
@asks
def one(request: HttpRequest, hold_apart_id: UUID) -> HttpResponse:
    """Show one request, answer it, and lift what is held apart."""
    found = get_hold_apart(hold_id=hold_apart_id, viewer=staff_actor(request), at=request_time(request))
    form = _form(request, found)
    if form is not None and form.is_valid() and _do(request, hold_apart_id, form):
        return redirect("held_apart_request", hold_apart_id=hold_apart_id)
    return render(request, "held_apart/one.html", _said(found) | {"form": form})


@staff
@require_safe
def on_paper(request: HttpRequest, hold_apart_id: UUID) -> HttpResponse:
    """Show the answer, or the notice that it ends, as a letter that the person is given."""
    found = get_hold_apart(hold_id=hold_apart_id, viewer=staff_actor(request), at=request_time(request))
    today = long_date(day_of(request_time(request)))
    return render(request, "held_apart/print.html", _said(found) | {"printed_on": today})


@staff
@asks
def open_one(request: HttpRequest, hold_apart_id: UUID, held_source: str, held_row: UUID) -> HttpResponse:
    """Ask what a thing is opened for and why, and show it once on the answer to that."""
    by, at = staff_actor(request), request_time(request)
    found = get_hold_apart(hold_id=hold_apart_id, viewer=by, at=at)
    thing = next((one for one in found.things if one.place == (held_source, held_row)), None)
    if thing is None:
        raise NotHere
    form, item = OpenForm(request.POST if request.method == "POST" else None), None
    if form.is_valid():
        item = open_item(hold_id=hold_apart_id, place=thing.place, by=by, at=at, **form.cleaned_data)
    context = {"found": found, "form": form, "thing": thing, "item": item}
    return render(request, "held_apart/open.html", context)


def _form(request: HttpRequest, found: OneHold) -> DecideForm | LiftForm | None:
    sent = request.POST if request.method == "POST" else None
    if found.line.state is HoldState.ASKED:
        form = DecideForm(sent)
        form.offer(found.things)
        return form
    return LiftForm(sent) if found.line.state is HoldState.HELD else None


def _do(request: HttpRequest, hold_id: UUID, form: DecideForm | LiftForm) -> bool:
    """Do what the form says, and return whether it was done."""
    by, at, said = staff_actor(request), request_time(request), form.cleaned_data
    try:
        if isinstance(form, DecideForm):
            decide_hold(hold_id=hold_id, answer=said["answer"], chosen=form.places(), words=said["words"], by=by, at=at)
            messages.success(request, "Your answer is on their own page now.")
        else:
            ending = Ending(said["told_how"], said["told_on"], said["because"])
            lift_hold(hold_id=hold_id, ending=ending, by=by, at=at)
            messages.success(request, "It is in use again, as it was.")
    except ToldFirst:
        form.add_error("told_on", TELL_FIRST)
    except InTheWay:
        form.add_error(None, IN_THE_WAY)
    except NotNow:
        messages.info(request, "Somebody has done this already.")
    return form.is_valid()


def _row(row: HoldRow) -> dict[str, Any]:
    decided = row.line.lifted_at or row.line.decided_at
    return {
        "row": row,
        "asked": long_date(day_of(row.line.asked_at)),
        "due": long_date(row.line.due_on),
        "decided": long_date(day_of(decided)) if decided else "",
    }


def _said(found: OneHold) -> dict[str, Any]:
    line = found.line
    return {
        "found": found,
        "line": line,
        "first": found.name.first,
        "asked": long_date(day_of(line.asked_at)),
        "due": long_date(line.due_on),
        "decided": long_date(day_of(line.decided_at)) if line.decided_at else "",
        "told": long_date(line.told_on) if line.told_on else "",
        "lifted": long_date(day_of(line.lifted_at)) if line.lifted_at else "",
        "things": [(thing, say_thing(thing)) for thing in found.things],
    }
