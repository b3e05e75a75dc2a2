"""Reading the ledger: the purpose first, then the lines. Nothing is kept in an address, and nothing is counted by worker."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from alongside.access.gates import NotHere
from alongside.casework.ledger_reading.operations import (
    Reading,
    ReadLine,
    list_staff,
    read_about_person,
    read_by_member,
)
from alongside.pages.layout.when import moment
from alongside.pages.ledger_reading.forms import ReadingForm
from alongside.pages.policy import request_time, staff, staff_actor

NOBODY = "Nobody has this name and date of birth here, as far as you may know"


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def ledger_reading(request: HttpRequest) -> HttpResponse:
    """Ask for the purpose, and show what was written down."""
    choices = list_staff(viewer=staff_actor(request))
    form = ReadingForm(request.POST if request.method == "POST" else None, staff=choices)
    if form.is_valid():
        found = _read(request, form)
        if found is not None:
            now = request_time(request)
            context = {"found": found, "lines": [_line(line, now) for line in found.lines]}
            return render(request, "ledger_reading/lines.html", context)
    return render(request, "ledger_reading/ask.html", {"form": form})


def _read(request: HttpRequest, form: ReadingForm) -> Reading | None:
    by, at, typed = staff_actor(request), request_time(request), form.cleaned_data
    try:
        if typed["about"] == "member":
            return read_by_member(user_id=UUID(typed["member"]), asked=form.asked(), by=by, at=at)
        return read_about_person(
            given_names=typed["given_names"], family_name=typed["family_name"], born_on=typed["born_on"],
            asked=form.asked(), by=by, at=at,
        )  # fmt: skip
    except NotHere:
        is_member = typed["about"] == "member"
        form.add_error("member" if is_member else "given_names", "Choose somebody else" if is_member else NOBODY)
        return None


def _line(read: ReadLine, now: datetime) -> dict[str, Any]:
    line = read.line
    return {
        "when": moment(line.last_at, now=now),
        "times": line.count,
        "who": read.who or ("Alongside itself" if line.actor_id is None else "Somebody without an account"),
        "team": read.team,
        "whom": read.whom,
        "what": f"{line.action}, {line.object_type}".replace("_", " "),
        "relation": line.relation.replace("_", " "),
    }
