"""Who asked for a copy: the list with its clocks, writing a request down, and one request with what is gathered."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework.subject_access.asking import (
    NobodyFound,
    TooLate,
    agree_that_they_asked,
    confirm_identity,
    extend_request,
    log_request,
)
from alongside.casework.subject_access.queries import (
    OneRequest,
    Pair,
    RequestRow,
    check_may_log,
    get_request,
    list_requests,
)
from alongside.domain.subject_access import Decision, Identity, RequestState, SamePerson
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.subject_access.forms import GivenForm, IdentityForm, LogForm, MoreTimeForm, SendBackForm

asks = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 50
FILTERS = (("", "Everything"), ("open", "Not decided"), *((one.value, one.label) for one in Decision))


@staff
@require_safe
def access_requests(request: HttpRequest) -> HttpResponse:
    """List who waits for a copy, the oldest first, and what was given lately."""
    found = list_requests(viewer=staff_actor(request), at=request_time(request))
    context = {"open": [row_of(row) for row in found.open], "given": [row_of(row) for row in found.given]}
    return render(request, "subject_access/requests.html", context)


@staff
@asks
def log(request: HttpRequest) -> HttpResponse:
    """Write down that somebody asked."""
    by, at = staff_actor(request), request_time(request)
    form = LogForm(request.POST if request.method == "POST" else None, initial={"asked_on": day_of(at)})
    check_may_log(viewer=by, at=at)
    if form.is_valid():
        try:
            request_id = log_request(asked=form.asked(), by=by, at=at)
        except NobodyFound:
            form.add_error("family_name", "Nobody is found with this name and date of birth")
        else:
            messages.success(request, "The request is written down.")
            return redirect("access_request", request_id=request_id)
    return render(request, "subject_access/log.html", {"form": form})


@staff
@require_safe
def access_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Show one request, its clock, how far it is and what is gathered."""
    return show_request(request, request_id)


@staff
@require_POST
def confirm(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Say how it is known who asks. The clock begins."""
    form, at = IdentityForm(request.POST), request_time(request)
    if not form.is_valid():
        return show_request(request, request_id, identity_form=form)
    identity = Identity(form.cleaned_data["identity"])
    confirm_identity(request_id=request_id, identity=identity, on=day_of(at), by=staff_actor(request), at=at)
    return redirect("access_request", request_id=request_id)


@staff
@require_POST
def seen(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Say as a second officer that they did ask."""
    try:
        agree_that_they_asked(request_id=request_id, by=staff_actor(request), at=request_time(request))
    except SamePerson:
        messages.warning(request, "You wrote it down, so somebody else says that they asked.")
    return redirect("access_request", request_id=request_id)


@staff
@asks
def more_time(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Take two months more, with a reason the person reads."""
    by, at = staff_actor(request), request_time(request)
    form = MoreTimeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            extend_request(request_id=request_id, because=form.cleaned_data["because"], by=by, at=at)
        except TooLate:
            form.add_error("because", "More time can only be taken once, and within the first month")
        else:
            messages.success(request, "The person can read on their own page why it takes longer. Tell them as well.")
            return redirect("access_request", request_id=request_id)
    found = get_request(request_id=request_id, viewer=by, at=at)
    return render(request, "subject_access/more_time.html", {"row": row_of(found.row), "form": form})


def show_request(request: HttpRequest, request_id: UUID, **forms: Any) -> HttpResponse:
    """Return the page of one request, with forms that were sent wrongly in place of empty ones."""
    found = get_request(request_id=request_id, viewer=staff_actor(request), at=request_time(request))
    kind, shown = request.GET.get("kind", ""), request.GET.get("show", "")
    pairs = [pair for pair in found.pairs if _is_shown(pair, shown) and kind in ("", pair[0].source)]
    context: dict[str, Any] = {
        "identity_form": IdentityForm(),
        "send_back_form": SendBackForm(),
        "given_form": GivenForm(initial={"given_on": day_of(request_time(request))}),
    }
    context |= forms
    context |= {"row": row_of(found.row), "found": found, "total": len(found.pairs), "is_state": _states(found)}
    context |= {"filters": _filters(found, shown, kind), "kind": kind, "more": max(0, len(pairs) - SHOWN)}
    context["items"] = [_line(pair) for pair in pairs[:SHOWN]]
    context["first_waiting"] = next((item for item, said in found.pairs if said is None), None)
    context["sent"] = next((form for form in forms.values() if form.is_bound), None)
    return render(request, "subject_access/request.html", context)


def row_of(row: RequestRow) -> dict[str, Any]:
    """Return a request as templates show it."""
    line = row.line
    return {
        "id": line.id,
        "name": row.name.display,
        "first": row.name.first,
        "line": line,
        "asked": long_date(line.asked_on),
        "due": _say(line.due_on),
        "given": _say(line.given_on),
    }


def _say(day: date | None) -> str:
    return long_date(day) if day else ""


def _states(found: OneRequest) -> dict[str, bool]:
    return {state.value: found.row.line.state is state for state in RequestState}


def _is_shown(pair: Pair, shown: str) -> bool:
    said = pair[1]
    return shown == "" or (said is None if shown == "open" else said is not None and said.decision.value == shown)


def _filters(found: OneRequest, shown: str, kind: str) -> list[dict[str, Any]]:
    pairs = [pair for pair in found.pairs if kind in ("", pair[0].source)]
    return [
        {
            "href": f"?show={value}&kind={kind}#items",
            "text": text,
            "count": sum(_is_shown(pair, value) for pair in pairs),
            "is_current": shown == value,
        }
        for value, text in FILTERS
    ]


def _line(pair: Pair) -> dict[str, Any]:
    item, said = pair
    return {"item": item, "said": said, "day": _say(item.day)}
