"""A promise for something on the plan, written down beside it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alongside.casework.plan.promising import promise_for_goal
from alongside.casework.plan.queries import get_plan
from alongside.domain.plan import Goal, Owner, Step
from alongside.domain.promises import DayHasPassed, Side, TooFarAhead
from alongside.pages.layout.when import day_of
from alongside.pages.plan.goal_views import find_goal, goal_context
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.promises.forms import PASSED, TOO_FAR, PromiseForm

ANY = "For the goal as a whole"


class GoalPromiseForm(PromiseForm):
    """A promise for a goal, or for one of its steps."""

    step = forms.ChoiceField(label="Is it for one of its steps?", required=False)

    def offer(self, goal: Goal) -> "GoalPromiseForm":
        """Offer the steps of the goal that are still to be done."""
        field = self.fields["step"]
        if isinstance(field, forms.ChoiceField):
            waiting = [(str(step.id), step.words) for step in goal.steps if step.status.is_open]
            field.choices = [("", ANY), *waiting]
        return self


@staff
@require_http_methods(["GET", "POST"])
def promise(request: HttpRequest, person_id: UUID, goal_id: UUID) -> HttpResponse:
    """Write down what one side promises for a goal. The step that led here fills the form in."""
    by, at = staff_actor(request), request_time(request)
    page = get_plan(person_id=person_id, viewer=by, at=at, to_write=True)
    goal = find_goal(page, goal_id)
    if goal.ended is not None:
        return redirect("goal", person_id, goal_id)
    first = _initial(_asked(request, goal), by.id)
    form = GoalPromiseForm(request.POST if request.method == "POST" else None, initial=first).offer(goal)
    form.name_sides(person=page.identity.name.first, practitioner=f"{by.name}, that is you")
    if form.is_valid() and _is_kept(form, person_id=person_id, goal_id=goal_id, by=by, at=at):
        messages.success(request, "The promise is written down, and stands with the goal. You can both see it.")
        return redirect("plan", person_id)
    if first.get("due_on") and first["due_on"] < day_of(at):
        form.initial.pop("due_on")
    return render(request, "plan/promise.html", goal_context(page, goal, request) | {"form": form})


def _asked(request: HttpRequest, goal: Goal) -> Step | None:
    """Return the step that led here, or None."""
    return next((step for step in goal.steps if str(step.id) == request.GET.get("step", "")), None)


def _initial(step: Step | None, viewer_id: UUID) -> dict[str, Any]:
    if step is None:
        return {}
    sides = {Owner.PERSON: Side.PERSON.value, Owner.PRACTITIONER: Side.PRACTITIONER.value}
    side = "" if step.owner is Owner.PRACTITIONER and step.holder_id != viewer_id else sides.get(step.owner, "")
    return {"step": str(step.id), "words": step.words, "due_on": step.by_on, "side": side}


def _is_kept(form: GoalPromiseForm, **about: Any) -> bool:
    """Keep the promise and return True, or say at the day why not."""
    said = form.cleaned_data
    step_id = UUID(said["step"]) if said["step"] else None
    try:
        promise_for_goal(step_id=step_id, side=Side(said["side"]), words=said["words"], due_on=said["due_on"], **about)
    except (DayHasPassed, TooFarAhead) as wrong:
        form.add_error("due_on", PASSED if isinstance(wrong, DayHasPassed) else TOO_FAR)
        return False
    return True
