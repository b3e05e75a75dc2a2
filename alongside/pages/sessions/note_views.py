"""Notes: saved while they are typed, finished, taken back for ten minutes, corrected, read."""

from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.casework.sessions.notes.drafts import Saved, Typed, choose_text, save_draft
from alongside.casework.sessions.notes.finishing import (
    AlreadyCorrected,
    DraftInTheWay,
    NotComplete,
    NothingWritten,
    TooLate,
    TwoTexts,
    begin_correction,
    finish_note,
    stop_correcting,
    undo_finish,
)
from alongside.casework.sessions.notes.reading import get_notes
from alongside.casework.sessions.queries import get_session
from alongside.domain.sessions import Keep, Missing, NoteTooLong
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.sessions.forms import ChoiceForm, NoteIdForm, ReasonForm, TypedForm
from alongside.pages.sessions.statements import statement_rows
from alongside.pages.sessions.views import show_session

CORRECTED = "Somebody has corrected that note already. Your words are kept here as a note of their own."
TOO_LONG = (
    "The note is longer than 50,000 characters or 150 statements. Finish a shorter part of it, then go on in a new note"
)
IN_THE_WAY = "You are writing a note about this session. Finish it first, then correct the earlier one."


@staff
@require_POST
def save(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Save a draft: for the script in one line of JSON, without it by coming back to the session."""
    form = TypedForm(request.POST)
    typed = form.typed()
    if form.author() not in ("", str(staff_actor(request).id)):
        return _somebody_else(request, typed)
    try:
        saved = save_draft(session_id=session_id, typed=typed, by=staff_actor(request), at=request_time(request))
    except NoteTooLong:
        return _too_long(request, session_id, typed)
    if _is_from_script(request):
        return _say(saved)
    return redirect(_session_of_tab(session_id, typed.tab, opens=form.opens))


@staff
@require_POST
def finish(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Finish a note, and offer to take it back."""
    form = TypedForm(request.POST)
    typed = form.typed()
    if form.author() not in ("", str(staff_actor(request).id)):
        return _somebody_else(request, typed)
    try:
        finish_note(session_id=session_id, typed=typed, by=staff_actor(request), at=request_time(request))
    except NoteTooLong:
        return _too_long(request, session_id, typed)
    except NothingWritten:
        return _with_error(request, session_id, typed, "Write something before you finish the note")
    except NotComplete as error:
        return _with_error(request, session_id, typed, missing=error.missing)
    except TwoTexts:
        return redirect(_session_of_tab(session_id, typed.tab))
    except AlreadyCorrected:
        messages.warning(request, CORRECTED)
    return redirect("session", session_id=session_id)


@staff
@require_POST
def choose(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Keep this tab's text, the other's, or both."""
    form = ChoiceForm(request.POST)
    if form.is_valid():
        keep, tab = Keep(form.cleaned_data["keep"]), form.cleaned_data["tab"]
        choose_text(session_id=session_id, keep=keep, tab=tab, by=staff_actor(request), at=request_time(request))
        return redirect(_session_of_tab(session_id, tab))
    get_session(session_id=session_id, viewer=staff_actor(request), at=request_time(request), to_write=True)
    return redirect("session", session_id=session_id)


@staff
@require_POST
def undo(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Take a finished note back into a draft."""
    return _about_a_note(request, session_id, undo_finish)


@staff
@require_POST
def correct(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Begin a note that will take the place of another."""
    return _about_a_note(request, session_id, begin_correction)


@staff
@require_POST
def leave_correction(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Stop correcting and leave the note as it is."""
    stop_correcting(session_id=session_id, by=staff_actor(request), at=request_time(request))
    return redirect("session", session_id=session_id)


@staff
@require_http_methods(["GET", "POST"])
def notes(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """All notes about a person that the viewer may read. Whoever has to give a reason is asked first."""
    form = ReasonForm(request.POST if request.method == "POST" else None)
    reason = form.reason() if form.is_valid() else None
    viewer = staff_actor(request)
    page = get_notes(person_id=person_id, reason=reason, viewer=viewer, at=request_time(request))
    return render(request, "sessions/notes.html", {"page": page, "form": form})


@staff
@require_GET
def form_token(request: HttpRequest) -> HttpResponse:
    """Give an open page a new token for its form after somebody has signed in again in another tab."""
    return JsonResponse({"token": get_token(request), "author": str(staff_actor(request).id)})


def _about_a_note(request: HttpRequest, session_id: UUID, operation: Callable[..., None]) -> HttpResponse:
    form, viewer, at = NoteIdForm(request.POST), staff_actor(request), request_time(request)
    if not form.is_valid():
        get_session(session_id=session_id, viewer=viewer, at=at, to_write=True)
        return redirect("session", session_id=session_id)
    try:
        operation(session_id=session_id, note_id=form.cleaned_data["note"], by=viewer, at=at)
    except TooLate:
        messages.warning(request, "The ten minutes are over. You can still correct the note.")
    except AlreadyCorrected:
        messages.warning(request, "Somebody has corrected that note already. Correct the newer one.")
    except DraftInTheWay:
        messages.warning(request, IN_THE_WAY)
    return redirect("session", session_id=session_id)


def _is_from_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


def _say(saved: Saved) -> HttpResponse:
    at = f"{localtime(saved.saved_at):%H:%M}"
    return JsonResponse({"revision": saved.revision, "at": at, "two": saved.in_two_tabs})


def _session_of_tab(session_id: UUID, tab: str, *, opens: str = "") -> str:
    """Return the address of the session as seen by this tab, at the statement that is open to be written.

    The tab is a random word and says nothing.
    """
    asked = {name: value for name, value in (("tab", tab), ("open", opens)) if value}
    address = reverse("session", kwargs={"session_id": session_id})
    return f"{address}{'?' if asked else ''}{urlencode(asked)}{'#id_text' if opens else ''}"


def _too_long(request: HttpRequest, session_id: UUID, typed: Typed) -> HttpResponse:
    if _is_from_script(request):
        return JsonResponse({"error": TOO_LONG}, status=422)
    return _with_error(request, session_id, typed, TOO_LONG)


def _with_error(
    request: HttpRequest, session_id: UUID, typed: Typed, error: str = "", *, missing: Missing | None = None
) -> HttpResponse:
    viewer, at = staff_actor(request), request_time(request)
    page = get_session(session_id=session_id, viewer=viewer, at=at, to_write=True, tab=typed.tab)
    rows = statement_rows(typed.statements, name=page.name.first, missing=missing, error=error)
    errors = [{"text": row.error, "href": f"#id_{row.error_part}"} for row in rows if row.error]
    return show_session(
        request, page, tab=typed.tab, typed=typed, statements=rows, note_error_list=errors, has_errors=True
    )


def _somebody_else(request: HttpRequest, typed: Typed) -> HttpResponse:
    """Words typed by one user are never saved as another's, whoever has signed in meanwhile."""
    if _is_from_script(request):
        return HttpResponse(status=401, headers={"X-Signed-Out": "1"})
    texts = ["\n".join(part for part in (one.text, one.source) if part) for one in typed.statements]
    return render(request, "layout/somebody_else.html", {"texts": texts}, status=401)
