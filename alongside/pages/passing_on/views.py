"""What was passed on about one person, a new line, one with what came after, and a sheet to take away."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.casework.passing_on.loading import What
from alongside.casework.passing_on.operations import (
    ChangedMeanwhile,
    Passing,
    follow_passed_on,
    write_passed_on,
)
from alongside.casework.passing_on.queries import PassedLinePage, get_new_passing, get_passed_line, get_passed_on
from alongside.domain.passing_on import (
    AlreadyTold,
    AnotherService,
    BeforeItWasPassedOn,
    Ground,
    InTheFuture,
    NeedsLaw,
    NeedsReview,
    NeedsWords,
    NotAgreedThen,
    Step,
    Taken,
)
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.passing_on.forms import TOLD, AfterForm, PassingForm
from alongside.pages.people.identity import identity_context
from alongside.pages.policy import request_time, staff, staff_actor

FUTURE = "That day has not come yet. Enter today or an earlier day"
REVIEW = "Enter a day after today and within 90 days, on which somebody asks again"
# Each refusal of the rules, with the field it belongs to and what is said there.
REFUSALS: dict[type[Exception], tuple[str, str]] = {
    NeedsLaw: ("law", "Name the Act and the section"),
    NotAgreedThen: ("agreement", "There was no yes on that day. If another law is the ground, choose that"),
    AnotherService: ("agency", "The yes was said for another service. Ask again, or write the service as it was asked"),
    NeedsReview: ("review_on", REVIEW),
    NeedsWords: ("why_not", "Write why they are not told yet"),
    InTheFuture: ("on", FUTURE),
}
AFTER: dict[type[Exception], tuple[str, str]] = {
    AlreadyTold: ("step", "They know of it already"),
    InTheFuture: ("on", FUTURE),
    BeforeItWasPassedOn: ("on", "That is before the day it was passed on"),
    NeedsReview: ("review_on", REVIEW),
    NeedsWords: ("words", "Write it in words"),
    ChangedMeanwhile: ("step", "Somebody wrote down something else meanwhile. Look at it, then send yours again"),
}


@staff
@require_GET
def passed_on(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show everything that left, the newest first."""
    return _all(request, person_id, "passed_on")


@staff
@require_GET
def on_paper(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what the person knows of as one sheet that they take away."""
    return _all(request, person_id, "print")


@staff
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down something that was passed on."""
    by, at = staff_actor(request), request_time(request)
    page = get_new_passing(person_id=person_id, viewer=by, at=at)
    form = PassingForm(request.POST if request.method == "POST" else None, initial={"on": day_of(at)})
    form.offer(page.agreements)
    if form.is_valid():
        try:
            made = write_passed_on(person_id=person_id, passing=_passing(form.cleaned_data), by=by, at=at)
        except tuple(REFUSALS) as refused:
            form.add_error(*REFUSALS[type(refused)])
        else:
            messages.success(request, "It is written down. It is not sent by this.")
            return redirect("passed_on_line", made)
    context = identity_context(page.identity, now=at, current="passed_on") | {
        "form": form,
        "no_longer": [one for one in page.agreements if not one.standing.is_yes],
    }
    return render(request, "passing_on/add.html", context)


@staff
@require_http_methods(["GET", "POST"])
def line(request: HttpRequest, passed_id: UUID) -> HttpResponse:
    """Show one thing that was passed on. A post writes down what happened after."""
    by, at = staff_actor(request), request_time(request)
    posts = request.method == "POST"
    page = get_passed_line(passed_id=passed_id, viewer=by, at=at, to_write=posts)
    form = AfterForm(request.POST if posts else None, initial={"on": day_of(at), "seen": page.line.number})
    form.offer(is_told=page.line.telling.is_told)
    if form.is_valid() and _is_taken(passed_id, form, request):
        messages.success(request, "It is written down.")
        return redirect("passed_on_line", passed_id)
    return render(request, "passing_on/line.html", _context(page, form, at))


def _all(request: HttpRequest, person_id: UUID, template: str) -> HttpResponse:
    at = request_time(request)
    page = get_passed_on(person_id=person_id, viewer=staff_actor(request), at=at)
    context = identity_context(page.identity, now=at, current="passed_on") | {
        "page": page,
        "printed_on": long_date(day_of(at)),
    }
    return render(request, f"passing_on/{template}.html", context)


def _passing(said: dict[str, Any]) -> Passing:
    is_told, ground = said["telling"] == TOLD, Ground(said["ground"])
    names = ("what", "agency", "person", "role", "left_out")
    what = What(**{name: said[name].strip() for name in names}, law=said["law"] if ground is Ground.OTHER_LAW else "")
    return Passing(
        what=what,
        on=said["on"],
        ground=ground,
        agreement_id=UUID(said["agreement"]) if ground is Ground.AGREEMENT else None,
        told_on=said["told_on"] if is_told else None,
        why_not="" if is_told else said["why_not"],
        review_on=None if is_told else said["review_on"],
    )


def _is_taken(passed_id: UUID, form: forms.Form, request: HttpRequest) -> bool:
    said = form.cleaned_data
    step = Step(said["step"])
    taken = Taken(step, said["on"], said["review_on"] if step is Step.KEPT_BACK else None)
    try:
        follow_passed_on(
            passed_id=passed_id, taken=taken, words=said["words"], seen=said["seen"], by=staff_actor(request),
            at=request_time(request),
        )  # fmt: skip
    except tuple(AFTER) as refused:
        form.add_error(*AFTER[type(refused)])
    return not form.errors


def _context(page: PassedLinePage, form: AfterForm, at: datetime) -> dict[str, Any]:
    """Return the context of one line. A form that is shown again says what is on the screen now."""
    if form.is_bound:
        form.data = dict(form.data.items()) | {"seen": str(page.line.number)}
    return identity_context(page.identity, now=at, current="passed_on") | {
        "line": page.line,
        "agreement": page.agreement,
        "may_write": page.may_write,
        "form": form,
    }
