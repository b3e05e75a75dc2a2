"""An exercise that two people do: at the desk, on the turned screen, and what is taken away on paper."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.access.gates import NotHere
from alongside.casework.drafts.keeping import KeptForm
from alongside.casework.skills.operations import KeptBackNow, SavedMeanwhile, save_exercise
from alongside.casework.skills.queries import ExercisePage, get_exercise
from alongside.domain.skills import CannotKeep, Done, Field, Written, card_of, reason_to_stop, still_open, take_away
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.skills.drafting import exercise_drafting, find_exercise_draft, read_draft
from alongside.pages.skills.fields import NUMBERS, read_typed, show_fields, typed_from
from alongside.pages.skills.views import skill_context


@staff
@require_http_methods(["GET", "POST"])
def exercise(request: HttpRequest, person_id: UUID, module_id: str, exercise_id: str) -> HttpResponse:
    """Show an exercise as a form with what the practitioner may say, and save it as far as it was done."""
    page = _open(request, person_id, module_id, exercise_id)
    context = _save_or_show(request, page, page.exercise.fields)
    if context is None:
        return redirect("skill_exercise", person_id, module_id, exercise_id)
    return render(request, "skills/exercise.html", skill_context(page.page, request_time(request)) | context)


@staff
@require_http_methods(["GET", "POST"])
def turned(request: HttpRequest, person_id: UUID, module_id: str, exercise_id: str) -> HttpResponse:
    """Show both people the exercise: the person's side alone, without what is for staff."""
    page = _open(request, person_id, module_id, exercise_id)
    context = _save_or_show(request, page, [field for field in page.exercise.fields if not field.apart])
    if context is None:
        return redirect("turn_exercise", person_id, module_id, exercise_id)
    return render(request, "skills/screen.html", context | {"person_id": person_id, "module": page.module})


@staff
@require_GET
def on_paper(request: HttpRequest, person_id: UUID, module_id: str, exercise_id: str) -> HttpResponse:
    """Show what the person takes away: a sheet, and a card under a title that gives nothing away."""
    page = _open(request, person_id, module_id, exercise_id)
    context = {
        "person_id": person_id, "module": page.module, "exercise": page.exercise,
        "sheet": take_away(page.exercise, page.done), "card": card_of(page.exercise, page.done),
    }  # fmt: skip
    return render(request, "skills/print.html", skill_context(page.page, request_time(request)) | context)


def _open(request: HttpRequest, person_id: UUID, module_id: str, exercise_id: str) -> ExercisePage:
    """Return an exercise that may be done now. Raises NotHere for one that is kept back: the page of the skill says why."""
    page = get_exercise(
        person_id=person_id, module_id=module_id, exercise_id=exercise_id, viewer=staff_actor(request),
        at=request_time(request), to_write=request.method == "POST",
    )  # fmt: skip
    if not page.page.verdict.may_be_used:
        raise NotHere
    return page


def _save_or_show(request: HttpRequest, page: ExercisePage, fields: Any) -> dict[str, Any] | None:
    """Save what was sent and return None, or return what the page shows, with everything that was typed."""
    seen = page.saved.number if page.saved else 0
    draft = find_exercise_draft(request, page)
    kept = exercise_drafting(request, page, draft)
    if request.method != "POST":
        typed = read_draft(fields, draft.fields) if draft else typed_from(page.exercise, page.done)
        return kept | _shown(page, fields, typed, seen) | _saved_since(page, draft)
    typed = read_typed(fields, request.POST)
    sent = request.POST.get("seen", "")
    try:
        save_exercise(
            person_id=page.page.identity.person_id, module_id=page.module.id, exercise_id=page.exercise.id, typed=typed,
            seen=int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else 0, by=staff_actor(request),
            at=request_time(request),
        )  # fmt: skip
    except CannotKeep as refusal:
        return kept | _shown(page, fields, typed, seen, wrong=refusal.wrong)
    except SavedMeanwhile as met:
        return kept | _shown(page, fields, typed, met.number) | {"theirs": _not_empty(met.theirs)}
    except KeptBackNow:
        raise NotHere from None
    messages.success(request, "It is saved. You can go on with it at any time.")
    return None


def _saved_since(page: ExercisePage, draft: KeptForm | None) -> dict[str, Any]:
    """Return what somebody saved after this draft was typed, to stand above it."""
    is_later = draft is not None and page.saved is not None and page.saved.at > draft.saved_at
    return {"theirs": _not_empty(page.done)} if is_later else {}


def _shown(page: ExercisePage, fields: list[Field], typed: Any, seen: int, wrong: Any = None) -> dict[str, Any]:
    shown = show_fields(fields, typed, wrong)
    return {
        "exercise": page.exercise, "fields": shown, "seen": seen, "numbers": NUMBERS, "saved": page.saved,
        "error_list": [{"text": one.wrong, "href": f"#{one.first_id}"} for one in shown if one.wrong],
        "stop": reason_to_stop(page.exercise, page.done) if page.saved else "",
        "open": still_open(page.exercise, page.done.as_turned()) if page.saved else (),
        "may_write": page.page.may_write,
        "written": _not_empty(page.done),
    }  # fmt: skip


def _not_empty(done: Done) -> list[Written]:
    """Return what was written, without what is for staff alone: the same words are on the turned screen."""
    return [one for one in done.as_turned().written if not one.is_empty]
