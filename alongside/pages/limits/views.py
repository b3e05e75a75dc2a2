"""The limits in the words of today, what was said back, and each time before."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alongside.casework.limits.telling import TimeTold, Told, get_limits, go_through_limits, language_of
from alongside.domain.limits import AskedBack, Limit, NothingAskedBack, limit_text, limit_text_as_shown
from alongside.domain.speaking import Interpreter, Spoken, SpokenIn
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.limits.forms import TellingForm
from alongside.pages.people.identity import identity_context
from alongside.pages.policy import request_time, staff, staff_actor


@staff
@require_http_methods(["GET", "POST"])
def limits(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the words of today and each time they were gone through. A post writes down one more."""
    by, at = staff_actor(request), request_time(request)
    posts = request.method == "POST"
    page = get_limits(person_id=person_id, viewer=by, at=at, to_write=posts)
    form = TellingForm(request.POST if posts else None)
    if form.is_valid() and _is_kept(person_id, form, request):
        messages.success(request, "It is kept, with what was said back.")
        return redirect("limits", person_id)
    context = identity_context(page.identity, now=at, current="first_contact") | {
        "page": page,
        "form": form,
        "english": limit_text(Limit.FIRST_MEETING, language="en"),
        "welsh": limit_text(Limit.FIRST_MEETING, language="cy"),
        "times": [_shown(one) for one in page.times],
    }
    return render(request, "limits/limits.html", context)


def _is_kept(person_id: UUID, form: TellingForm, request: HttpRequest) -> bool:
    said = form.cleaned_data
    spoken = Spoken(SpokenIn(said["spoken_in"]), Interpreter(said["interpreter"]))
    told = Told({asked: said[asked.value] for asked in AskedBack}, said["present"], language_of(spoken), spoken)
    try:
        go_through_limits(person_id=person_id, told=told, by=staff_actor(request), at=request_time(request))
    except NothingAskedBack:
        form.add_error(AskedBack.KEEP.value, "Ask it back, and write down what they said")
    return not form.errors


def _shown(one: TimeTold) -> dict[str, Any]:
    told = one.told
    return {
        "on": long_date(day_of(one.at)),
        "by": one.by,
        "version": one.version,
        "text": limit_text_as_shown(Limit.FIRST_MEETING, language=told.language, version=one.version),
        "spoken": told.spoken.in_short,
        "is_through_somebody_known": told.spoken.is_through_somebody_known,
        "present": told.present,
        "said": [(asked.question, told.understood[asked]) for asked in AskedBack if asked in told.understood],
    }
