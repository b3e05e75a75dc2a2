"""The forms of the steps. Each works without a script, and keeps what was typed."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alongside.access.gates import NotHere
from alongside.casework.drafts.forms import DraftOf, about_part, find_draft
from alongside.casework.endings.operations import ChangedMeanwhile, say_goodbye, skip_step, write_step
from alongside.casework.endings.queries import get_ending
from alongside.domain.endings import Held, Step
from alongside.pages.drafts.reading import form_drafting, initial_from, tab_of
from alongside.pages.endings.forms import GoodbyeForm, SkipForm, StepForm, initial_goodbye, initial_step
from alongside.pages.endings.views import ending_context
from alongside.pages.layout.when import day_of
from alongside.pages.plan.forms import is_done
from alongside.pages.policy import request_time, staff, staff_actor

KEPT = "It is kept, and what stood there before is in the history."
LEFT_OUT = "It is left out, with your reason beside it. You can still come back to it."
MEANWHILE = (
    "Somebody changed this meanwhile. What you wrote is here. Look at the history, then send it again to keep yours"
)


@staff
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, person_id: UUID, ending_step: str) -> HttpResponse:
    """Show one step. A post keeps what was written or leaves it out, as `do` says."""
    by, at, which = staff_actor(request), request_time(request), _known(ending_step)
    page = get_ending(person_id=person_id, viewer=by, at=at, to_write=True, step=which)
    if page.ending is None or (not page.ending.is_going and request.method == "GET"):
        return redirect("ending", person_id)
    do = request.POST.get("do", "")
    where: Any = {"person_id": person_id, "of": DraftOf.ENDING, "about": about_part(person_id, which.value)}
    draft = find_draft(**where, tab=tab_of(request), viewer=by, at=at)
    first = initial_step(page.ending, which, page.suggested, seen=page.version.number)
    first |= initial_from(draft.fields, StepForm(step=which), without=("seen",)) if draft else {}
    form = StepForm(request.POST if do == "write" else None, initial=first, step=which)
    skip = SkipForm(
        request.POST if do == "skip" else None, initial={"because": page.ending.written(which).skipped_because}
    )
    about: Any = {"person_id": person_id, "step": which, "by": by, "at": at}
    try:
        if form.is_valid() and is_done(
            form, lambda: write_step(words=form.as_words(), seen=form.cleaned_data["seen"], **about)
        ):
            messages.success(request, KEPT)
            return redirect("ending", person_id)
    except ChangedMeanwhile as met:
        say_meanwhile(form, met, which.fields[0].key)
    if skip.is_valid() and is_done(skip, lambda: skip_step(because=skip.cleaned_data["because"], **about)):
        messages.success(request, LEFT_OUT)
        return redirect("ending", person_id)
    has_words = page.ending.written(which).has_words or form.is_bound or draft is not None
    is_suggested = any(page.suggested.values()) and not has_words
    context = ending_context(page, at) | {"step": which, "form": form, "skip": skip, "is_suggested": is_suggested}
    return render(request, "endings/step.html", context | form_drafting(request, draft, form, **where))


@staff
@require_http_methods(["GET", "POST"])
def goodbye(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down the day for saying goodbye and whether it was held, or leave it out, as `do` says."""
    by, at = staff_actor(request), request_time(request)
    page = get_ending(person_id=person_id, viewer=by, at=at, to_write=True)
    if page.ending is None or (not page.ending.is_going and request.method == "GET"):
        return redirect("ending", person_id)
    do = request.POST.get("do", "")
    first = initial_goodbye(page.ending, seen=page.version.number, today=day_of(at))
    form = GoodbyeForm(request.POST if do == "write" else None, initial=first)
    because = page.ending.written(Step.GOODBYE).skipped_because
    skip = SkipForm(request.POST if do == "skip" else None, initial={"because": because})
    about: Any = {"person_id": person_id, "by": by, "at": at}
    try:
        if form.is_valid() and is_done(form, lambda: say_goodbye(**_said(form), **about)):
            messages.success(request, KEPT)
            return redirect("ending", person_id)
    except ChangedMeanwhile as met:
        say_meanwhile(form, met, "on")
    if skip.is_valid() and is_done(
        skip, lambda: skip_step(step=Step.GOODBYE, because=skip.cleaned_data["because"], **about)
    ):
        messages.success(request, LEFT_OUT)
        return redirect("ending", person_id)
    context = ending_context(page, at) | {"step": Step.GOODBYE, "form": form, "skip": skip}
    return render(request, "endings/goodbye.html", context)


def say_meanwhile(form: forms.Form, met: ChangedMeanwhile, place: str) -> None:
    """Say on a form that somebody else changed the same, and let it be sent again."""
    form.data = dict(form.data.items()) | {"seen": str(met.number)}
    form.add_error(place, MEANWHILE)


def _said(form: GoodbyeForm) -> dict[str, Any]:
    said = form.cleaned_data
    return {"on": said["on"], "how": Held(said["held"]), "words": said["words"], "seen": said["seen"]}


def _known(name: str) -> Step:
    if name not in set(Step) or not Step(name).fields:
        raise NotHere
    return Step(name)
