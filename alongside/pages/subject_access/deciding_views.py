"""Deciding one item after the other, and the second person's look."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.casework.subject_access.operations import (
    NotNow,
    agree_to_the_copy,
    ask_for_a_second_look,
    decide_item,
    give_all_of,
    send_back,
    take_back_decision,
)
from alongside.casework.subject_access.queries import OneItem, get_item
from alongside.domain.subject_access import (
    GroundMissing,
    MarksBroken,
    ReasonMissing,
    SamePerson,
    Sort,
    TextChanged,
)
from alongside.pages.layout.when import long_date
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.subject_access.forms import DecideForm, SendBackForm
from alongside.pages.subject_access.views import row_of, show_request

PROBLEMS: dict[type[ValueError], tuple[str, str]] = {
    GroundMissing: ("ground", "Choose on what ground something is kept back"),
    ReasonMissing: ("reason", "Say why, for this item"),
    MarksBroken: ("marked", "Put [[ before each part that is taken out and ]] after it"),
    TextChanged: ("marked", "Only put marks into the text. Everything else must stay as it is"),
}


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, request_id: UUID, source: str, item_row: str) -> HttpResponse:
    """Show one item and decide about it. What is saved leads to the next that waits."""
    by, at = staff_actor(request), request_time(request)
    which: dict[str, Any] = {"request_id": request_id, "source": source, "row": item_row}
    if request.POST.get("do") == "take_back":
        return _take_back(request, which)
    form = DecideForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid() and _decide(form, which, by=by, at=at):
        return _go_on(request, request_id, get_item(**which, viewer=by, at=at))
    found = get_item(**which, viewer=by, at=at)
    return render(request, "subject_access/item.html", _about(found, form))


@staff
@require_POST
def give_all(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Decide to give what is suggested to be given in one kind of item."""
    source = request.POST.get("source", "")
    try:
        given = give_all_of(request_id=request_id, source=source, by=staff_actor(request), at=request_time(request))
        messages.success(request, f"{given} decided: give. Open any of them to decide otherwise.")
    except NotNow as sentence:
        messages.warning(request, str(sentence))
    return redirect(
        f"{reverse('access_request', args=[request_id])}?kind={source}#items" if source.isalpha() else "access_requests"
    )


@staff
@require_POST
def decided(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Say that everything is decided."""
    try:
        ask_for_a_second_look(request_id=request_id, by=staff_actor(request), at=request_time(request))
    except NotNow as sentence:
        messages.warning(request, str(sentence))
    return redirect("access_request", request_id=request_id)


@staff
@require_POST
def second_look(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Agree as the second person, or send it back with a reason."""
    by, at = staff_actor(request), request_time(request)
    try:
        if request.POST.get("do") == "agree":
            agree_to_the_copy(request_id=request_id, by=by, at=at)
            return redirect("access_request", request_id=request_id)
        form = SendBackForm(request.POST)
        if not form.is_valid():
            return show_request(request, request_id, send_back_form=form)
        send_back(request_id=request_id, because=form.cleaned_data["because"], by=by, at=at)
    except SamePerson:
        messages.warning(request, "You decided some of it, so somebody else is the second to look.")
    except NotNow as sentence:
        messages.warning(request, str(sentence))
    return redirect("access_request", request_id=request_id)


def _decide(form: DecideForm, which: dict[str, Any], **who: Any) -> bool:
    """Decide, or say at the field what is wrong. Return whether it is decided."""
    try:
        decide_item(**which, said=form.said(), **who)
    except NotNow as sentence:
        form.add_error(None, str(sentence))
    except (GroundMissing, ReasonMissing, MarksBroken, TextChanged) as problem:
        form.add_error(*PROBLEMS[type(problem)])
    return not form.errors


def _take_back(request: HttpRequest, which: dict[str, Any]) -> HttpResponse:
    try:
        take_back_decision(**which, by=staff_actor(request), at=request_time(request))
    except NotNow as sentence:
        messages.warning(request, str(sentence))
    return redirect("access_item", request_id=which["request_id"], source=which["source"], item_row=which["row"])


def _go_on(request: HttpRequest, request_id: UUID, found: OneItem) -> HttpResponse:
    said = found.decided
    messages.success(request, f"Saved: {said.decision.label.lower() if said else ''}. {found.item.label}.")
    waiting = found.next_waiting
    if waiting is None:
        return redirect("access_request", request_id=request_id)
    return redirect("access_item", request_id=request_id, source=waiting.source, item_row=waiting.row)


def _about(found: OneItem, form: DecideForm | None) -> dict[str, Any]:
    said = found.decided
    initial: dict[str, Any] = {"marked": found.item.text}
    if said:
        initial |= {"decision": said.decision.value, "ground": said.ground and said.ground.value, "reason": said.reason}
    request = found.request
    return {
        "row": row_of(request.row),
        "item": found.item,
        "said": said,
        "day": long_date(found.item.day) if found.item.day else "",
        "form": form or DecideForm(initial=initial),
        "number": found.number,
        "total": len(request.pairs),
        "decided": request.decided,
        "next_waiting": found.next_waiting,
        "is_open": request.row.line.state.value == "open",
        "may_be_untold": found.item.sort is Sort.UNTOLD,
        "reads_differently": found.item.sort in (Sort.WORKING, Sort.OTHERS),
    }
