"""The plan as it is looked at: on its page, on the turned screen, on paper, and as it was."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.casework.plan.queries import PlanPage, get_history, get_plan
from alongside.casework.skills.serving import list_skills_of_goals
from alongside.domain.plan import LIMITS, Standing, say_review
from alongside.pages.layout.paging import asked_page, pages_beside
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.people.identity import identity_context
from alongside.pages.plan.rows import Skills, goal_rows
from alongside.pages.plan.words import say_answers, say_standing
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.promises.picture import say_picture


@staff
@require_GET
def plan(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the plan: goals, steps, what is worth a look, and what both say to it."""
    at = request_time(request)
    page = get_plan(person_id=person_id, viewer=staff_actor(request), at=at)
    skills = list_skills_of_goals(person_id=person_id, viewer=staff_actor(request), at=at)
    return render(request, "plan/plan.html", plan_context(page, at, skills=skills))


@staff
@require_GET
def version(request: HttpRequest, person_id: UUID, number: int) -> HttpResponse:
    """Show the plan as it was in one version."""
    at = request_time(request)
    page = get_plan(person_id=person_id, number=number, viewer=staff_actor(request), at=at)
    return render(request, "plan/version.html", plan_context(page, at) | {"may_write": False})


@staff
@require_GET
def on_paper(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the plan as it goes on one sheet of paper."""
    at = request_time(request)
    page = get_plan(person_id=person_id, viewer=staff_actor(request), at=at)
    context = plan_context(page, at)
    measured = next((row for row in context["going"] if row.levels), None)
    workers = ", ".join(page.workers.values())
    context |= {"measured": measured, "workers": workers, "printed_on": long_date(day_of(at)), "may_write": False}
    return render(request, "plan/print.html", context)


@staff
@require_GET
def turned(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show both people the plan, and nothing else of the record."""
    at = request_time(request)
    page = get_plan(person_id=person_id, viewer=staff_actor(request), at=at)
    return render(request, "plan/screen.html", _rows(page, at, person="You") | {"person_id": person_id})


@staff
@require_GET
def history(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show every version: who changed what, and when."""
    at = request_time(request)
    found = get_history(person_id=person_id, viewer=staff_actor(request), page=asked_page(request), at=at)
    first = found.identity.name.first
    rows = [
        {"version": one, "says": say_answers(one.answers, first, one.facts.made_by) if one.answers else ""}
        for one in found.versions
    ]
    context = (
        identity_context(found.identity, now=at, current="plan")
        | {
            "rows": rows,
        }
        | pages_beside(found.page, found.pages)
    )
    return render(request, "plan/history.html", context)


def plan_context(page: PlanPage, at: datetime, *, skills: Skills | None = None) -> dict[str, Any]:
    """Return the context of a page of staff that shows a plan, with the skills that serve each goal where they are asked for."""
    practitioner = next(iter(page.workers.values()), "")
    return (
        identity_context(page.identity, now=at, current="plan")
        | _rows(page, at, person=page.identity.name.first, skills=skills)
        | {
            "page": page,
            "version": page.version,
            "may_write": page.may_write,
            "standing": say_standing(page),
            "is_agreed": page.standing is Standing.AGREED,
            "says": say_answers(page.answers, page.identity.name.first, practitioner) if page.answers else "",
            "review": say_review(page.review),
            "limits": LIMITS,
            "practitioner": practitioner,
            "counted": say_picture(page.counted, first=page.identity.name.first),
        }
    )


def _rows(page: PlanPage, at: datetime, *, person: str, skills: Skills | None = None) -> dict[str, Any]:
    plan, today = page.plan, day_of(at)
    known: dict[str, Any] = {
        "person": person, "names": page.names, "on_the_map": page.on_the_map, "today": today, "promises": page.promises,
        "workers": page.workers, "skills": skills,
    }  # fmt: skip
    return {
        "going": goal_rows(plan.going, plan, **known),
        "later": goal_rows(plan.later, plan, **known),
        "ended": goal_rows(plan.ended, plan, **known),
        "has_any": bool(plan.goals),
    }
