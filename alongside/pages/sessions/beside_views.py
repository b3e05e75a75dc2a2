"""What stands beside a session: the practitioner's own two taps, and uses of authority."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alongside.casework.check_ins.ratings import rate_session, skip_rating
from alongside.casework.power_events.operations import CorrectedAlready, NotHappenedYet, record_power_event
from alongside.casework.power_events.queries import PowerEventPage, get_power_events
from alongside.casework.sessions.queries import get_session
from alongside.domain.ratings import GUESS, HIGHEST, LOWEST, OWN
from alongside.domain.strains import PowerEventKind
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.sessions.forms import PowerEventForm, RatingForm

NOT_YET = "This day is in the future. Enter the day it happened"


@staff
@require_http_methods(["GET", "POST"])
def rate(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Two taps, each one button of eleven: how it was between us, and what the person would say."""
    form, viewer, at = RatingForm(request.POST), staff_actor(request), request_time(request)
    form.is_valid()
    own, guess = form.cleaned_data.get("own"), form.cleaned_data.get("guess")
    if form.cleaned_data.get("skip"):
        skip_rating(session_id=session_id, by=viewer, at=at)
        return redirect("session", session_id=session_id)
    if own is not None and guess is not None:
        rate_session(session_id=session_id, own=own, guess=guess, by=viewer, at=at)
        return redirect("session", session_id=session_id)
    page = get_session(session_id=session_id, viewer=viewer, at=at, to_write=True)
    question = OWN if own is None else GUESS
    context = {
        "page": page,
        "own": own,
        "question": question,
        "asked": question.ask_about(page.name.first),
        "numbers": range(LOWEST, HIGHEST + 1),
    }
    return render(request, "sessions/rate.html", context)


@staff
@require_http_methods(["GET", "POST"])
def power_event(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down a use of authority, or correct a line by a new one."""
    viewer, at = staff_actor(request), request_time(request)
    form = PowerEventForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            record_power_event(
                person_id=person_id,
                kind=PowerEventKind(data["kind"]),
                happened_on=data["on"],
                line=data["line"],
                replaces=data["replaces"],
                by=viewer,
                at=at,
            )
            messages.success(request, "Written down.")
            return redirect("add_power_event", person_id=person_id)
        except NotHappenedYet:
            form.add_error("on", NOT_YET)
        except CorrectedAlready:
            messages.warning(request, "That line has been corrected already. Correct the newer one.")
            return redirect("add_power_event", person_id=person_id)
    asked = PowerEventForm({"replaces": request.GET.get("corrects")})
    asked.is_valid()
    page = get_power_events(person_id=person_id, corrects=asked.cleaned_data.get("replaces"), viewer=viewer, at=at)
    if not form.is_bound:
        form = PowerEventForm(initial=_initial(page))
    return render(request, "sessions/power_event.html", {"page": page, "form": form})


def _initial(page: PowerEventPage) -> dict[str, Any]:
    wrong = page.corrects
    if wrong is None:
        return {"on": page.today}
    return {"kind": wrong.kind.value, "on": wrong.happened_on, "line": wrong.line, "replaces": wrong.id}
