"""The requests of one person, and one of them with its answer."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.casework.corrections.loading import CorrectionLine, StepLine
from alongside.casework.corrections.operations import answer_correction, look_into_correction
from alongside.casework.corrections.queries import get_correction, get_corrections
from alongside.domain.corrections import CorrectionStep
from alongside.pages.corrections.forms import CHANGED, AnswerForm
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.people.identity import identity_context
from alongside.pages.policy import request_time, staff, staff_actor

SAID = {
    CorrectionStep.LOOKING: "Somebody looks into it",
    CorrectionStep.CHANGED: "Put right",
    CorrectionStep.NOT_CHANGED: "It stays as it is",
}


@staff
@require_GET
def corrections(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """List what one person asked to be put right: what waits for an answer first."""
    at = request_time(request)
    found = get_corrections(person_id=person_id, viewer=staff_actor(request), at=at)
    rows = [(line, _row(line, at)) for line in found.corrections]
    return render(request, "corrections/corrections.html", identity_context(found.identity, now=at) | {"rows": rows})


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest, correction_id: UUID) -> HttpResponse:
    """Show one request, and answer it."""
    by, at = staff_actor(request), request_time(request)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        answer_correction(
            correction_id=correction_id, changed=said["outcome"] == CHANGED, words=said["words"], by=by, at=at
        )
        messages.success(request, "Your answer is on their own page now.")
        return redirect("correction", correction_id=correction_id)
    found = get_correction(correction_id=correction_id, viewer=by, at=at, to_write=request.method == "POST")
    first = found.identity.name.first
    context = identity_context(found.identity, now=at) | {
        "found": found,
        "line": found.line,
        "asked": long_date(day_of(found.line.asked_at)),
        "due": long_date(found.line.due_on),
        "history": [_step(step, first) for step in reversed(found.line.steps)],
        "form": form,
    }
    return render(request, "corrections/correction.html", context)


@staff
@require_POST
def look_into(request: HttpRequest, correction_id: UUID) -> HttpResponse:
    """Let the person see that somebody looks into it."""
    look_into_correction(correction_id=correction_id, by=staff_actor(request), at=request_time(request))
    return redirect("correction", correction_id=correction_id)


def _row(line: CorrectionLine, now: datetime) -> dict[str, Any]:
    late = line.state.is_open and line.due_on < day_of(now)
    return {
        "asked": long_date(day_of(line.asked_at)),
        "state": f"Answer by {long_date(line.due_on)}" if line.state.is_open else line.state.label,
        "is_late": late,
    }


def _step(step: StepLine, first: str) -> dict[str, Any]:
    said = SAID.get(step.kind, f"{first} does not agree")
    return {"said": said, "words": step.words, "by": step.by or first, "at": step.at, "is_theirs": not step.by}
