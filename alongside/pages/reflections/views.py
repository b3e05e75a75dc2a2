"""A reflection, the list of one's own, and sharing a line of one."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.casework.reflections.operations import (
    NobodyToShareWith,
    NotALine,
    save_reflection,
    share_line,
    take_back_line,
)
from alongside.casework.reflections.queries import get_reflection, get_reflections
from alongside.domain.limits.texts import Limit, limit_text
from alongside.domain.reflections import PROMPTS, Answers, ReflectionTooLong
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.reflections.forms import LineForm, LineIdForm, PageForm, ReflectionForm

TOO_LONG = "An answer is longer than 5,000 characters. Shorten it"
NOT_A_LINE = "That line has changed since. Choose it again."
NOBODY = "There is nobody to share it with today. Bring it to supervision yourself."


@staff
@require_http_methods(["GET", "POST"])
def reflection(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Three prompts for oneself. They save themselves, and without script by a button."""
    if request.method == "POST":
        return _save(request, session_id)
    return _show(request, session_id)


@staff
@require_POST
def share(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Share one line with the supervisor."""
    form, viewer, at = LineForm(request.POST), staff_actor(request), request_time(request)
    line = form.cleaned_data["line"] if form.is_valid() else ""
    try:
        share_line(session_id=session_id, line=line, by=viewer, at=at)
    except NotALine:
        messages.warning(request, NOT_A_LINE)
    except NobodyToShareWith:
        messages.warning(request, NOBODY)
    return redirect(_at_sharing(session_id))


@staff
@require_POST
def take_back(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Stop sharing a line."""
    form, viewer, at = LineIdForm(request.POST), staff_actor(request), request_time(request)
    line_id = form.cleaned_data["line"] if form.is_valid() else uuid4()
    take_back_line(session_id=session_id, line_id=line_id, by=viewer, at=at)
    return redirect(_at_sharing(session_id))


@staff
@require_GET
def reflections(request: HttpRequest) -> HttpResponse:
    """One's own reflections, and lines that were shared with a supervisor."""
    form = PageForm(request.GET)
    number = form.cleaned_data["page"] if form.is_valid() else None
    page = get_reflections(page=number or 1, viewer=staff_actor(request), at=request_time(request))
    context = {"page": page, "prompts": [prompt.short for prompt in PROMPTS], "numbers": range(1, page.pages + 1)}
    return render(request, "reflections/reflections.html", context)


def _save(request: HttpRequest, session_id: UUID) -> HttpResponse:
    form, viewer = ReflectionForm(request.POST), staff_actor(request)
    from_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    if not form.is_by(str(viewer.id)):
        return _somebody_else(request, form, from_script=from_script)
    try:
        kept = save_reflection(session_id=session_id, sent=form.reflected(), by=viewer, at=request_time(request))
    except ReflectionTooLong:
        if from_script:
            return JsonResponse({"error": TOO_LONG}, status=422)
        return _show(request, session_id, typed=form)
    if from_script:
        at = f"{localtime(kept.saved_at):%H:%M}"
        return JsonResponse({"revision": kept.revision, "at": at, "two": kept.in_two_tabs})
    if kept.in_two_tabs:
        return redirect("reflection", session_id=session_id)
    if form.cleaned_data.get("to_share"):
        return redirect(_at_sharing(session_id))
    return redirect("session", session_id=session_id)


def _show(request: HttpRequest, session_id: UUID, *, typed: ReflectionForm | None = None) -> HttpResponse:
    viewer = staff_actor(request)
    page = get_reflection(session_id=session_id, viewer=viewer, at=request_time(request))
    sent = typed.reflected() if typed else None
    context: dict[str, Any] = {
        "page": page,
        "prompts": list(zip(PROMPTS, sent.answers if sent else page.answers, strict=True)),
        "revision": sent.revision if sent else page.revision,
        "tab": (sent.tab if sent else "") or uuid4().hex,
        "author": viewer.id,
        "limits": limit_text(Limit.REFLECTION, language=get_language() or "en-gb"),
        "gap": page.gap.ask_about(page.name.first) if page.gap else "",
    }
    if typed:
        context |= {"error": TOO_LONG, "error_list": [{"text": TOO_LONG, "href": "#id_text_0"}], "has_errors": True}
    return render(request, "reflections/reflection.html", context)


def _somebody_else(request: HttpRequest, form: ReflectionForm, *, from_script: bool) -> HttpResponse:
    """Words typed by one user are never saved as another's, whoever has signed in meanwhile."""
    if from_script:
        return HttpResponse(status=401, headers={"X-Signed-Out": "1"})
    return render(request, "layout/somebody_else.html", {"texts": _not_empty(form.answers)}, status=401)


def _not_empty(answers: tuple[str, ...] | Answers) -> list[str]:
    return [answer for answer in answers if answer]


def _at_sharing(session_id: UUID) -> str:
    return f"{reverse('reflection', kwargs={'session_id': session_id})}#share"
