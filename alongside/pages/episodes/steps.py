"""Forms about a strain: name it, write down what was done, close it, undo that."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from alongside.casework.episodes.loading import DayOutOfRange, StrainClosed
from alongside.casework.episodes.operations import (
    Outcome,
    StrainOpenAlready,
    TooLate,
    close_strain,
    name_strain,
    reopen_strain,
    talk_about_strain,
    try_repair,
)
from alongside.casework.episodes.queries import get_naming, get_strain
from alongside.pages.episodes.forms import CloseForm, NameForm, StepForm
from alongside.pages.layout.rating_first import rating_comes_first
from alongside.pages.layout.when import clock_time, day_of, long_date
from alongside.pages.policy import request_time, staff, staff_actor

TALKED = {
    "title": "You talked about it",
    "words_label": "What was it like for them?",
    "words_hint": "In their words, if you have them. You can leave it empty.",
}
TRIED = {
    "title": "What you tried",
    "words_label": "What did you do to put it right?",
    "words_hint": "What you owned, and what each of you agreed. You can leave it empty.",
}
FORM = require_http_methods(["GET", "POST"])


@staff
@FORM
@rating_comes_first
def name(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Name a strain that no check-in has shown."""
    viewer, at = staff_actor(request), request_time(request)
    form = NameForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            named = name_strain(person_id=person_id, words=form.cleaned_data["words"], by=viewer, at=at)
            return redirect("strain", episode_id=named)
        except StrainOpenAlready:
            form.add_error(None, "A strain is open already, so nothing was saved. Open it and write there")
    page = get_naming(person_id=person_id, viewer=viewer, at=at)
    return render(request, "episodes/name.html", {"page": page, "form": form})


@staff
@FORM
@rating_comes_first
def talk_about(request: HttpRequest, episode_id: UUID) -> HttpResponse:
    """Write down that the two talked about it."""
    return _step(request, episode_id, talk_about_strain, TALKED)


@staff
@FORM
@rating_comes_first
def try_something(request: HttpRequest, episode_id: UUID) -> HttpResponse:
    """Write down what was tried to put it right."""
    return _step(request, episode_id, try_repair, TRIED)


@staff
@FORM
@rating_comes_first
def close(request: HttpRequest, episode_id: UUID) -> HttpResponse:
    """Close a strain as repaired, partly repaired or still open."""
    viewer, at = staff_actor(request), request_time(request)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            close_strain(episode_id=episode_id, outcome=Outcome(form.cleaned_data["outcome"]), by=viewer, at=at)
            return redirect("strain", episode_id=episode_id)
        except StrainClosed as closed:
            form.add_error(None, _closed_words(closed.at))
    page = get_strain(episode_id=episode_id, viewer=viewer, at=at, to_write=True)
    hints = {
        "repaired": f"You and {page.person.first} are all right again.",
        "partly": "It is better. Something is still there.",
        "open": "It was not put right. You leave it here for now, and the record says so.",
    }
    return render(request, "episodes/close.html", {"page": page, "form": form, "hints": hints})


@staff
@require_POST
@rating_comes_first
def not_a_strain(request: HttpRequest, episode_id: UUID) -> HttpResponse:
    """Say that it was not a strain. It can be undone for ten minutes, so nothing is asked first."""
    viewer, at = staff_actor(request), request_time(request)
    try:
        close_strain(episode_id=episode_id, outcome=Outcome.NOT_A_STRAIN, by=viewer, at=at)
    except StrainClosed as closed:
        messages.error(request, _closed_words(closed.at))
    return redirect("strain", episode_id=episode_id)


@staff
@require_POST
@rating_comes_first
def reopen(request: HttpRequest, episode_id: UUID) -> HttpResponse:
    """Undo a closing."""
    try:
        reopen_strain(episode_id=episode_id, by=staff_actor(request), at=request_time(request))
    except TooLate:
        messages.error(request, "It is too late to undo this. If something is wrong between you, name a new strain.")
    return redirect("strain", episode_id=episode_id)


def _step(request: HttpRequest, episode_id: UUID, operation: Callable[..., None], look: dict[str, Any]) -> HttpResponse:
    viewer, at = staff_actor(request), request_time(request)
    form = StepForm(request.POST) if request.method == "POST" else StepForm(initial={"happened_on": day_of(at)})
    if form.is_valid():
        try:
            operation(episode_id=episode_id, by=viewer, at=at, **form.cleaned_data)
            return redirect("strain", episode_id=episode_id)
        except DayOutOfRange as wrong:
            form.add_error("happened_on", _day_words(form.cleaned_data["happened_on"], at, wrong.earliest))
        except StrainClosed as closed:
            form.add_error(None, _closed_words(closed.at))
    page = get_strain(episode_id=episode_id, viewer=viewer, at=at, to_write=True)
    return render(request, "episodes/step.html", {"page": page, "form": form, **look})


def _day_words(day: date, at: datetime, earliest: date) -> str:
    if day > day_of(at):
        return "That day has not come yet. Enter today or an earlier day"
    return f"The two began to work together on {long_date(earliest)}. Enter that day or a later one"


def _closed_words(at: datetime) -> str:
    return f"This strain was closed on {long_date(day_of(at))} at {clock_time(at)}, so nothing was saved"
