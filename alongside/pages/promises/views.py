"""The promises of one person, one promise with its history, and a new one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.casework.promises.errors import SettledAlready, TooLate
from alongside.casework.promises.operations import make_promise, settle_promise, take_back_promise, undo_settling
from alongside.casework.promises.queries import PromisesPage, get_promises, get_promising
from alongside.domain.promises import DayHasPassed, NotLateYet, Outcome, Side, TooFarAhead
from alongside.pages.layout.paging import asked_page, pages_beside
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.people.identity import identity_context
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.promises.changes import change, forms_for, promise_context
from alongside.pages.promises.forms import PASSED, TOO_FAR, AddForm, BackForm, SettleForm
from alongside.pages.promises.picture import say_picture

SETTLED = "Somebody said what became of that promise already. It is shown below."
NOT_LATE = "Its day has not passed, so it cannot be late. Choose Kept."
TOO_LATE = (
    "Ten minutes have passed, or something else was written about it. It can still be opened again with a word why."
)


@staff
@require_GET
def promises(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what each side said they would do: the open ones first, then those that were settled."""
    at = request_time(request)
    found = get_promises(person_id=person_id, viewer=staff_actor(request), page=asked_page(request), at=at)
    return render(request, "promises/promises.html", promises_context(found, at))


@staff
@require_GET
def on_paper(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the promises of both sides as they go on paper."""
    at = request_time(request)
    found = get_promises(person_id=person_id, viewer=staff_actor(request), at=at)
    context = promises_context(found, at) | {"printed_on": long_date(day_of(at))}
    return render(request, "promises/print.html", context)


@staff
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down a promise of either side."""
    by, at = staff_actor(request), request_time(request)
    form = AddForm(request.POST) if request.method == "POST" else AddForm(initial=_asked(request))
    if form.is_valid():
        said = form.cleaned_data
        try:
            make_promise(
                person_id=person_id,
                side=Side(said["side"]),
                words=said["words"],
                due_on=said["due_on"],
                session_id=said["session"],
                by=by,
                at=at,
            )
            messages.success(request, "The promise is written down. You can both see it.")
            return redirect(_back(person_id, said["session"], ""))
        except DayHasPassed:
            form.add_error("due_on", PASSED)
        except TooFarAhead:
            form.add_error("due_on", TOO_FAR)
    found = get_promising(person_id=person_id, viewer=by, at=at)
    form.name_sides(person=found.identity.name.first, practitioner=f"{by.name}, that is you")
    context = identity_context(found.identity, now=at, current="promises") | {"form": form}
    return render(request, "promises/add.html", context)


@staff
@require_http_methods(["GET", "POST"])
def promise(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """Show one promise with its history. A post says something about it, in the form that `do` names."""
    by, at = staff_actor(request), request_time(request)
    forms = forms_for(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        done = change(promise_id, request.POST.get("do", ""), forms, by=by, at=at)
        if done:
            messages.success(request, done)
            return redirect("promise", promise_id)
    context = promise_context(promise_id, forms, viewer=by, at=at, to_write=request.method == "POST")
    return render(request, "promises/promise.html", context)


@staff
@require_POST
def settle(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """Say in one tap what became of a promise, and go back to where the tap was."""
    form = SettleForm(request.POST)
    by, at = staff_actor(request), request_time(request)
    if not form.is_valid():
        context = promise_context(promise_id, forms_for(None), viewer=by, at=at, to_write=True)
        return render(request, "promises/promise.html", context)
    try:
        outcome = Outcome(form.cleaned_data["outcome"])
        person_id = settle_promise(promise_id=promise_id, outcome=outcome, by=by, at=at)
    except (SettledAlready, NotLateYet) as wrong:
        messages.warning(request, SETTLED if isinstance(wrong, SettledAlready) else NOT_LATE)
        return redirect("promise", promise_id)
    return redirect(_back_from(request, person_id))


@staff
@require_POST
def undo(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """Undo a settling, or a promise just written down, within ten minutes."""
    operation = take_back_promise if request.POST.get("what") == "making" else undo_settling
    try:
        person_id = operation(promise_id=promise_id, by=staff_actor(request), at=request_time(request))
    except TooLate:
        messages.warning(request, TOO_LATE)
        return redirect("promise", promise_id)
    return redirect(_back_from(request, person_id))


def promises_context(found: PromisesPage, at: datetime) -> dict[str, Any]:
    """Return the context of the two columns."""
    return (
        identity_context(found.identity, now=at, current="promises")
        | {
            "voices": [_voice(found, side) for side in Side],
            "counted": say_picture(found.counted, first=found.identity.name.first),
            "has_any": bool(found.open or found.settled),
            "may_write": found.may_write,
            "may_take_over": found.may_take_over,
            "page": found.page,
        }
        | pages_beside(found.page, found.pages)
    )


def _voice(found: PromisesPage, side: Side) -> dict[str, Any]:
    return {
        "side": side.value,
        "title": _title(found, side),
        "open": [line for line in found.open if line.side is side],
        "settled": [line for line in found.settled if line.side is side],
    }


def _title(found: PromisesPage, side: Side) -> str:
    if side is Side.PERSON:
        return f"{found.identity.name.first} said"
    allocated = [worker.name.split(" ")[0] for worker in found.identity.workers if not worker.is_co_worker]
    return f"{allocated[0]} said" if allocated else "Their practitioner said"


def _asked(request: HttpRequest) -> dict[str, Any]:
    asked = BackForm(request.GET).cleaned()
    return {"side": request.GET.get("side"), "session": asked.get("session")}


def _back_from(request: HttpRequest, person_id: UUID) -> str:
    said = BackForm(request.POST).cleaned()
    return _back(person_id, said.get("session"), said.get("back", ""))


def _back(person_id: UUID, session_id: UUID | None, back: str) -> str:
    """Return where to go: the session the tap was in, the day, the overview, or the promises. Never an address that was posted."""
    if session_id:
        return f"{reverse('session', args=[session_id])}#promises"
    if back == "today":
        return f"{reverse('today')}#promises-title"
    if back == "person":
        return f"{reverse('person', args=[person_id])}#promises"
    return reverse("promises", args=[person_id])
