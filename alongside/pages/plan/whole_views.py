"""The forms about the whole plan: what both say to it, when it is looked at again, and a clean start."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alongside.casework.plan.operations import (
    ChangedMeanwhile,
    answer_plan,
    go_on_with_plan,
    look_again,
    pause_review,
    set_review,
    start_again,
)
from alongside.casework.plan.queries import get_plan
from alongside.domain.plan import Because
from alongside.pages.layout.when import day_of
from alongside.pages.plan.forms import (
    AnswersForm,
    LookForm,
    PauseForm,
    ReviewDayForm,
    StartForm,
    is_done,
)
from alongside.pages.plan.views import plan_context
from alongside.pages.policy import request_time, staff, staff_actor

MEANWHILE = (
    "Somebody changed the plan meanwhile. It is below as it stands now. Look at it together, then send this again"
)


@staff
@require_http_methods(["GET", "POST"])
def answers(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down what both say to the plan that is on the screen."""
    by, at = staff_actor(request), request_time(request)
    page = get_plan(person_id=person_id, viewer=by, at=at, to_write=True)
    if not (page.plan.going or page.plan.later):
        return redirect("plan", person_id)
    form = AnswersForm(request.POST if request.method == "POST" else None, initial={"seen": page.version.number})
    about: Any = {"person_id": person_id, "by": by, "at": at}
    try:
        if form.is_valid() and is_done(
            form,
            lambda: answer_plan(answers=form.as_answers(day_of(at)), seen=form.cleaned_data["seen"], **about),
        ):
            messages.success(request, "Both answers are kept, with the plan as it is today.")
            return redirect("plan", person_id)
    except ChangedMeanwhile as met:
        form.data = dict(form.data.items()) | {"seen": str(met.number)}
        form.add_error("person", MEANWHILE)
    return render(request, "plan/answers.html", plan_context(page, at) | {"form": form, "viewer_name": by.name})


@staff
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Set the day on which both look at it again, say that they did, or pause it, as `do` says."""
    by, at = staff_actor(request), request_time(request)
    page = get_plan(person_id=person_id, viewer=by, at=at, to_write=True)
    if not page.plan.goals:
        return redirect("plan", person_id)
    do = request.POST.get("do", "")
    about: dict[str, Any] = {"person_id": person_id, "by": by, "at": at}
    day = ReviewDayForm(request.POST if do == "day" else None, prefix="day")
    look = LookForm(request.POST if do == "look" else None, prefix="look")
    pause = PauseForm(request.POST if do == "pause" else None, prefix="pause")
    done = (
        (day.is_valid() and is_done(day, lambda: set_review(**day.cleaned_data, **about)))
        or (look.is_valid() and is_done(look, lambda: look_again(**look.cleaned_data, **about)))
        or (pause.is_valid() and is_done(pause, lambda: pause_review(**pause.cleaned_data, **about)))
    )
    if done:
        messages.success(request, "It is written down.")
        return redirect("plan", person_id)
    return render(request, "plan/review.html", plan_context(page, at) | {"day": day, "look": look, "pause": pause})


@staff
@require_http_methods(["GET", "POST"])
def again(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Begin a new plan beside the one there is, or say that you go on with it."""
    by, at = staff_actor(request), request_time(request)
    page = get_plan(person_id=person_id, viewer=by, at=at, to_write=True)
    if not page.plan.goals:
        return redirect("plan", person_id)
    if request.POST.get("do") == "go_on":
        go_on_with_plan(person_id=person_id, by=by, at=at)
        messages.success(request, "You go on with this plan. It is written into its history.")
        return redirect("plan", person_id)
    first = {"seen": page.version.number, "because": page.offers.value if page.offers else ""}
    form = StartForm(request.POST if request.method == "POST" else None, initial=first)
    try:
        if form.is_valid():
            said = form.cleaned_data
            because, words, seen = Because(said["because"]), said["words"], said["seen"]
            about: Any = {"person_id": person_id, "by": by, "at": at}
            if is_done(form, lambda: start_again(because=because, words=words, seen=seen, **about)):
                messages.success(request, "There is a new plan. The earlier one is kept as it was.")
                return redirect("plan", person_id)
    except ChangedMeanwhile as met:
        form.data = dict(form.data.items()) | {"seen": str(met.number)}
        form.add_error("because", MEANWHILE)
    return render(request, "plan/again.html", plan_context(page, at) | {"form": form})
