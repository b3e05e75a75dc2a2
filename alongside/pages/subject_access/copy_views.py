"""The copy: on paper, as a table and as JSON, and that it was given."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from alongside.access.gates import NotHere
from alongside.casework.subject_access.bundle import Bundle, BundleItem
from alongside.casework.subject_access.operations import NotNow, give_the_copy
from alongside.casework.subject_access.queries import get_bundle
from alongside.domain.exports import write_json, write_table
from alongside.domain.subject_access import GivenBy
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.subject_access.forms import GivenForm
from alongside.pages.subject_access.views import row_of, show_request

HEADINGS = ("what", "day", "words", "parts_taken_out")
FILES = {"csv": ("text/csv; charset=utf-8", write_table), "json": ("application/json", write_json)}


@staff
@require_safe
def copy(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Show the copy as it is printed."""
    at = request_time(request)
    row, bundle = get_bundle(request_id=request_id, viewer=staff_actor(request), at=at)
    context = {"row": row_of(row), "parts": _parts(bundle), "grounds": bundle.grounds, "made": long_date(day_of(at))}
    return render(request, "subject_access/copy.html", context)


@staff
@require_safe
def copy_file(request: HttpRequest, request_id: UUID, file_kind: str) -> HttpResponse:
    """Give the copy as a file. No cell of it starts as a formula."""
    _, bundle = get_bundle(request_id=request_id, viewer=staff_actor(request), at=request_time(request))
    if file_kind not in FILES:
        raise NotHere
    content_type, write = FILES[file_kind]
    response = HttpResponse(write(HEADINGS, [_cells(item) for item in bundle.items]), content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="copy.{file_kind}"'
    return response


@staff
@require_POST
def given(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Say how and when the person was given it."""
    form = GivenForm(request.POST)
    if not form.is_valid():
        return show_request(request, request_id, given_form=form)
    said = form.cleaned_data
    try:
        give_the_copy(
            request_id=request_id, given_by=GivenBy(said["given_by"]), on=said["given_on"], by=staff_actor(request),
            at=request_time(request),
        )  # fmt: skip
    except NotNow as sentence:
        form.add_error(None, str(sentence))
        return show_request(request, request_id, given_form=form)
    return redirect("access_request", request_id=request_id)


def _cells(item: BundleItem) -> list[str]:
    return [item.what, item.day, item.words, "yes" if item.parts_taken_out else "no"]


def _parts(bundle: Bundle) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the items under their headings, in order."""
    headings = dict.fromkeys(item.what for item in bundle.items)
    return [
        (what, [{"day": item.day, "words": item.words} for item in bundle.items if item.what == what])
        for what in headings
    ]
