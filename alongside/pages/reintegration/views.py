"""The seven pathways as they are looked at: together, on the turned screen, on paper, and as they came about."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.casework.reintegration.queries import ReintegrationPage, get_history, get_reintegration
from alongside.domain.reintegration import Pathway
from alongside.pages.layout.paging import asked_page
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.people.identity import identity_context
from alongside.pages.people.versions import versions_context
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.reintegration.rows import pathway_row


@staff
@require_GET
def pathways(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show all seven with what is in place and what comes next, and the people to call."""
    return render(request, "reintegration/pathways.html", _read(request, person_id))


@staff
@require_GET
def on_paper(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show all seven as they go on one sheet of paper."""
    return render(request, "reintegration/print.html", _read(request, person_id))


@staff
@require_GET
def turned(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show both people the pathways, and nothing else of the record."""
    context = _read(request, person_id)
    shown = {name: context[name] for name in ("rows", "ties", "person_id")}
    return render(request, "reintegration/screen.html", shown)


@staff
@require_GET
def history(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show who changed what, and when."""
    at = request_time(request)
    found = get_history(person_id=person_id, viewer=staff_actor(request), page=asked_page(request), at=at)
    context = versions_context(found, now=at, current="pathways")
    return render(request, "reintegration/history.html", context)


def whole_context(page: ReintegrationPage, at: datetime) -> dict[str, Any]:
    """Return the context of a page of staff that shows pathways."""
    today = day_of(at)
    return identity_context(page.identity, now=at, current="pathways") | {
        "page": page,
        "rows": [pathway_row(page.whole, pathway, today=today) for pathway in Pathway],
        "ties": page.whole.kept_ties,
        "let_go": [tie for tie in page.whole.ties if not tie.is_kept],
        "version": page.version,
        "may_write": page.may_write,
        "printed_on": long_date(today),
    }


def _read(request: HttpRequest, person_id: UUID) -> dict[str, Any]:
    at = request_time(request)
    return whole_context(get_reintegration(person_id=person_id, viewer=staff_actor(request), at=at), at)
