"""What stands beside a session: the practitioner's own two taps."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alongside.casework.check_ins.ratings import rate_session, skip_rating
from alongside.casework.sessions.queries import get_session
from alongside.domain.ratings import GUESS, HIGHEST, LOWEST, OWN
from alongside.pages.check_ins.addresses import to_both_sides
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.sessions.forms import RatingForm


@staff
@require_http_methods(["GET", "POST"])
def rate(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Two taps, each one button of eleven: how it was between us, and what the person would say."""
    form, viewer, at = RatingForm(request.POST), staff_actor(request), request_time(request)
    form.is_valid()
    own, guess = form.cleaned_data.get("own"), form.cleaned_data.get("guess")
    if form.cleaned_data.get("skip"):
        skip_rating(session_id=session_id, by=viewer, at=at)
        return redirect(to_both_sides(session_id))
    if own is not None and guess is not None:
        rate_session(session_id=session_id, own=own, guess=guess, by=viewer, at=at)
        messages.success(request, "Your two numbers are kept, for yourself only.")
        return redirect(to_both_sides(session_id))
    page = get_session(session_id=session_id, viewer=viewer, at=at, to_write=True, to_rate=True)
    question = OWN if own is None else GUESS
    context = {
        "page": page,
        "own": own,
        "question": question,
        "asked": question.ask_about(page.name.first),
        "numbers": range(LOWEST, HIGHEST + 1),
    }
    return render(request, "sessions/rate.html", context)
