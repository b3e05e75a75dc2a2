"""How a skill has gone: drawn, in words beside it, and day by day. The same page goes on paper."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.access.gates import NotHere
from alongside.casework.skills.loading import SkillLoaded
from alongside.casework.skills.queries import SkillPage, get_skill
from alongside.domain.assessment import Voice
from alongside.domain.skills import Stage, say_change, say_practice, say_stages, tell
from alongside.pages.charts.skill import SkillHistory, StageOnLine, draw_skill_chart
from alongside.pages.layout.when import day_of
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.skills.views import skill_context


@staff
@require_GET
def progress(request: HttpRequest, person_id: UUID, module_id: str) -> HttpResponse:
    """Show how a skill that was begun has gone."""
    at = request_time(request)
    page = get_skill(person_id=person_id, module_id=module_id, viewer=staff_actor(request), at=at)
    if page.skill is None:
        raise NotHere
    return render(request, "skills/progress.html", skill_context(page, at) | _progress(page, page.skill, at))


def _progress(page: SkillPage, skill: SkillLoaded, at: datetime) -> dict[str, Any]:
    return {
        "chart": draw_skill_chart(_history(skill, at)),
        "said_stages": say_stages(skill.path),
        "said_practice": say_practice(skill.log),
        "said_sure": say_change(skill.sureness),
        "happened": tell(skill.path, skill.sureness, skill.log, titles=_titles(page, skill)),
    }


def _history(skill: SkillLoaded, at: datetime) -> SkillHistory:
    moves = skill.path.moves
    sure = sorted(skill.sureness, key=lambda one: one.on)
    return SkillHistory(
        stages=tuple(
            StageOnLine(stage.label, tuple((m.on, m.voice is Voice.PERSON) for m in moves if m.stage is stage))
            for stage in Stage
        ),
        tries=tuple((one.on, one.how) for one in skill.log),
        until=day_of(at),
        sure=tuple(one.value for one in sure),
    )


def _titles(page: SkillPage, skill: SkillLoaded) -> dict[str, str]:
    """Return the titles of the exercises, those of a module that is not there any more as they were kept."""
    kept = {exercise_id: saved.done.title for exercise_id, saved in skill.exercises.items()}
    return kept | {one.id: one.title for one in (page.module.exercises if page.module else ())}
