"""The list of sealed notes one is named for, one of them, writing one, and correcting it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from alongside.casework.sealed_notes.operations import (
    CannotBeNamed,
    NotComplete,
    NothingWritten,
    correct_sealed_note,
    write_sealed_note,
)
from alongside.casework.sealed_notes.queries import (
    ToWrite,
    get_sealed_note,
    get_to_correct,
    get_to_write,
    list_sealed_notes,
)
from alongside.domain.limits.texts import Limit, limit_text
from alongside.domain.sealed_notes import CannotSeal, Concern
from alongside.domain.sessions import Missing, NoteTooLong, Part, Statements
from alongside.pages.layout.when import day_of
from alongside.pages.people.identity import identity_context
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.sealed_notes.forms import CorrectForm, SealForm, WriteForm, initial_decisions
from alongside.pages.sealed_notes.words import shown_lines, shown_openings, shown_reviews, shown_versions
from alongside.pages.sealed_notes.writing import read_statements, sealed_rows
from alongside.pages.sessions.statements import ERRORS

NOTHING = "Write what you want to seal"
TOO_LONG = "This is longer than 50,000 characters. Shorten it"
CHANGED = "Somebody you chose cannot open it any more. Choose again"


@staff
@require_GET
def sealed_notes(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """List the notes the viewer is named for. Whoever is named for none sees the same page, empty."""
    at = request_time(request)
    page = list_sealed_notes(person_id=person_id, viewer=staff_actor(request), at=at)
    context = identity_context(page.identity, now=at, current="sealed_notes")
    context |= {"page": page, "lines": shown_lines(page.notes, now=at), "limits": _limits()}
    return render(request, "sealed_notes/sealed_notes.html", context)


@staff
@require_GET
def sealed_note(request: HttpRequest, sealed_note_id: UUID) -> HttpResponse:
    """Show one note to somebody who is named for it."""
    at = request_time(request)
    page = get_sealed_note(note_id=sealed_note_id, viewer=staff_actor(request), at=at)
    context = identity_context(page.identity, now=at, current="sealed_notes") | {
        "page": page,
        "line": shown_lines([page.line], now=at)[0],
        "versions": shown_versions(page.versions),
        "reviews": shown_reviews(page.reviews),
        "openings": shown_openings(page.openings, now=at),
        "is_late": page.line.review_on <= day_of(at),
        "limits": _limits(),
    }
    return render(request, "sealed_notes/sealed_note.html", context)


@staff
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write a note, decide on harm and safeguarding, name who may open it, and choose when it is looked at again."""
    by, at = staff_actor(request), request_time(request)
    offered = get_to_write(person_id=person_id, viewer=by, at=at)
    form = WriteForm(_posted(request)).offer(offered.choices)
    statements = read_statements(request.POST)
    if not form.is_valid():
        return _show(request, offered, form, statements)
    named, day = {UUID(one) for one in form.cleaned_data["named"]}, form.cleaned_data["review_on"]
    try:
        note_id = write_sealed_note(
            person_id=person_id, to_seal=form.to_seal(statements), named=named, review_on=day, by=by, at=at
        )
    except (CannotSeal, NothingWritten, NoteTooLong, NotComplete, CannotBeNamed) as refusal:
        return _show(request, offered, form, statements, _say(form, refusal))
    messages.success(request, "It is sealed. Only those named can open it.")
    return redirect("sealed_note", note_id)


@staff
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, sealed_note_id: UUID) -> HttpResponse:
    """Put a corrected version beside the earlier ones."""
    by, at = staff_actor(request), request_time(request)
    offered = get_to_correct(note_id=sealed_note_id, viewer=by, at=at)
    assert offered.version  # noqa: S101  # nosec  a correction has one
    before = offered.version.written
    form = CorrectForm(_posted(request), initial=initial_decisions(before.decisions) | {"seen": offered.version.number})
    statements = read_statements(request.POST) if request.method == "POST" else before.statements
    if not form.is_valid():
        return _show(request, offered, form, statements, sealed_note_id=sealed_note_id)
    try:
        correct_sealed_note(
            note_id=sealed_note_id, to_seal=form.to_seal(statements), seen=form.cleaned_data["seen"], by=by, at=at
        )
    except (CannotSeal, NothingWritten, NoteTooLong, NotComplete) as refusal:
        return _show(request, offered, form, statements, _say(form, refusal), sealed_note_id=sealed_note_id)
    messages.success(request, "The correction stands beside what it corrects.")
    return redirect("sealed_note", sealed_note_id)


def _posted(request: HttpRequest) -> Any:
    """Return what was sent to be kept. Asking for another statement keeps nothing and complains of nothing."""
    return request.POST if request.method == "POST" and "more" not in request.POST else None


def _say(form: SealForm, refusal: Exception) -> Missing | None:
    """Say at its place why nothing was kept, and return the statement that lacks something."""
    if isinstance(refusal, CannotSeal):
        form.add_error(refusal.field, str(refusal))
    elif isinstance(refusal, CannotBeNamed):
        form.add_error("named", CHANGED)
    elif isinstance(refusal, NotComplete):
        form.add_error("text", ERRORS[refusal.missing.part])
        return refusal.missing
    else:
        form.add_error("text", TOO_LONG if isinstance(refusal, NoteTooLong) else NOTHING)
        return None if isinstance(refusal, NoteTooLong) else Missing(0, Part.TEXT)
    return None


def _show(
    request: HttpRequest,
    offered: ToWrite,
    form: SealForm,
    statements: Statements,
    missing: Missing | None = None,
    **more: Any,
) -> HttpResponse:
    if "more" in request.POST:
        form.initial = {**form.initial, **{name: _typed(request, form, name) for name in form.fields}}
    name, at = offered.identity.name.first, request_time(request)
    error = str(form.errors["text"][0]) if form.is_bound and "text" in form.errors else ""
    context = identity_context(offered.identity, now=at, current="sealed_notes") | {
        "form": form,
        "rows": sealed_rows(
            statements, name=name, missing=missing if statements else None, error=error, more="more" in request.POST
        ),
        "concerns": [(concern, form.parts(concern)) for concern in Concern],
        "leads": offered.leads,
        "limits": _limits(),
        "has_errors": bool(form.errors),
    }
    return render(request, "sealed_notes/write.html", context | more)


def _typed(request: HttpRequest, form: SealForm, name: str) -> Any:
    return form.fields[name].widget.value_from_datadict(request.POST, request.FILES, name)


def _limits() -> str:
    return limit_text(Limit.SEALED_NOTE, language=get_language() or "en-gb").text
