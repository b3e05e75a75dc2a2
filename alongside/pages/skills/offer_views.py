"""What do we do next? on the turned screen: the offers with their reasons, for two people to choose from."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alongside.access.gates import NotHere
from alongside.casework.skills.operations import KeptBackNow, begin_skill
from alongside.casework.skills.queries import SkillsPage, get_skills
from alongside.domain.skills import CHOOSE, OR_NONE, Offer, still_open
from alongside.pages.policy import request_time, staff, staff_actor


@staff
@require_http_methods(["GET", "POST"])
def turned(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show both people the offers. A post begins the one they chose and opens its first exercise, also turned."""
    by, at = staff_actor(request), request_time(request)
    page = get_skills(person_id=person_id, viewer=by, at=at, to_write=request.method == "POST")
    choices = page.choices.as_turned()
    chosen = request.POST.get("module", "")
    for offer in (*choices.offers, *choices.more):
        if offer.module.id == chosen:
            try:
                begin_skill(person_id=person_id, module_id=chosen, by=by, at=at)
            except (KeptBackNow, NotHere):
                break
            return redirect("turn_exercise", person_id, chosen, _go_on(page, offer))
    context = {
        "person_id": person_id, "choose": CHOOSE, "or_none": OR_NONE, "may_write": page.may_write,
        "offers": [_row(page, offer) for offer in choices.offers], "more": [_row(page, offer) for offer in choices.more],
    }  # fmt: skip
    return render(request, "skills/offers.html", context)


def _row(page: SkillsPage, offer: Offer) -> dict[str, Any]:
    return {"offer": offer, "is_begun": offer.module.id in page.skills, "go_on": _go_on(page, offer)}


def _go_on(page: SkillsPage, offer: Offer) -> str:
    """Return the exercise to open: the first that is not finished, or the first again."""
    skill = page.skills.get(offer.module.id)
    saved = skill.exercises if skill else {}
    exercises = offer.module.exercises
    is_open = (one.id for one in exercises if one.id not in saved or still_open(one, saved[one.id].done.as_turned()))
    return next(is_open, exercises[0].id)
