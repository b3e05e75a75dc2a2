"""The sheet a practitioner prints for somebody who has no phone, or would rather write."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.casework.paper.sheets import Sheet, get_sheet
from alongside.domain.limits import Limit, limit_text
from alongside.domain.my_side import list_names, page_words, say_day
from alongside.pages.policy import request_time, staff, staff_actor


@staff
@require_safe
def sheet(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Show the sheet of one session as it is printed, in English or in Welsh. No name of the person is on it."""
    language = "cy" if request.GET.get("language") == "cy" else "en-gb"
    page = get_sheet(session_id=session_id, language=language, viewer=staff_actor(request), at=request_time(request))
    names = _names(page, language)
    context = {
        "page": page,
        "language": language[:2],
        "words": page_words("sheet", language=language, **names),
        "audience": page_words("audience", language=language, **names),
        "off": page_words("off", language=language),
        "calls": page_words("calls", language=language),
        "worker_not_told": page_words("tell", language=language, **names)["worker_not_told"],
        "limits": limit_text(Limit.CHECK_IN, language=language).text,
    }
    return render(request, "paper/sheet.html", context)


def _names(page: Sheet, language: str) -> dict[str, str]:
    return {
        "practitioner": page.practitioner,
        "workers": list_names(page.readers.workers or (page.practitioner,), language=language),
        "supervisor": list_names(page.readers.supervisors, language=language),
        "leads": list_names(page.leads, language=language),
        "typists": list_names(page.typists, language=language),
        "day": say_day(page.met_on, language=language),
        "reference": page.reference,
    }
