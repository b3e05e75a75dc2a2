"""What may come next, and one skill: its stages, its exercises and practice."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.casework.skills.operations import (
    KeptBackNow,
    begin_skill,
    log_practice,
    move_stage,
    put_aside,
    say_sure,
)
from alongside.casework.skills.queries import SkillPage, SkillsPage, get_skill, get_skills
from alongside.casework.skills.serving import say_what_for
from alongside.domain.skills import (
    CHOOSE,
    Exercise,
    Family,
    Stage,
    ask_about,
    ask_next,
    next_stage,
    say_change,
    still_open,
)
from alongside.domain.skills.confidence import ASK
from alongside.pages.layout.when import day_of
from alongside.pages.people.identity import identity_context
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.skills.forms import AsideForm, PracticeForm, ServesForm, StageForm, SureForm, is_done, new_practice

DONE = {
    "stage": "It is written down.",
    "sure": "It is written down.",
    "practise": "It is written down. What did they notice?",
    "serves": "It is written down.",
    "aside": "It is put aside. Nothing of it is lost, and it can be taken up again.",
}


@staff
@require_GET
def skills(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what may come next, the skills in progress, and the library."""
    at = request_time(request)
    page = get_skills(person_id=person_id, viewer=staff_actor(request), at=at)
    context = identity_context(page.identity, now=at, current="skills") | {
        "page": page, "choose": CHOOSE, "going": _going(page), "families": _families(page),
        "aside": [(module_id, one) for module_id, one in page.skills.items() if one.aside],
    }  # fmt: skip
    return render(request, "skills/skills.html", context)


@staff
@require_http_methods(["GET", "POST"])
def skill(request: HttpRequest, person_id: UUID, module_id: str) -> HttpResponse:
    """Show one skill. A post begins it, marks a stage, says how sure, logs practice or puts it aside, as `do` says."""
    by, at = staff_actor(request), request_time(request)
    do = request.POST.get("do", "")
    page = get_skill(person_id=person_id, module_id=module_id, viewer=by, at=at, to_write=request.method == "POST")
    forms = _forms(request, page, do)
    if do == "begin" and forms["serves_form"].is_valid():
        return _begin(request, person_id, module_id, forms["serves_form"])
    form = forms.get(f"{do}_form")
    if form is not None and form.is_valid() and is_done(form, lambda: _do(do, form, person_id, module_id, request)):
        messages.success(request, DONE[do])
        return redirect("skill", person_id, module_id)
    return render(request, "skills/skill.html", skill_context(page, at) | forms)


def skill_context(page: SkillPage, at: datetime) -> dict[str, Any]:
    """Return the context of a page of staff about one skill."""
    path = page.skill.path if page.skill else None
    following = next_stage(path) if path else None
    return identity_context(page.identity, now=at, current="skills") | {
        "page": page, "module": page.module, "skill": page.skill,
        "title": page.skill.title if page.skill else page.module.title if page.module else "",
        "stages": [(stage, path is not None and stage in path.reached, stage is following) for stage in Stage],
        "ask": ask_next(path) if path else "", "following": following, "sure_ask": ASK, "go_on": _go_on(page),
        "serves": _serves(page),
        "sure": say_change(page.skill.sureness) if page.skill else "",
        "questions": ask_about(page.practised), "exercises": _exercises(page),
    }  # fmt: skip


def _begin(request: HttpRequest, person_id: UUID, module_id: str, form: ServesForm) -> HttpResponse:
    by, at = staff_actor(request), request_time(request)
    try:
        begin_skill(person_id=person_id, module_id=module_id, by=by, at=at, serves=form.as_serves(day_of(at)))
        messages.success(request, "It is begun. Say what it is for, then show it.")
    except KeptBackNow:
        messages.warning(request, "This is kept back for now. The page says why.")
    return redirect("skill", person_id, module_id)


def _forms(request: HttpRequest, page: SkillPage, do: str) -> dict[str, Any]:
    today = day_of(request_time(request))

    def sent(name: str) -> Any:
        return request.POST if do == name else None

    following = next_stage(page.skill.path) if page.skill else None
    stage = StageForm(sent("stage"), initial={"on": today, "stage": following and str(int(following))})
    practice = PracticeForm(sent("practise"), initial=new_practice(today)).offer(page.module)
    serves = ServesForm(request.POST if do in {"begin", "serves"} else None)
    return {
        "stage_form": stage.offer(page.identity.name.first), "practise_form": practice, "sure_form": SureForm(sent("sure")),
        "aside_form": AsideForm(sent("aside")),
        "serves_form": serves.offer(page.links, page.skill.serves if page.skill else None),
    }  # fmt: skip


def _do(do: str, form: Any, person_id: UUID, module_id: str, request: HttpRequest) -> None:
    at = request_time(request)
    about: Any = {"person_id": person_id, "by": staff_actor(request), "at": at}
    if do == "stage":
        move_stage(module_id=module_id, move=form.as_move(), **about)
    elif do == "sure":
        say_sure(module_id=module_id, said=form.as_said(day_of(at)), **about)
    elif do == "practise":
        log_practice(practice=form.as_practice(module_id, at), **about)
    elif do == "serves":
        say_what_for(module_id=module_id, serves=form.as_serves(day_of(at)), **about)
    elif do == "aside":
        put_aside(module_id=module_id, because=form.cleaned_data["because"], **about)


def _exercises(page: SkillPage) -> list[dict[str, Any]]:
    saved = page.skill.exercises if page.skill else {}
    return [
        {
            "exercise": one,
            "saved": saved.get(one.id),
            "is_open": one.id in saved and bool(still_open(one, saved[one.id].done)),
        }
        for one in (page.module.exercises if page.module else ())
    ]


def _go_on(page: SkillPage) -> Exercise | None:
    """Return the exercise to go on with: the first that is not finished, or None."""
    rows = _exercises(page)
    return next((row["exercise"] for row in rows if not row["saved"] or row["is_open"]), None)


def _serves(page: SkillPage) -> dict[str, Any] | None:
    """Return what the skill serves, as far as it is still there and this reader may read it."""
    serves = page.skill.serves if page.skill else None
    if serves is None or serves.is_empty:
        return None
    on_the_map = page.links.nodes.get(serves.node_id, "") if serves.node_id else ""
    goal = page.links.goals.get(serves.goal_id) if serves.goal_id else None
    return {"area": serves.area, "node_id": serves.node_id, "on_the_map": on_the_map, "goal": goal}


def _going(page: SkillsPage) -> list[dict[str, Any]]:
    return [
        {"module_id": module_id, "skill": one, "furthest": one.path.furthest, "next": next_stage(one.path)}
        for module_id, one in page.skills.items()
        if not one.aside
    ]


def _families(page: SkillsPage) -> list[tuple[Family, list[Any]]]:
    return [(family, [one for one in page.library.offered if one.family is family]) for family in Family]
