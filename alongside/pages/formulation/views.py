"""The map as it is looked at: on the page, on the turned screen, on paper, and as it was."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.casework.formulation.queries import MapPage, get_history, get_map, get_turned_map
from alongside.domain.formulation import Formulation, questions_from, say_as_list
from alongside.pages.formulation.drawing import draw_map
from alongside.pages.layout.paging import asked_page
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.people.identity import identity_context
from alongside.pages.people.versions import versions_context
from alongside.pages.policy import request_time, staff, staff_actor


@staff
@require_GET
def the_map(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the map: the list, the picture, and the questions it raises."""
    at = request_time(request)
    page = get_map(person_id=person_id, viewer=staff_actor(request), at=at)
    return render(request, "formulation/map.html", map_context(page, at))


@staff
@require_GET
def version(request: HttpRequest, person_id: UUID, number: int) -> HttpResponse:
    """Show the map as it was in one version."""
    at = request_time(request)
    page = get_map(person_id=person_id, number=number, viewer=staff_actor(request), at=at)
    return render(request, "formulation/version.html", map_context(page, at))


@staff
@require_GET
def on_paper(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the picture as it goes on one sheet of paper."""
    at = request_time(request)
    page = get_map(person_id=person_id, viewer=staff_actor(request), at=at)
    drawing = draw_map(page.map_)
    context = map_context(page, at) | {
        "printed_on": long_date(day_of(at)),
        "is_tall": float(drawing.height) > float(drawing.width),
    }
    return render(request, "formulation/print.html", context)


@staff
@require_GET
def turned(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show both people the map, and nothing else of the record."""
    page = get_turned_map(person_id=person_id, viewer=staff_actor(request), at=request_time(request))
    context = picture_context(page.map_) | {"person_id": person_id, "on_screen": True}
    return render(request, "formulation/screen.html", context)


@staff
@require_GET
def history(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show every version: who changed what, and when."""
    at = request_time(request)
    found = get_history(person_id=person_id, viewer=staff_actor(request), page=asked_page(request), at=at)
    context = versions_context(found, now=at, current="map")
    return render(request, "formulation/history.html", context)


def map_context(page: MapPage, at: datetime) -> dict[str, Any]:
    """Return the context of a page of staff that shows a map."""
    days = {session_id: long_date(day_of(met)) for session_id, met in page.met_on.items()}
    return (
        identity_context(page.identity, now=at, current="map")
        | picture_context(page.map_)
        | {
            "page": page,
            "version": page.version,
            "days": days,
            "may_write": page.may_write,
            "may_read_areas": page.may_read_areas,
            "is_newest": page.version.number == page.newest,
        }
    )


def picture_context(map_: Formulation) -> dict[str, Any]:
    """Return the map in all three forms: drawn, said, and asked about."""
    return {
        "map": map_,
        "has_any": bool(map_.shown),
        "drawing": draw_map(map_),
        "places": say_as_list(map_),
        "questions": questions_from(map_),
        "link_count": len(map_.shown_links),
    }
