"""The predictors of one person, their history, the judgement beside them, and looking at them together."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.casework.risk.errors import (
    NotForThem,
    NothingCalculated,
    SecondedAlready,
)
from alongside.casework.risk.operations import calculate, offer_figures, second_judgement
from alongside.casework.risk.queries import (
    PredictorsPage,
    get_predictors,
    get_shared_line,
    get_together,
    get_whom,
)
from alongside.casework.risk.shared import say_line_wrong
from alongside.domain.risk import Explanation
from alongside.domain.risk.saying import Reader, shared_limits
from alongside.pages.people.identity import identity_context, page_about
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.risk.forms import OfferForm, WrongForm
from alongside.pages.risk.lines import columns_for_staff, columns_together
from alongside.pages.risk.others import ShownResult, show_others
from alongside.pages.risk.people import draw_people
from alongside.pages.risk.words import NOTHING_YET, TITLES, say_missing

FORM = require_http_methods(["GET", "POST"])


@staff
@require_GET
def predictors(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what the figures say and do not say, what is missing, and what was judged beside them."""
    at = request_time(request)
    page = get_predictors(person_id=person_id, viewer=staff_actor(request), at=at)
    context = identity_context(page.identity, now=at, current="predictors") | {
        "page": page,
        "figures": [_figure(e, columns_for_staff(e, person_id, may_write=page.may_write)) for e in page.explanations],
        "missing": say_missing(name for names in page.missing.values() for name in names),
        "assessment_href": page_about("assessment", person_id),
        "others": _others(page),
        "others_limits": shared_limits(Reader.STAFF),
        "rows": [_row(line) for line in page.calculations],
        "may_second": settings.ALONGSIDE_SECOND_SIGNATURE,
    }
    return render(request, "risk/predictors.html", context)


@staff
@require_POST
def work_out(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Work the predictors out from what is known today."""
    try:
        calculate(person_id=person_id, by=staff_actor(request), at=request_time(request))
        messages.success(request, "Worked out from what is known today.")
    except NotForThem as refused:
        messages.warning(request, refused.reason)
    return redirect("predictors", person_id)


@staff
@require_POST
def second(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Sign the newest judgement a second time, where the service asks for it."""
    try:
        second_judgement(person_id=person_id, by=staff_actor(request), at=request_time(request))
        messages.success(request, "Signed a second time.")
    except SecondedAlready:
        messages.warning(request, "Somebody else has signed it already.")
    except NothingCalculated:
        messages.warning(request, NOTHING_YET)
    return redirect("predictors", person_id)


@staff
@FORM
def offer(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask the person, on the turned screen, whether they want to see their figures. They may decline."""
    by, at = staff_actor(request), request_time(request)
    form = OfferForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        what, answer = form.cleaned_data["what"], form.cleaned_data["answer"]
        try:
            offer_figures(person_id=person_id, what=what, answer=answer, by=by, at=at)
        except NothingCalculated:
            messages.warning(request, NOTHING_YET)
            return redirect("predictors", person_id)
        if answer == "declined":
            messages.success(request, "They would rather not look. That is written down, and nothing follows from it.")
            return redirect("predictors", person_id)
        return redirect("figures_together" if what == "reoffending" else "other_figures_together", person_id)
    whom = get_whom(person_id=person_id, viewer=by, at=at)
    context = {"person_id": person_id, "first_name": whom.name.first}
    return render(request, "risk/offer.html", context)


@staff
@require_GET
def together(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the person their own reoffending figures, after they said yes."""
    page = get_together(person_id=person_id, what="reoffending", viewer=staff_actor(request), at=request_time(request))
    context = {
        "page": page,
        "figures": [_figure(e, columns_together(e, page)) for e in page.explanations],
        "said": request.GET.get("said") == "wrong",
    }
    return render(request, "risk/together.html", context)


@staff
@FORM
def say_wrong(request: HttpRequest, person_id: UUID, mark: str) -> HttpResponse:
    """Let the person say, on the turned screen, that a line of their figures is wrong."""
    by, at = staff_actor(request), request_time(request)
    form = WrongForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        say_line_wrong(person_id=person_id, mark=mark, words=form.cleaned_data["words"], by=by, at=at)
        return redirect(f"{reverse('figures_together', args=[person_id])}?said=wrong")
    shared = get_shared_line(person_id=person_id, mark=mark, viewer=by, at=at)
    return render(request, "risk/wrong.html", {"shared": shared, "form": form, "mark": mark})


@staff
@require_GET
def others(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the person the other results, which the practitioner shares by name."""
    page = get_together(person_id=person_id, what="others", viewer=staff_actor(request), at=request_time(request))
    context = {"page": page, "results": show_others(page.others, Reader.PERSON), "limits": shared_limits(Reader.PERSON)}
    return render(request, "risk/others.html", context)


def _figure(explanation: Explanation, columns: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "title": TITLES[explanation.predictor],
        "explanation": explanation,
        "people": draw_people(explanation.figure, explanation.predictor),
        "columns": columns,
    }


def _others(page: PredictorsPage) -> list[ShownResult]:
    if not page.calculations:
        return []
    return show_others(page.calculations[0].results, Reader.STAFF)


def _row(line: Any) -> dict[str, Any]:
    scores = [(TITLES[name], line.results[name]) for name in ("arp", "vrp", "svrp")]
    return {
        "line": line,
        "version": line.results["arp"]["model_version"],
        "scores": [(title, found["score"], found["variant"]) for title, found in scores],
    }
