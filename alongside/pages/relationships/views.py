"""A supervisor's team, and the covers that concern somebody."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework.relationships.covering import arrange_cover, end_cover
from alongside.casework.relationships.covers import CoverPage, list_covers
from alongside.casework.relationships.errors import CannotBeArranged
from alongside.casework.relationships.team import list_team
from alongside.pages.layout.when import day_of
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.relationships.forms import CoverForm, chosen
from alongside.pages.relationships.team_words import shown_team
from alongside.pages.relationships.words import shown_covers


@staff
@require_safe
def supervised(request: HttpRequest) -> HttpResponse:
    """Show a supervisor their people by practitioner, and first those who wait for somebody."""
    at = request_time(request)
    team = list_team(viewer=staff_actor(request), at=at)
    context = {"team": shown_team(team, now=at), "waits_for_a_lead": team.waits_for_a_lead}
    return render(request, "relationships/team.html", context)


@staff
@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest) -> HttpResponse:
    """Show who stands in for whom, and arrange that somebody does for a whole caseload."""
    at = request_time(request)
    page = list_covers(viewer=staff_actor(request), at=at)
    form = _form(request, page)
    if form.is_valid() and _arrange(request, form):
        messages.success(request, "The cover is arranged.")
        return redirect("cover")
    context = {
        "covers": shown_covers(page.covers, now=at),
        "form": form,
        "may_arrange": bool(page.may_arrange_for),
        "has_somebody_else": page.has_somebody_else,
    }
    return render(request, "relationships/cover.html", context)


@staff
@require_POST
def end_one_cover(request: HttpRequest, cover_id: UUID) -> HttpResponse:
    """End a cover at once."""
    end_cover(cover_id=cover_id, by=staff_actor(request), at=request_time(request))
    messages.success(request, "The cover has ended.")
    return redirect("cover")


def _form(request: HttpRequest, page: CoverPage) -> CoverForm:
    initial = {"starts_on": day_of(request_time(request)), "practitioner": request.GET.get("practitioner", "")}
    data = request.POST if request.method == "POST" else None
    return CoverForm(data, initial=initial, away=page.may_arrange_for, colleagues=page.may_stand_in)


def _arrange(request: HttpRequest, form: CoverForm) -> bool:
    try:
        arrange_cover(
            practitioner_id=chosen(form, "practitioner"),
            covering_id=chosen(form, "covering"),
            dates=form.dates(),
            by=staff_actor(request),
            at=request_time(request),
        )
    except CannotBeArranged as refusal:
        form.say(refusal)
        return False
    return True
