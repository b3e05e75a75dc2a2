"""The ending as it is looked at: on its page, on the turned screen, as a booklet, and as it came about."""

import contextlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.casework.endings.operations import take_up_again
from alongside.casework.endings.queries import EndingPage, get_ending, get_history
from alongside.domain.endings import Ending, NotEnded
from alongside.pages.endings.words import PAGES, say_timing, step_rows
from alongside.pages.layout.paging import asked_page
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.people.identity import identity_context
from alongside.pages.people.versions import versions_context
from alongside.pages.policy import request_time, staff, staff_actor


@staff
@require_http_methods(["GET", "POST"])
def ending(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the ending with its steps, or offer to begin one. A post takes up again what had not ended."""
    by, at = staff_actor(request), request_time(request)
    page = get_ending(person_id=person_id, viewer=by, at=at, to_write=request.method == "POST")
    if request.POST.get("do") == "again" and page.ending is not None:
        with contextlib.suppress(NotEnded):
            take_up_again(person_id=person_id, by=by, at=at)
        return redirect("ending", person_id)
    return render(request, "endings/ending.html", ending_context(page, at))


@staff
@require_GET
def on_paper(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what the person takes along as a booklet."""
    at = request_time(request)
    page = get_ending(person_id=person_id, viewer=staff_actor(request), at=at)
    if page.ending is None:
        return redirect("ending", person_id)
    return render(request, "endings/print.html", ending_context(page, at))


@staff
@require_GET
def turned(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show both people what the person takes along, and nothing else of the record."""
    at = request_time(request)
    page = get_ending(person_id=person_id, viewer=staff_actor(request), at=at)
    if page.ending is None:
        return redirect("ending", person_id)
    context = {"rows": step_rows(page.ending), "ending": page.ending, "person_id": person_id}
    return render(request, "endings/screen.html", context)


@staff
@require_GET
def history(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show who changed what, and when, in every ending there was."""
    at = request_time(request)
    found = get_history(person_id=person_id, viewer=staff_actor(request), page=asked_page(request), at=at)
    context = versions_context(found, now=at, current="ending")
    return render(request, "endings/history.html", context)


def ending_context(page: EndingPage, at: datetime) -> dict[str, Any]:
    """Return the context of a page of staff about an ending."""
    there, today = page.ending, day_of(at)
    is_begun = there is not None and there.is_going
    last_day = there.planned_on if there and is_begun else page.last_day
    return identity_context(page.identity, now=at, current="ending") | {
        "ending": there,
        "version": page.version,
        "may_write": page.may_write,
        "timing": say_timing(page.timing, last_day, is_begun=is_begun, today=today),
        "rows": [(row, PAGES.get(row.step, "")) for row in step_rows(there)] if there else [],
        "steps": step_rows(there) if there else [],
        "missed": _missed(there),
        "printed_on": long_date(today),
    }


def _missed(there: Ending | None) -> list[str]:
    return [step.heading for step in there.ended.missed] if there and there.ended else []
