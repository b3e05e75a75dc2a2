"""One step: written in as one goes, ticked or left open, and turned so that both can look at it."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.access.gates import NotHere
from alongside.casework.first_contact.operations import Saved, choose_step_text, save_step, tick_step
from alongside.casework.first_contact.queries import StepPage, get_step, get_turned_step
from alongside.domain.first_contact import LONGEST, Said, Step, TooLong, load_script
from alongside.domain.questionnaires.definition import Language, LanguageNotFound
from alongside.domain.sessions import Keep
from alongside.domain.speaking import SpokenIn
from alongside.pages.first_contact.forms import ChoiceForm, StepForm, TabForm
from alongside.pages.first_contact.words import (
    interpreter_choices,
    language_choices,
    limits_for,
    links_of,
    outcome_choices,
    shown_boxes,
    shown_gathered,
)
from alongside.pages.policy import request_time, staff, staff_actor

TOO_LONG = f"This is longer than {LONGEST:,} characters. Shorten it"


@staff
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, person_id: UUID, step_key: str) -> HttpResponse:
    """One step of the meeting. It saves itself, and without script by a button."""
    if request.method == "GET":
        return _show(request, person_id, step_key, tab=TabForm(request.GET).cleaned_tab())
    form = StepForm(request.POST, _step(step_key))
    from_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    if not form.is_by(str(staff_actor(request).id)):
        return _somebody_else(request, form, from_script=from_script)
    by, at = staff_actor(request), request_time(request)
    try:
        saved = save_step(person_id=person_id, step_key=step_key, sent=form.sent(), by=by, at=at)
    except TooLong as wrong:
        if from_script:
            return JsonResponse({"error": TOO_LONG}, status=422)
        return _show(request, person_id, step_key, tab=form.page_tab(), typed=form, wrong=wrong.box)
    if from_script:
        return _say(saved)
    return _go_on(request, person_id, step_key, form, saved)


@staff
@require_POST
def choose(request: HttpRequest, person_id: UUID, step_key: str) -> HttpResponse:
    """Keep one of two texts, or both."""
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        return _show(request, person_id, step_key, tab="")
    keep, tab = Keep(form.cleaned_data["keep"]), form.cleaned_data["tab"]
    by, at = staff_actor(request), request_time(request)
    choose_step_text(person_id=person_id, step_key=step_key, keep=keep, tab=tab, by=by, at=at)
    return redirect("first_contact_step", person_id, step_key)


@staff
@require_GET
def turn_screen(request: HttpRequest, person_id: UUID, step_key: str) -> HttpResponse:
    """Show what both look at together in one step, and nothing else."""
    viewer, at = staff_actor(request), request_time(request)
    turned = get_turned_step(person_id=person_id, step_key=step_key, viewer=viewer, at=at)
    language = _language(request, turned.said)
    boxes = [box for box in shown_boxes(turned.step, turned.said, first=turned.first) if box.text]
    context = {
        "turned": turned,
        "boxes": boxes,
        "limits": limits_for(turned.step, language),
        "language": language.value,
        "other_language": _other(language).value,
    }
    return render(request, "first_contact/screen.html", context)


def _go_on(request: HttpRequest, person_id: UUID, step_key: str, form: StepForm, saved: Saved) -> HttpResponse:
    """Tick the step or leave it open, as the button says, and go where that leads."""
    if saved.on_two_devices:
        address = reverse("first_contact_step", args=[person_id, step_key])
        return redirect(f"{address}?{urlencode({'tab': form.page_tab()})}")
    by, at, go = staff_actor(request), request_time(request), form.cleaned_data.get("go")
    if go not in ("done", "open"):
        return redirect("first_contact_step", person_id, step_key)
    tick_step(person_id=person_id, step_key=step_key, done=go == "done", by=by, at=at)
    following = load_script().after(_step(step_key))
    if go == "done" and following:
        return redirect("first_contact_step", person_id, following.key)
    return redirect("after_first_contact" if go == "done" else "first_contact", person_id)


def _show(
    request: HttpRequest, person_id: UUID, step_key: str, *, tab: str, typed: StepForm | None = None, wrong: str = ""
) -> HttpResponse:
    viewer, at = staff_actor(request), request_time(request)
    page = get_step(person_id=person_id, step_key=step_key, viewer=viewer, tab=tab, at=at)
    said = typed.said() if typed else page.said
    context = _context(page, said, wrong, _language(request, said)) | {
        "tab": tab or uuid4().hex,
        "revision": typed.sent().revision if typed else page.revision,
        "author": viewer.id,
    }
    return render(request, "first_contact/step.html", context)


def _context(page: StepPage, said: Said, wrong: str, language: Language) -> dict[str, Any]:
    first, step = page.identity.name.first, page.step
    boxes = shown_boxes(step, said, first=first, wrong={wrong: TOO_LONG} if wrong else None)
    heard = step.outcome.box if step.outcome else ""
    needs = page.identity.needs
    return {
        "page": page,
        "person_id": page.identity.person_id,
        "first": first,
        "name": page.identity.name.display,
        "helps": [text for text in (needs.languages, needs.communication, needs.access, needs.to_know) if text],
        "do": [text.replace("{first}", first) for text in step.do],
        "boxes": [box for box in boxes if box.box.key != heard],
        "heard": next((box for box in boxes if box.box.key == heard), None),
        "outcomes": outcome_choices(step, said, first=first),
        "languages": language_choices(step, said),
        "interpreters": interpreter_choices(step, said),
        "is_through_somebody_known": said.spoken.is_through_somebody_known,
        "limits": limits_for(step, language),
        "language": language.value,
        "other_language": _other(language).value,
        "links": links_of(page),
        "next_step": load_script().after(step),
        "count": len(load_script().steps),
        "gathered": shown_gathered(page.gathered, page.identity) if page.gathered else None,
        "reflected_on": _looked_back(page),
        "other_boxes": shown_boxes(step, page.other.said, first=first) if page.other else [],
        "error_list": [{"text": box.error, "href": f"#id_text_{box.position}"} for box in boxes if box.error],
        "has_errors": bool(wrong),
    }


def _looked_back(page: StepPage) -> list[tuple[str, bool]]:
    """Return for the last step whether both jobs, the limits and not choosing to be here were talked about."""
    if page.step.boxes:
        return []
    asked = {"jobs", "limits", "not_chosen"}
    return [(line.step.title, line.state.value == "done") for line in page.progress.lines if line.step.key in asked]


def _step(step_key: str) -> Step:
    found = load_script().find(step_key)
    if found is None:
        raise NotHere
    return found


def _language(request: HttpRequest, said: Said) -> Language:
    """Return the language the limits are shown in: the one asked for, else the one they were explained in."""
    asked = request.GET.get("language") or (said.spoken_in.value if said.spoken_in is not SpokenIn.OTHER else "")
    try:
        return Language.of(asked)
    except LanguageNotFound:
        return Language.ENGLISH


def _other(language: Language) -> Language:
    return Language.WELSH if language is Language.ENGLISH else Language.ENGLISH


def _say(saved: Saved) -> HttpResponse:
    at = f"{localtime(saved.saved_at):%H:%M}"
    return JsonResponse({"revision": saved.revision, "at": at, "two": saved.on_two_devices})


def _somebody_else(request: HttpRequest, form: StepForm, *, from_script: bool) -> HttpResponse:
    """Words typed by one user are never saved as another's, whoever has signed in meanwhile."""
    if from_script:
        return HttpResponse(status=401, headers={"X-Signed-Out": "1"})
    words = [text for text in form.words.values() if text]
    return render(request, "layout/somebody_else.html", {"texts": words}, status=401)
