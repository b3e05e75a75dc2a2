"""Plan a session, hold it, and say what became of it."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.casework.plan.queries import list_coming_steps
from alongside.casework.sessions.operations import (
    NobodyAllocated,
    NotPlannedAnyMore,
    cancel_session,
    change_session,
    plan_session,
    record_attendance,
    start_session,
)
from alongside.casework.sessions.queries import SessionPage, get_planning, get_session
from alongside.casework.sessions.screen import YOU, get_screen
from alongside.casework.skills.reviewing import list_to_review
from alongside.domain.limits.texts import Limit, limit_text
from alongside.domain.sessions import Attendance, NotPlannable
from alongside.domain.skills import ask_about
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.promises.picture import say_picture
from alongside.pages.sessions.forms import (
    TAB,
    TOO_FAR,
    AttendanceForm,
    CancelForm,
    NextTimeForm,
    PlanForm,
    initial_plan,
)
from alongside.pages.sessions.statements import statement_rows
from alongside.pages.sessions.words import who_can_read

NOBODY = "Nobody is allocated today, so a session cannot be planned. Ask the supervisor to allocate somebody"
KEPT = {
    Attendance.ATTENDED: "It is kept that they came.",
    Attendance.MISSED: "It is kept that they did not come.",
    Attendance.CANCELLED: "It is kept that the session was cancelled.",
}
SETTLED = "This session has already been settled, so its plan can no longer be changed."


@staff
@require_GET
def session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The session: what we are here for, who came, when next, and the note."""
    asked = request.GET.get("tab", "")
    tab = asked if TAB.fullmatch(asked) else uuid4().hex
    page = get_session(session_id=session_id, viewer=staff_actor(request), at=request_time(request), tab=tab)
    return show_session(request, page, tab=tab)


