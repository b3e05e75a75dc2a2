"""The forms about one step: what it is, who does it, and how it stands."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alongside.access.gates import NotHere
from alongside.casework.drafts.forms import DraftOf, find_draft
from alongside.casework.plan.operations import (
    ChangedMeanwhile,
    StillThere,
    change_step,
    mark_step,
    put_step,
    take_off_step,
    take_over_step,
)
from alongside.casework.plan.queries import get_plan
from alongside.domain.plan import AgreedAlready, NotOnThePlan, Status
from alongside.pages.drafts.reading import form_drafting, initial_from, tab_of
from alongside.pages.plan.forms import MarkForm, StepForm, initial_step, is_done
from alongside.pages.plan.goal_views import find_goal, goal_context
from alongside.pages.policy import request_time, staff, staff_actor

AGREED = "You both agreed on this step. Mark it as no longer needed, with a word why."
STILL_THERE = "Whoever does it still works with you both. Change who does it below, if you all agree."
DONE = {
    "change": "The change is kept.",
    "mark": "It is written down.",
    "off": "It is off the draft.",
    "over": "The step is yours now. Who does what has changed, so say again what you both say to the plan.",
}


@staff
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, person_id: UUID, goal_id: UUID) -> HttpResponse:
    """Put a step to a goal, and perhaps one more."""
    by, at = staff_actor(request), request_time(request)
    page = get_plan(person_id=person_id, viewer=by, at=at, to_write=True)
    there = find_goal(page, goal_id)
    if there.ended is not None:
        return redirect("goal", person_id, goal_id)
    posted = request.POST if request.method == "POST" else None
    kept: dict[str, Any] = {"person_id": person_id, "of": DraftOf.STEP, "about": goal_id}
    draft = find_draft(**kept, tab=tab_of(request), viewer=by, at=at)
    first = initial_step(None, seen=page.version.number)
    first |= initial_from(draft.fields, StepForm, without=("step", "seen")) if draft else {}
    form = StepForm(posted, initial=first).offer(page.identity.name.first, page.workers)
    about: Any = {"person_id": person_id, "goal_id": goal_id, "by": by, "at": at}
    if form.is_valid() and is_done(form, lambda: put_step(step=form.as_step(), **about)):
        messages.success(request, "The step is on the plan.")
        return redirect("add_step", person_id, goal_id) if "more" in request.POST else redirect("plan", person_id)
    context = goal_context(page, there, request) | {"form": form}
    return render(request, "plan/add_step.html", context | form_drafting(request, draft, form, **kept))


@staff
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, person_id: UUID, goal_id: UUID, step_id: UUID) -> HttpResponse:
    """Show one step. A post says how it stands, changes it, or takes it off the draft, as `do` says."""
    by, at = staff_actor(request), request_time(request)
    page = get_plan(person_id=person_id, viewer=by, at=at, to_write=True)
    goal = find_goal(page, goal_id)
    there = goal.find(step_id)
    if there is None:
        raise NotHere
    do, seen = request.POST.get("do", ""), page.version.number
    form = StepForm(request.POST if do == "change" else None, initial=initial_step(there, seen=seen))
    form.offer(page.identity.name.first, page.workers)
    marked = {"status": there.status.value, "because": there.because, "now_seen": seen}
    mark_form = MarkForm(request.POST if do == "mark" else None, initial=marked)
    theirs: Any = None
    about: Any = {"person_id": person_id, "goal_id": goal_id, "by": by, "at": at}
    try:
        if _do(do, step_id, form, mark_form, about):
            messages.success(request, DONE[do])
            return redirect("plan", person_id)
    except ChangedMeanwhile as met:
        theirs = met.theirs
        for shown, field in ((form, "seen"), (mark_form, "now_seen")):
            shown.data = dict(shown.data.items()) | {field: str(met.number)}
    except AgreedAlready:
        messages.warning(request, AGREED)
        return redirect("plan_step", person_id, goal_id, step_id)
    except StillThere:
        messages.warning(request, STILL_THERE)
        return redirect("plan_step", person_id, goal_id, step_id)
    except NotOnThePlan:
        return redirect("goal", person_id, goal_id)
    agreed = page.agreed.find(goal_id) if page.agreed else None
    context = goal_context(page, goal, request)
    row = next(one for one in context["row"].steps if one.step.id == step_id)
    return render(request, "plan/step.html", context | {
        "form": form, "mark_form": mark_form, "step": there, "step_row": row, "theirs": theirs,
        "may_take_over": row.has_left and by.id in page.workers,
        "may_take_off": agreed is None or agreed.find(step_id) is None,
    })  # fmt: skip


def _do(do: str, step_id: UUID, form: StepForm, mark_form: MarkForm, about: dict[str, Any]) -> bool:
    """Do what was asked, and return whether it was done."""
    if do == "change" and form.is_valid():
        if form.cleaned_data["step"] != step_id:
            raise NotHere
        seen = form.cleaned_data["seen"]
        return is_done(form, lambda: change_step(step=form.as_step(), seen=seen, **about))
    if do == "mark" and mark_form.is_valid():
        said = mark_form.cleaned_data
        status, because, seen = Status(said["status"]), said["because"], said["now_seen"]
        return is_done(
            mark_form, lambda: mark_step(step_id=step_id, status=status, because=because, seen=seen, **about)
        )
    if do == "over":
        take_over_step(step_id=step_id, **about)
        return True
    if do == "off":
        take_off_step(step_id=step_id, **about)
        return True
    return False
