"""The referrals of one person, a new one, and one with its history."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.casework.referrals.needs import get_new_referral
from alongside.casework.referrals.operations import ChangedMeanwhile, agree_referral, take_step
from alongside.casework.referrals.queries import ReferralPage, get_referral, get_referrals
from alongside.domain.assessment import Area
from alongside.domain.referrals import BeforeTheLastStep, CannotFollow, InTheFuture, NeedsWords, Step
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.people.identity import identity_context
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.referrals.forms import AgreeForm, StepForm

FUTURE = "That day has not come yet. Enter today or an earlier day"
EARLIER = "That is before the day of the last step. Enter that day or a later one"
WITHOUT_WORDS = "Write what came back, or why"
MEANWHILE = "Somebody wrote down something else meanwhile. It is in the list below. Look at it, then send yours again"


@staff
@require_GET
def referrals(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what is waited for, and what came of the others."""
    at = request_time(request)
    page = get_referrals(person_id=person_id, viewer=staff_actor(request), at=at)
    context = identity_context(page.identity, now=at, current="referrals") | {"page": page}
    return render(request, "referrals/referrals.html", context)


@staff
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down a referral that both agreed on. From an area of the conversation, area and need are there already."""
    by, at = staff_actor(request), request_time(request)
    asked, question = request.GET.get("area", ""), request.GET.get("question", "")
    page = get_new_referral(person_id=person_id, question_id=question, viewer=by, at=at)
    area = asked if asked in set(Area) else ""
    first = {"on": day_of(at), "area": area, "need": page.need}
    form = AgreeForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = agree_referral(
                person_id=person_id, area=Area(said["area"]), to=said["to"], need=said["need"], on=said["on"],
                by=by, at=at,
            )  # fmt: skip
            messages.success(request, "The referral is written down. It is not sent by this.")
            return redirect("referral", made)
        except InTheFuture:
            form.add_error("on", FUTURE)
    context = identity_context(page.identity, now=at, current="referrals") | {
        "form": form,
        "is_carried": bool(page.need) and not form.is_bound,
        "from_area": area,
    }
    return render(request, "referrals/add.html", context)


@staff
@require_GET
def on_paper(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show everything that was asked of others as one sheet that the person takes away."""
    at = request_time(request)
    page = get_referrals(person_id=person_id, viewer=staff_actor(request), at=at)
    context = identity_context(page.identity, now=at, current="referrals") | {
        "page": page,
        "printed_on": long_date(day_of(at)),
    }
    return render(request, "referrals/print.html", context)


@staff
@require_http_methods(["GET", "POST"])
def referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Show one referral. A post writes down what happened next."""
    by, at = staff_actor(request), request_time(request)
    posts = request.method == "POST"
    page = get_referral(referral_id=referral_id, viewer=by, at=at, to_write=posts)
    form = StepForm(request.POST if posts else None, initial={"on": day_of(at), "seen": page.line.number}).offer(
        page.line.next_steps if not posts else Step
    )
    if form.is_valid() and _is_taken(referral_id, form, request):
        messages.success(request, "It is written down.")
        return redirect("referral", referral_id)
    return render(request, "referrals/referral.html", _context(page, form, at))


def _is_taken(referral_id: UUID, form: StepForm, request: HttpRequest) -> bool:
    said = form.cleaned_data
    try:
        take_step(
            referral_id=referral_id, step=Step(said["step"]), on=said["on"], words=said["words"], seen=said["seen"],
            by=staff_actor(request), at=request_time(request),
        )  # fmt: skip
    except InTheFuture:
        form.add_error("on", FUTURE)
    except BeforeTheLastStep:
        form.add_error("on", EARLIER)
    except NeedsWords:
        form.add_error("words", WITHOUT_WORDS)
    except (ChangedMeanwhile, CannotFollow):
        form.add_error("step", MEANWHILE)
    return not form.errors


def _context(page: ReferralPage, form: StepForm, at: datetime) -> dict[str, Any]:
    """Return the context of the page of one referral. A form that is shown again says what is on the screen now."""
    if form.is_bound:
        form.data = dict(form.data.items()) | {"seen": str(page.line.number)}
        form.offer(page.line.next_steps)
    return identity_context(page.identity, now=at, current="referrals") | {
        "line": page.line,
        "may_read_area": page.may_read_area,
        "may_write": page.may_write and bool(page.line.next_steps),
        "form": form,
    }
