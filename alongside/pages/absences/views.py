"""An absence: worried about risk now comes first, then curiosity, then the practitioner's decision."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.casework.absences.operations import NotAbsent, NotSafe, say_worried, write_about_absence
from alongside.casework.absences.queries import AbsencePage, EarlierWords, get_absence
from alongside.casework.drafts.forms import DraftOf, find_draft
from alongside.domain.absences import Decision, Follows, Step, count_working_days
from alongside.pages.absences.forms import AbsenceForm, initial_with, way_label
from alongside.pages.drafts.reading import form_drafting, tab_of
from alongside.pages.policy import request_time, staff, staff_actor

NAMES = {
    Step.WORRIED: "Worried about risk now",
    Step.DEADLINE: "The service wants an answer by",
    Step.SOUGHT: "The reason",
    Step.TRIED: "What came of trying",
    Step.OFFERED: "What was offered",
    Step.HARD: "What makes it hard",
    Step.NEXT: "What comes next",
    Step.DECIDED: "The decision",
    Step.TOLD: "What they were told",
    Step.CHALLENGE: "How they can challenge it",
    Step.FOLLOWS: "Whether a use of authority follows",
}


@staff
@require_http_methods(["GET", "POST"])
def absence(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Show what is written about an absence, and keep what is posted."""
    viewer, at = staff_actor(request), request_time(request)
    if request.method == "POST" and "worried" in request.POST:
        return _worried(request, session_id)
    page = get_absence(session_id=session_id, viewer=viewer, at=at)
    about: dict[str, Any] = {"person_id": page.person_id, "of": DraftOf.ABSENCE, "about": session_id}
    writes = page.may_write and not page.is_settled_otherwise
    draft = find_draft(**about, tab=tab_of(request), viewer=viewer, at=at) if writes else None
    posted = request.POST if request.method == "POST" else None
    form = AbsenceForm(posted, page=page, initial=initial_with(page, draft))
    if form.is_valid():
        try:
            write_about_absence(session_id=session_id, written=form.written(), by=viewer, at=at)
            messages.success(request, "Saved. You can go on with it at any time.")
            return redirect(f"{reverse('absence', args=[session_id])}#way")
        except NotSafe:
            form.add_error("ways", "One of these is not safe to use any more. Look at the ways again")
        except NotAbsent:
            return _came(request, session_id)
    context = _context(page, form) | (form_drafting(request, draft, form, **about) if writes else {})
    return render(request, "absences/absence.html", context)


def _worried(request: HttpRequest, session_id: UUID) -> HttpResponse:
    try:
        say_worried(session_id=session_id, by=staff_actor(request), at=request_time(request))
    except NotAbsent:
        return _came(request, session_id)
    return redirect("absence", session_id=session_id)


def _came(request: HttpRequest, session_id: UUID) -> HttpResponse:
    messages.warning(request, "This session was held or cancelled, so there is no absence to write about.")
    return redirect("session", session_id=session_id)


def _context(page: AbsencePage, form: AbsenceForm) -> dict[str, Any]:
    days = settings.ALONGSIDE_ABSENCE_WORKING_DAYS
    return {
        "page": page,
        "form": form,
        "duty_manager": settings.ALONGSIDE_DUTY_MANAGER,
        "procedure": settings.ALONGSIDE_PROCEDURE,
        "by_rule": count_working_days(page.planned_on, days) if days > 0 else None,
        "rule_days": days,
        "ways": [way_label(way) for way in page.safe_ways if way.key in form.initial["ways"]],
        "earlier": [_earlier(words) for words in page.earlier],
        "is_begun": bool(page.said),
        "way": page.way,
        "follows": page.follows.label if page.follows else "",
    }


def _earlier(words: EarlierWords) -> dict[str, Any]:
    said = words.said.words
    if words.step is Step.DECIDED:
        decision, _, why = said.partition("\n")
        said = f"{Decision(decision).label}. {why}"
    elif words.step is Step.FOLLOWS:
        said = Follows(said).label
    return {"name": NAMES[words.step], "words": said, "by": words.written_by, "at": words.written_at}
