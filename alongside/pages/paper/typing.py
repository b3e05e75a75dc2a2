"""Typing a sheet in: find it by its number, type it, check it, save it. Afterwards nobody reads it back here."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from alongside.casework.paper.desk import find_sheet, get_desk, get_typing_page
from alongside.casework.paper.typing import SheetRefused, check_sheet, type_sheet
from alongside.domain.my_side import list_names
from alongside.pages.layout.components import render_component
from alongside.pages.layout.when import long_date, moment
from alongside.pages.paper.forms import ASKED_IN, AUDIENCES, ReferenceForm, SheetForm
from alongside.pages.policy import request_time, staff, staff_actor

UNKNOWN = "You have no sheet of this number to type. Check it, or ask the supervisor who named you"
SAVED = "The sheet is typed in. You cannot open it again. Now destroy the paper."


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """Ask for the number of a sheet, and say which were typed."""
    viewer, at = staff_actor(request), request_time(request)
    form = ReferenceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reference = form.cleaned_data["reference"]
        person_id = find_sheet(reference=reference, viewer=viewer, at=at)
        if person_id is not None:
            return redirect(f"{reverse('paper_check_in', args=[person_id])}?sheet={reference}")
        form.add_error("reference", UNKNOWN)
    page = get_desk(viewer=viewer, at=at)
    typed = [(line.reference, moment(line.typed_at, now=at)) for line in page.typed]
    return render(request, "paper/desk.html", {"form": form, "page": page, "typed": typed})


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def paper_check_in(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask for what is on a sheet, show it once more to be checked, and keep it. What is typed lives in the post until then."""
    by, at = staff_actor(request), request_time(request)
    page = get_typing_page(person_id=person_id, viewer=by, at=at)
    if request.method != "POST":
        wanted = request.GET.get("sheet", "")
        chosen = next((str(s.session_id) for s in page.sessions if s.reference == wanted), "")
        return _ask(request, SheetForm(page=page, initial={"session": chosen}))
    form = SheetForm(request.POST, page=page)
    step = request.POST.get("step", "check")
    if not form.is_valid() or step == "change":
        return _ask(request, form)
    try:
        if step == "save":
            type_sheet(person_id=person_id, sheet=form.sheet, by=by, at=at)
            messages.success(request, SAVED)
            return redirect("type_sheet")
        check_sheet(person_id=person_id, sheet=form.sheet, by=by, at=at)
    except SheetRefused as refused:
        form.say(refused)
        return _ask(request, form)
    return _check(request, form)


def _ask(request: HttpRequest, form: SheetForm) -> HttpResponse:
    leads = list_names(form.page.leads, language="en")
    return render(request, "paper/type.html", {"form": form, "page": form.page, "leads": leads})


def _check(request: HttpRequest, form: SheetForm) -> HttpResponse:
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", "step")
        for value in values
    ]
    context = {
        "typed": typed,
        "about": _summary(_about(form)),
        "answers": "" if form.sheet.not_today else _summary(_answers(form)),
        "tell": form.sheet.tell,
        "leads": list_names(form.page.leads, language="en"),
    }
    return render(request, "paper/check.html", context)


def _about(form: SheetForm) -> list[tuple[str, str]]:
    sheet = form.sheet
    session = next(s for s in form.page.sessions if s.session_id == sheet.session_id)
    rows = [
        ("Sheet", f"{session.reference}, about {long_date(session.on)} with {session.practitioner}"),
        ("Filled in on", long_date(sheet.written_on)),
        ("Language", f"{dict(ASKED_IN)[sheet.asked_in]}{', with an interpreter' if sheet.interpreter else ''}"),
    ]
    if sheet.not_today:
        return [*rows, ("Answers", "Not today")]
    return [*rows, ("Who can see it", dict(AUDIENCES)[sheet.audience])]


def _answers(form: SheetForm) -> list[tuple[str, str]]:
    sheet = form.sheet
    return [
        *((question.text, _said(sheet.answers[question.item_id])) for question in form.page.questions),
        ("Something was off today", "Ticked" if sheet.felt_off else "Not ticked"),
        ("In their own words", sheet.words or "Nothing written"),
    ]


def _said(answer: int | None) -> str:
    return "Prefers not to say" if answer is None else f"{answer} of 10"


def _summary(rows: list[tuple[str, str]]) -> SafeString:
    shown: list[dict[str, Any]] = [{"key": {"text": key}, "value": {"text": value}} for key, value in rows]
    return render_component("summary-list", {"rows": shown})
