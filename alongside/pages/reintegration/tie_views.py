"""The people somebody can call: the list, one of them, and the list as a card."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.access.gates import NotHere
from alongside.casework.reintegration.operations import ChangedMeanwhile, change_tie, let_go, put_tie, take_up_again
from alongside.casework.reintegration.queries import get_reintegration
from alongside.pages.plan.forms import is_done
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.reintegration.forms import LetGoForm, TieForm, initial_tie
from alongside.pages.reintegration.views import whole_context

DONE = {
    "change": "The change is kept.",
    "let_go": "They are off the list. Who it was and why stays in the history.",
    "again": "They are back on the list.",
}


@staff
@require_http_methods(["GET", "POST"])
def ties(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show who the person can call. A post puts somebody on the list."""
    by, at, posts = staff_actor(request), request_time(request), request.method == "POST"
    page = get_reintegration(person_id=person_id, viewer=by, at=at, to_write=posts)
    form = TieForm(request.POST if posts else None, initial=initial_tie(None, seen=page.version.number))
    if form.is_valid() and is_done(form, lambda: put_tie(person_id=person_id, tie=form.as_tie(), by=by, at=at)):
        messages.success(request, "They are on the list.")
        return redirect("ties", person_id)
    return render(request, "reintegration/ties.html", whole_context(page, at) | {"form": form})


@staff
@require_GET
def on_paper(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the list as a card to cut out, with nothing on it that says where it comes from."""
    at = request_time(request)
    page = get_reintegration(person_id=person_id, viewer=staff_actor(request), at=at)
    return render(request, "reintegration/card.html", whole_context(page, at))


@staff
@require_http_methods(["GET", "POST"])
def tie(request: HttpRequest, person_id: UUID, tie_id: UUID) -> HttpResponse:
    """Show somebody on the list. A post changes what is said of them, lets them go or takes them up again, as `do` says."""
    by, at = staff_actor(request), request_time(request)
    page = get_reintegration(person_id=person_id, viewer=by, at=at, to_write=True)
    there = page.whole.find_tie(tie_id)
    if there is None:
        raise NotHere
    do = request.POST.get("do", "")
    form = TieForm(request.POST if do == "change" else None, initial=initial_tie(there, seen=page.version.number))
    letting = LetGoForm(request.POST if do == "let_go" else None)
    about: Any = {"person_id": person_id, "by": by, "at": at}
    theirs: Any = None
    try:
        if _is_done(do, tie_id, form, letting, about):
            messages.success(request, DONE[do])
            return redirect("ties", person_id)
    except ChangedMeanwhile as met:
        theirs = met.theirs
        form.data = dict(form.data.items()) | {"seen": str(met.number)}
    context = whole_context(page, at) | {"tie": there, "form": form, "letting": letting, "theirs": theirs}
    return render(request, "reintegration/tie.html", context)


def _is_done(do: str, tie_id: UUID, form: TieForm, letting: LetGoForm, about: dict[str, Any]) -> bool:
    if form.is_valid():
        if form.cleaned_data["sent"] != tie_id:
            raise NotHere
        return is_done(form, lambda: change_tie(tie=form.as_tie(), seen=form.cleaned_data["seen"], **about))
    if letting.is_valid():
        return is_done(letting, lambda: let_go(tie_id=tie_id, because=letting.cleaned_data["because"], **about))
    if do == "again":
        take_up_again(tie_id=tie_id, **about)
        return True
    return False
