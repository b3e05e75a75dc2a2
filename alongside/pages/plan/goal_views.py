"""The forms about one goal. Each works without a script, and keeps what was typed."""

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
    change_goal,
    end_goal,
    put_goal,
    say_level,
    set_levels,
    take_off_goal,
    take_up_again,
)
from alongside.casework.plan.queries import PlanPage, get_plan
from alongside.casework.skills.serving import list_skills_of_goals
from alongside.domain.assessment import Area
from alongside.domain.plan import AgreedAlready, Ending, Goal, Level, NotOnThePlan
from alongside.pages.drafts.reading import form_drafting, initial_from, tab_of
from alongside.pages.layout.when import day_of
from alongside.pages.people.identity import identity_context
from alongside.pages.plan.forms import EndForm, GoalForm, LevelForm, LevelsForm, initial_goal, is_done
from alongside.pages.plan.rows import goal_rows
from alongside.pages.policy import request_time, staff, staff_actor

AGREED = "You both agreed on this goal, so it is ended with a word why instead of taken off."
DONE = {
    "change": "The change is kept, and the earlier words stay in the history.",
    "end": "It is written down. The goal stays on the plan, under what has ended.",
    "again": "The goal is taken up again, with its steps.",
    "off": "It is off the draft.",
}


@staff
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Put a goal on the plan."""
    by, at = staff_actor(request), request_time(request)
    page = get_plan(person_id=person_id, viewer=by, at=at, to_write=True)
    about: dict[str, Any] = {"person_id": person_id, "of": DraftOf.GOAL, "about": person_id}
    draft = find_draft(**about, tab=tab_of(request), viewer=by, at=at)
    first = initial_goal(None, seen=page.version.number) | _asked(request, page)
    first |= initial_from(draft.fields, GoalForm, without=("goal", "seen")) if draft else {}
    form = GoalForm(request.POST if request.method == "POST" else None, initial=first).offer(page.on_the_map)
    if form.is_valid() and is_done(form, lambda: put_goal(person_id=person_id, goal=form.as_goal(), by=by, at=at)):
        messages.success(request, "It is on the plan. What would be a first step?")
        return redirect("add_step", person_id, form.cleaned_data["goal"])
    context = identity_context(page.identity, now=at, current="plan") | {"form": form}
    return render(request, "plan/add_goal.html", context | form_drafting(request, draft, form, **about))


@staff
@require_http_methods(["GET", "POST"])
def goal(request: HttpRequest, person_id: UUID, goal_id: UUID) -> HttpResponse:
    """Show one goal. A post changes it, ends it, takes it up again or takes it off the draft, as `do` says."""
    by, at = staff_actor(request), request_time(request)
    page = get_plan(person_id=person_id, viewer=by, at=at, to_write=request.method == "POST")
    there = find_goal(page, goal_id)
    do = request.POST.get("do", "")
    form = GoalForm(request.POST if do == "change" else None, initial=initial_goal(there, seen=page.version.number))
    form.offer(page.on_the_map, there.node_id)
    end_form = EndForm(request.POST if do == "end" else None)
    theirs: Any = None
    try:
        if _do(do, person_id, goal_id, form, end_form, request):
            messages.success(request, DONE[do])
            return redirect("plan", person_id) if do in {"off", "end"} else redirect("goal", person_id, goal_id)
    except ChangedMeanwhile as met:
        theirs = met.theirs
        form.data = dict(form.data.items()) | {"seen": str(met.number)}
    except AgreedAlready:
        messages.warning(request, AGREED)
        return redirect("goal", person_id, goal_id)
    except NotOnThePlan:
        return redirect("goal", person_id, goal_id)
    skills = list_skills_of_goals(person_id=person_id, viewer=by, at=at)
    return render(request, "plan/goal.html", goal_context(page, there, request) | {
        "skills": skills.get(goal_id, ()), "form": form, "end_form": end_form, "theirs": theirs,
        "may_take_off": page.may_write and (page.agreed is None or page.agreed.find(goal_id) is None),
    })  # fmt: skip


@staff
@require_http_methods(["GET", "POST"])
def levels(request: HttpRequest, person_id: UUID, goal_id: UUID) -> HttpResponse:
    """Write the five levels of a goal, or say where the person is today, as `do` says."""
    by, at = staff_actor(request), request_time(request)
    page = get_plan(person_id=person_id, viewer=by, at=at, to_write=True)
    there = find_goal(page, goal_id)
    about: Any = {"person_id": person_id, "goal_id": goal_id, "by": by, "at": at}
    do = request.POST.get("do", "")
    written = {f"level_{place}": words for place, words in enumerate(there.levels)}
    form = LevelsForm(request.POST if do == "write" else None, initial=written)
    level_form = LevelForm(request.POST if do == "say" else None)
    if there.ended is not None:
        return redirect("goal", person_id, goal_id)
    if form.is_valid() and is_done(form, lambda: set_levels(levels=form.as_levels(), **about)):
        messages.success(request, "The five levels are written down.")
        return redirect("goal_levels", person_id, goal_id)
    if level_form.is_valid() and is_done(level_form, lambda: _say(level_form, about)):
        messages.success(request, "It is written down.")
        return redirect("goal", person_id, goal_id)
    context = goal_context(page, there, request) | {"form": form, "level_form": level_form}
    context["level_hints"] = {str(int(level)): words for level, words in zip(Level, there.levels, strict=False)}
    return render(request, "plan/levels.html", context)


def find_goal(page: PlanPage, goal_id: UUID) -> Goal:
    """Return a goal of the plan on the page. Raises NotHere."""
    found = page.plan.find(goal_id)
    if found is None:
        raise NotHere
    return found


def goal_context(page: PlanPage, goal: Goal, request: HttpRequest) -> dict[str, Any]:
    """Return the context of a page about one goal."""
    at = request_time(request)
    row = goal_rows(
        [goal], page.plan, person=page.identity.name.first, names=page.names, on_the_map=page.on_the_map,
        today=day_of(at), workers=page.workers, promises=page.promises,
    )[0]  # fmt: skip
    context = identity_context(page.identity, now=at, current="plan")
    return context | {"page": page, "row": row, "goal": goal, "may_write": page.may_write}


def _do(do: str, person_id: UUID, goal_id: UUID, form: GoalForm, end_form: EndForm, request: HttpRequest) -> bool:
    """Do what was asked, and return whether it was done."""
    about: Any = {"person_id": person_id, "by": staff_actor(request), "at": request_time(request)}
    if do == "change" and form.is_valid():
        if form.cleaned_data["goal"] != goal_id:
            raise NotHere
        seen = form.cleaned_data["seen"]
        return is_done(form, lambda: change_goal(goal=form.as_goal(), seen=seen, **about))
    if do == "end" and end_form.is_valid():
        how, words = Ending(end_form.cleaned_data["how"]), end_form.cleaned_data["why"]
        return is_done(end_form, lambda: end_goal(goal_id=goal_id, how=how, words=words, **about))
    if do == "again":
        take_up_again(goal_id=goal_id, **about)
        return True
    if do == "off":
        take_off_goal(goal_id=goal_id, **about)
        return True
    return False


def _say(form: LevelForm, about: dict[str, Any]) -> None:
    say_level(level=Level(int(form.cleaned_data["level"])), words=form.cleaned_data["words"], **about)


def _asked(request: HttpRequest, page: PlanPage) -> dict[str, str]:
    """Return what another page asked to carry over: an area of life, or a thing on the map."""
    area, node = request.GET.get("area", ""), request.GET.get("node", "")
    known = {str(node_id): words for node_id, words in page.on_the_map.items()}
    asked = {"area": area if area in set(Area) else ""}
    return asked | ({"node": node} if node in known else {})
