"""The forms of one pathway and of one milestone. Each works without a script, and keeps what was typed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alongside.access.gates import NotHere
from alongside.casework.reintegration.operations import (
    ChangedMeanwhile,
    change_milestone,
    mark_milestone,
    put_milestone,
    say_pictures,
)
from alongside.casework.reintegration.queries import get_reintegration
from alongside.domain.reintegration import Pathway, State
from alongside.pages.layout.when import day_of
from alongside.pages.plan.forms import is_done
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.reintegration.forms import MilestoneForm, PicturesForm, StateForm, initial_milestone
from alongside.pages.reintegration.rows import pathway_row
from alongside.pages.reintegration.views import whole_context

DONE = {
    "pictures": "The words are kept, and the earlier ones stay in the history.",
    "add": "The milestone is on the pathway.",
    "change": "The change is kept.",
    "mark": "It is written down.",
}


@staff
@require_http_methods(["GET", "POST"])
def pathway(request: HttpRequest, person_id: UUID, pathway: str) -> HttpResponse:
    """Show one pathway. A post keeps its three pictures or puts a milestone on it, as `do` says."""
    by, at, which = staff_actor(request), request_time(request), _known(pathway)
    page = get_reintegration(person_id=person_id, viewer=by, at=at, to_write=request.method == "POST")
    row, seen, do = pathway_row(page.whole, which, today=day_of(at)), page.version.number, request.POST.get("do", "")
    pictures = row.pictures
    first = {"seen": seen, "before": pictures.before, "now": pictures.now, "aimed": pictures.aimed}
    form = PicturesForm(request.POST if do == "pictures" else None, initial=first)
    new = MilestoneForm(request.POST if do == "add" else None, initial=initial_milestone(None, seen=seen))
    about: Any = {"person_id": person_id, "by": by, "at": at}
    theirs: Any = None
    try:
        if _is_written(which, form, new, about):
            messages.success(request, DONE[do])
            return redirect("pathway", person_id, which.value)
    except ChangedMeanwhile as met:
        theirs = met.theirs
        form.data = dict(form.data.items()) | {"seen": str(met.number)}
    context = whole_context(page, at) | {"row": row, "form": form, "new": new, "theirs": theirs}
    return render(request, "reintegration/pathway.html", context)


@staff
@require_http_methods(["GET", "POST"])
def milestone(request: HttpRequest, person_id: UUID, pathway: str, milestone_id: UUID) -> HttpResponse:
    """Show one milestone. A post says how it stands or changes it, as `do` says."""
    by, at, which = staff_actor(request), request_time(request), _known(pathway)
    page = get_reintegration(person_id=person_id, viewer=by, at=at, to_write=True)
    there = page.whole.find(milestone_id)
    if there is None or there.pathway is not which:
        raise NotHere
    seen, do = page.version.number, request.POST.get("do", "")
    form = MilestoneForm(request.POST if do == "change" else None, initial=initial_milestone(there, seen=seen))
    stands = {"state": there.state.value, "because": there.because, "state_seen": seen}
    mark = StateForm(request.POST if do == "mark" else None, initial=stands)
    about: Any = {"person_id": person_id, "by": by, "at": at}
    theirs: Any = None
    try:
        if _is_changed(which, milestone_id, form, mark, about):
            messages.success(request, DONE[do])
            return redirect("pathway", person_id, which.value)
    except ChangedMeanwhile as met:
        theirs = met.theirs
        for shown, field in ((form, "milestone_seen"), (mark, "state_seen")):
            shown.data = dict(shown.data.items()) | {field: str(met.number)}
    context = whole_context(page, at) | {"milestone": there, "form": form, "mark": mark, "theirs": theirs}
    return render(request, "reintegration/milestone.html", context)


def _known(name: str) -> Pathway:
    if name not in set(Pathway):
        raise NotHere
    return Pathway(name)


def _is_written(which: Pathway, form: PicturesForm, new: MilestoneForm, about: dict[str, Any]) -> bool:
    if form.is_valid():
        said, seen = form.as_pictures(), form.cleaned_data["seen"]
        return is_done(form, lambda: say_pictures(pathway=which, said=said, seen=seen, **about))
    if new.is_valid():
        return is_done(new, lambda: put_milestone(milestone=new.as_milestone(which), **about))
    return False


def _is_changed(
    which: Pathway, milestone_id: UUID, form: MilestoneForm, mark: StateForm, about: dict[str, Any]
) -> bool:
    if form.is_valid():
        if form.cleaned_data["sent"] != milestone_id:
            raise NotHere
        seen = form.cleaned_data["milestone_seen"]
        return is_done(form, lambda: change_milestone(milestone=form.as_milestone(which), seen=seen, **about))
    if mark.is_valid():
        said = mark.cleaned_data
        state, because, seen = State(said["state"]), said["because"], said["state_seen"]
        stands: Any = {"milestone_id": milestone_id, "state": state, "because": because, "seen": seen}
        return is_done(mark, lambda: mark_milestone(**stands, **about))
    return False
