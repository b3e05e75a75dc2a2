"""What becomes of a sealed note, who may open it, and who keeps it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alongside.casework.sealed_notes.keeping import name_keeper, name_readers, review_sealed_note
from alongside.casework.sealed_notes.operations import CannotBeNamed
from alongside.casework.sealed_notes.queries import get_to_keep, get_to_name, get_to_review
from alongside.domain.sealed_notes import CannotSeal
from alongside.pages.people.identity import identity_context
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.sealed_notes.forms import KeeperForm, NamedForm, ReviewForm
from alongside.pages.sealed_notes.words import shown_lines

CHANGED = "That has changed since. Choose again"


@staff
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, sealed_note_id: UUID) -> HttpResponse:
    """Keep it sealed until another day, make it an ordinary note of a session, or close it."""
    by, at = staff_actor(request), request_time(request)
    page = get_to_review(note_id=sealed_note_id, viewer=by, at=at)
    form = ReviewForm(request.POST if request.method == "POST" else None).offer(page.sessions)
    if form.is_valid():
        try:
            review_sealed_note(note_id=sealed_note_id, reviewed=form.reviewed(), by=by, at=at)
        except CannotSeal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, "It was looked at again.")
            return redirect("sealed_note", sealed_note_id)
    context = identity_context(page.identity, now=at, current="sealed_notes") | {
        "page": page, "form": form, "line": shown_lines([page.line], now=at)[0], "has_errors": bool(form.errors),
    }  # fmt: skip
    return render(request, "sealed_notes/review.html", context)


@staff
@require_http_methods(["GET", "POST"])
def named(request: HttpRequest, sealed_note_id: UUID) -> HttpResponse:
    """Say who may open it from now on."""
    by, at = staff_actor(request), request_time(request)
    page = get_to_name(note_id=sealed_note_id, viewer=by, at=at)
    initial = {"named": [str(one.user_id) for one in page.choices if one.is_named]}
    form = NamedForm(request.POST if request.method == "POST" else None, initial=initial).offer(page.choices)
    if form.is_valid():
        try:
            chosen = {UUID(one) for one in form.cleaned_data["named"]}
            name_readers(note_id=sealed_note_id, user_ids=chosen, by=by, at=at)
        except CannotBeNamed:
            form.add_error("named", CHANGED)
        else:
            messages.success(request, "Only you and those named can open it.")
            return redirect("sealed_note", sealed_note_id)
    context = identity_context(page.identity, now=at, current="sealed_notes")
    context |= {"page": page, "form": form, "has_errors": bool(form.errors)}
    return render(request, "sealed_notes/named.html", context)


@staff
@require_http_methods(["GET", "POST"])
def keeper(request: HttpRequest, sealed_note_id: UUID) -> HttpResponse:
    """Let a supervisor say who keeps a note whose keeper cannot open it any more."""
    by, at = staff_actor(request), request_time(request)
    page = get_to_keep(note_id=sealed_note_id, viewer=by, at=at)
    form = KeeperForm(request.POST if request.method == "POST" else None).offer(page.choices)
    if form.is_valid():
        try:
            name_keeper(note_id=sealed_note_id, user_id=form.cleaned_data["keeper"], by=by, at=at)
        except CannotBeNamed:
            form.add_error("keeper", CHANGED)
        else:
            messages.success(request, "Somebody keeps the note again. They find it on their page of the day.")
            return redirect("supervised")
    context = identity_context(page.identity, now=at, current="sealed_notes") | {
        "page": page, "form": form, "line": shown_lines([page.line], now=at)[0], "has_errors": bool(form.errors),
    }  # fmt: skip
    return render(request, "sealed_notes/keeper.html", context)
