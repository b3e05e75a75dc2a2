"""Answering back: one sentence of what was done with what a person said."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from alongside.casework.check_ins.answers_back import answer_back, get_answer_back
from alongside.casework.my_side.ringing import settle_ring_wish
from alongside.pages.check_ins.addresses import to_both_sides
from alongside.pages.check_ins.forms import AnswerBackForm
from alongside.pages.check_ins.paper_mark import say_from_paper
from alongside.pages.layout.when import long_date
from alongside.pages.policy import request_time, staff, staff_actor


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def write_answer_back(request: HttpRequest, check_in_id: UUID) -> HttpResponse:
    """Show what the person wrote, and keep what was done with it for them to read."""
    actor, at = staff_actor(request), request_time(request)
    page = get_answer_back(check_in_id=check_in_id, viewer=actor, at=at)
    form = AnswerBackForm(request.POST if request.method == "POST" else None, initial={"words": page.words})
    if form.is_valid():
        answer_back(check_in_id=check_in_id, words=form.cleaned_data["words"], by=actor, at=at)
        messages.success(request, "It is kept, and waits on their own side. If they have none, say it to them.")
        return redirect(to_both_sides(page.session_id))
    context = {
        "page": page,
        "on": long_date(page.on),
        "mark": say_from_paper(page.from_paper),
        "form": form,
        "has_errors": bool(form.errors),
    }
    return render(request, "check_ins/answer_back.html", context)


@staff
@require_POST
def settle_ring(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Say that somebody who wished to be rung was rung."""
    settle_ring_wish(person_id=person_id, by=staff_actor(request), at=request_time(request))
    messages.success(request, "Kept as rung.")
    return redirect("person", person_id=person_id)
