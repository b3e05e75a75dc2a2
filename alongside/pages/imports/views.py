"""Pages for bringing people in: upload, what was found, progress, publish and undo."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.casework.imports.operations import NotNow, cancel_batch, publish_batch, undo_batch, upload_batch
from alongside.casework.imports.queries import (
    BatchSummary,
    get_batch,
    get_template,
    get_undo_plan,
    list_batches,
    list_kinds,
    list_problems,
)
from alongside.domain.exports import write_table
from alongside.domain.imports.files import LARGEST_FILE
from alongside.domain.imports.problems import FileRefused
from alongside.pages.imports.forms import KIND_HINTS, KIND_WORDS, UploadForm
from alongside.pages.imports.words import STANDS, counts_of, progress_of, rows, title_of
from alongside.pages.policy import request_time, staff, staff_actor

SECONDS_TO_REFRESH = 5


@staff
@require_GET
def imports(request: HttpRequest) -> HttpResponse:
    """Show the viewer's own uploads."""
    viewer, at = staff_actor(request), request_time(request)
    batches = [(batch, title_of(batch), STANDS[batch.state]) for batch in list_batches(viewer=viewer, at=at)]
    return render(request, "imports/imports.html", {"batches": batches})


@staff
@require_http_methods(["GET", "POST"])
def add_import(request: HttpRequest) -> HttpResponse:
    """Take a file. What can be told at once stands beside the field, the rest is found by the worker."""
    by = staff_actor(request)
    kinds = list_kinds(viewer=by)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    # Reading the form above is what made the upload come in.
    form = UploadForm(*sent, kinds=kinds, is_too_large=getattr(request, "upload_is_too_large", False))
    if form.is_valid():
        try:
            said = form.cleaned_data
            batch_id = upload_batch(kind=said["kind"], content=said["file"], by=by, at=request_time(request))
            return redirect("import_batch", batch_id=batch_id)
        except FileRefused as refused:
            form.add_error("file", str(refused))
    return render(request, "imports/add.html", _form_context(form, kinds))


def _form_context(form: UploadForm, kinds: list[str]) -> dict[str, Any]:
    templates = [(kind, KIND_WORDS[kind]) for kind in kinds if kind != "workbook"]
    return {
        "form": form,
        "hints": KIND_HINTS,
        "templates": templates,
        "own_people": len(kinds) == 1,
        "limit": f"{LARGEST_FILE // 1024 // 1024} MB",
    }


@staff
@require_GET
def import_template(request: HttpRequest, kind: str) -> HttpResponse:
    """Give an empty file with the headings of a kind."""
    return _csv(f"{kind}.csv", get_template(kind=kind, viewer=staff_actor(request)), [])


@staff
@require_GET
def import_batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Show where an upload stands. While the worker is busy the page loads itself again, unless asked not to."""
    page = get_batch(batch_id=batch_id, viewer=staff_actor(request), at=request_time(request))
    context = _about(page.batch) | {"page": page}
    if not page.batch.is_waiting:
        return render(request, "imports/batch.html", context)
    is_still = "still" in request.GET
    words, done, total = progress_of(page.batch)
    context |= {"words": words, "done": done, "total": total, "is_still": is_still, "seconds": SECONDS_TO_REFRESH}
    response = render(request, "imports/progress.html", context)
    if not is_still:
        response.headers["Refresh"] = str(SECONDS_TO_REFRESH)
    return response


def _about(batch: BatchSummary) -> dict[str, Any]:
    return {
        "batch": batch,
        "title": title_of(batch),
        "stands": STANDS[batch.state],
        "counts": counts_of(batch),
        "left_out": rows(batch.found["problem"] + batch.found["held"]),
        "to_write": batch.found["new"] + batch.found["changed"],
    }


@staff
@require_GET
def import_problems(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Give the rows with problems as a file. No cell of it starts as a formula."""
    cells = list_problems(batch_id=batch_id, viewer=staff_actor(request), at=request_time(request))
    headings = ["kind", "row", "column", "what_is_wrong", "what_the_cell_says"]
    rows = ([cell.kind, str(cell.number), cell.column, cell.says, cell.text] for cell in cells)
    return _csv("problems.csv", headings, rows)


def _csv(name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    response = HttpResponse(write_table(headings, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@staff
@require_POST
def publish_import(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Let the worker publish what was checked."""
    try:
        publish_batch(batch_id=batch_id, by=staff_actor(request), at=request_time(request))
    except NotNow as sentence:
        messages.warning(request, str(sentence))
    return redirect("import_batch", batch_id=batch_id)


@staff
@require_POST
def cancel_import(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Give up an import that is not published."""
    try:
        cancel_batch(batch_id=batch_id, by=staff_actor(request), at=request_time(request))
    except NotNow as sentence:
        messages.warning(request, str(sentence))
    return redirect("import_batch", batch_id=batch_id)


@staff
@require_http_methods(["GET", "POST"])
def undo_import(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Say what undoing will do, and do it."""
    viewer, at = staff_actor(request), request_time(request)
    try:
        if request.method == "POST":
            undo_batch(batch_id=batch_id, by=viewer, at=at)
            return redirect("import_batch", batch_id=batch_id)
        plan = get_undo_plan(batch_id=batch_id, viewer=viewer, at=at)
    except NotNow as sentence:
        messages.warning(request, str(sentence))
        return redirect("import_batch", batch_id=batch_id)
    return render(request, "imports/undo.html", _about(plan.batch) | {"plan": plan, "goes_on": rows(plan.staying)})