@staff
@require_GET
def turn_screen(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """What both people look at together: agenda, plan and promises, large, and nothing else."""
    viewer, at = staff_actor(request), request_time(request)
    screen = get_screen(session_id=session_id, viewer=viewer, at=at)
    coming = list_coming_steps(person_id=screen.person_id, person_name=YOU, viewer=viewer, at=at)
    return render(request, "sessions/screen.html", {"screen": screen, "coming": coming})


def show_session(request: HttpRequest, page: SessionPage, *, tab: str, **context: Any) -> HttpResponse:
    """Return the session page, with what comes next on the plan and what was practised beside what it is about."""
    viewer, at = staff_actor(request), request_time(request)
    coming = list_coming_steps(person_id=page.person_id, person_name=page.name.first, viewer=viewer, at=at)
    practised = list_to_review(session_id=page.session_id, viewer=viewer, at=at)
    shown = session_context(request, page, tab=tab, **context) | {
        "coming": coming, "counted": say_picture(page.promises.counted, first=page.name.first),
        "to_review": practised, "questions": ask_about([p for one in practised for p in one.practised]),
    }  # fmt: skip
    return render(request, "sessions/session.html", shown)


def session_context(request: HttpRequest, page: SessionPage, *, tab: str = "", **forms: Any) -> dict[str, Any]:
    """Return the context of the session page, with empty forms where none is given back with its errors."""
    actor = staff_actor(request)
    week = page.a_week_later
    return {
        "page": page,
        "next_hint": f"A week later is {week.day} {week.month} {week.year}. Leave it empty to plan it another day.",
        "tab": tab,
        "statements": statement_rows(
            page.note.draft.statements if page.note.draft else (),
            name=page.name.first,
            asked=request.GET.get("open", ""),
        ),
        "finish_to": {"formaction": reverse("finish_note", args=[page.session_id])},
        "author": actor.id,
        "readers": who_can_read(page.note.readers, viewer_name=actor.name),
        "limits": limit_text(Limit.NOTE, language=get_language() or "en-gb"),
        "attendance_form": AttendanceForm(
            initial={"attendance": page.attendance.value, "said": page.absence, "declined": page.declined}
        ),
        "next_form": NextTimeForm(prefix="next", initial=initial_plan(page, with_date=False)),
    } | forms


@staff
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Plan a session with a person."""
    viewer = staff_actor(request)
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            planned = plan_session(person_id=person_id, plan=form.plan(), by=viewer, at=request_time(request))
            messages.success(request, "The session is planned.")
            return redirect("session", session_id=planned)
        except NotPlannable:
            form.add_error("on", TOO_FAR)
        except NobodyAllocated:
            form.add_error(None, NOBODY)
    page = get_planning(person_id=person_id, viewer=viewer, at=request_time(request))
    return render(request, "sessions/plan.html", {"page": page, "form": form})


@staff
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Move a planned session or change what it is about."""
    viewer = staff_actor(request)
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_session(session_id=session_id, plan=form.plan(), by=viewer, at=request_time(request))
            messages.success(request, "The session is changed.")
            return redirect("session", session_id=session_id)
        except NotPlannedAnyMore:
            return _settled(request, session_id)
        except NotPlannable:
            form.add_error("on", TOO_FAR)
    page = get_session(session_id=session_id, viewer=viewer, at=request_time(request), to_write=True)
    form = form if form.is_bound else PlanForm(initial=initial_plan(page))
    form.offer_length(page.minutes)
    return render(request, "sessions/change.html", {"page": page, "form": form})


@staff
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Cancel a planned session."""
    viewer = staff_actor(request)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            cancel_session(session_id=session_id, words=form.cleaned_data["words"], by=viewer, at=request_time(request))
            messages.success(request, "The session is cancelled.")
            return redirect("session", session_id=session_id)
        except NotPlannedAnyMore:
            return _settled(request, session_id)
    page = get_session(session_id=session_id, viewer=viewer, at=request_time(request), to_write=True)
    return render(request, "sessions/cancel.html", {"page": page, "form": form})


@staff
@require_POST
def start(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Begin a planned session."""
    try:
        start_session(session_id=session_id, by=staff_actor(request), at=request_time(request))
    except NotPlannedAnyMore:
        return _settled(request, session_id)
    return redirect("session", session_id=session_id)


@staff
@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Say what became of a session and, in the same step, when the next one is."""
    viewer = staff_actor(request)
    forms: dict[str, Any] = {}
    if request.method == "POST":
        form, next_form = AttendanceForm(request.POST), NextTimeForm(request.POST, prefix="next")
        if form.is_valid() and next_form.is_valid() and _attendance_is_recorded(request, session_id, form, next_form):
            return redirect(_after(form, goes_on="then" in request.POST), session_id=session_id)
        forms = {"attendance_form": form, "next_form": next_form, "has_errors": True}
    page = get_session(session_id=session_id, viewer=viewer, at=request_time(request), to_write=True)
    return render(request, "sessions/attendance.html", session_context(request, page, **forms))


def _after(form: AttendanceForm, *, goes_on: bool) -> str:
    """Return where it goes on: to the reason if they did not come, else to the check-in if that was asked for."""
    if form.cleaned_data["attendance"] == Attendance.MISSED.value:
        return "absence"
    return "hand_over" if goes_on and form.cleaned_data["attendance"] == Attendance.ATTENDED.value else "session"


def _attendance_is_recorded(
    request: HttpRequest, session_id: UUID, form: AttendanceForm, next_form: NextTimeForm
) -> bool:
    """Record what was typed; when it cannot be, say why in the forms and return False."""
    try:
        record_attendance(
            session_id=session_id,
            attendance=Attendance(form.cleaned_data["attendance"]),
            words=form.cleaned_data["said"],
            declined=form.cleaned_data["declined"],
            next_plan=next_form.plan() if next_form.is_filled else None,
            by=staff_actor(request),
            at=request_time(request),
        )
    except NotPlannable:
        next_form.add_error("on", TOO_FAR)
        return False
    except NobodyAllocated:
        next_form.add_error(None, NOBODY)
        return False
    messages.success(request, KEPT[Attendance(form.cleaned_data["attendance"])])
    return True


def _settled(request: HttpRequest, session_id: UUID) -> HttpResponse:
    messages.warning(request, SETTLED)
    return redirect("session", session_id=session_id)
