"""Keeps what is typed into a long form as a draft: for the script in one line of JSON, without it by coming back."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from alongside.access.gates import NotHere
from alongside.casework.drafts.forms import DraftOf, about_part, choose_draft, save_draft
from alongside.casework.drafts.keeping import DraftTooLong, TypedForm
from alongside.casework.skills.library import list_exercises
from alongside.domain.endings import Step
from alongside.pages.drafts.reading import ChoiceForm, read_everything, read_tab
from alongside.pages.policy import request_time, staff, staff_actor

TOO_LONG = "This is longer than a draft may be. Copy it and make it shorter"


@staff
@require_POST
def save(request: HttpRequest, person_id: UUID, form: str, about: UUID) -> HttpResponse:
    """Keep what is typed as a draft, or settle two texts, or throw the draft away."""
    of, by, at = _known(form), staff_actor(request), request_time(request)
    choice = ChoiceForm(request.POST)
    if choice.is_valid():
        keep = choice.cleaned_data["keep"]
        choose_draft(person_id=person_id, of=of, about=about, choice=keep, tab=read_tab(request.POST), by=by, at=at)
        return redirect(_page(request, person_id, of, about))
    typed = read_everything(request.POST)
    if request.POST.get("by", "") not in ("", str(by.id)):
        return _somebody_else(request, typed)
    try:
        kept = save_draft(person_id=person_id, of=of, about=about, typed=typed, by=by, at=at)
    except DraftTooLong:
        if _is_from_script(request):
            return JsonResponse({"error": TOO_LONG}, status=422)
        messages.warning(request, f"{TOO_LONG}.")
        return redirect(_page(request, person_id, of, about))
    if _is_from_script(request):
        at_words = f"{localtime(kept.saved_at):%H:%M}"
        return JsonResponse({"revision": kept.revision, "at": at_words, "two": kept.other is not None})
    return redirect(_page(request, person_id, of, about))


def _page(request: HttpRequest, person_id: UUID, of: DraftOf, about: UUID) -> str:
    """Return the address of the form as this tab sees it. The tab is a random word and says nothing."""
    tab = read_tab(request.POST)
    return _address(person_id, of, about) + (f"?tab={tab}" if tab else "")


def _address(person_id: UUID, of: DraftOf, about: UUID) -> str:
    match of:
        case DraftOf.ABSENCE:
            return reverse("absence", args=[about])
        case DraftOf.GOAL:
            return reverse("add_goal", args=[person_id])
        case DraftOf.STEP:
            return reverse("add_step", args=[person_id, about])
        case DraftOf.LETTER:
            return reverse("ending_letter", args=[person_id])
        case DraftOf.ENDING:
            return reverse("ending_step", args=[person_id, _part(person_id, about, [step.value for step in Step])])
        case DraftOf.EXERCISE:
            module_id, _, exercise_id = _part(person_id, about, list_exercises()).partition("/")
            return reverse("skill_exercise", args=[person_id, module_id, exercise_id])


def _part(person_id: UUID, about: UUID, parts: Iterable[str]) -> str:
    """Return which part of the whole a draft is about. Raises NotHere for a name that was made up."""
    found = next((part for part in parts if about_part(person_id, part) == about), None)
    if found is None:
        raise NotHere
    return found


def _known(word: str) -> DraftOf:
    try:
        return DraftOf(word)
    except ValueError:
        raise NotHere from None


def _is_from_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


def _somebody_else(request: HttpRequest, typed: TypedForm) -> HttpResponse:
    """Words typed by one user are never saved as another's, whoever has signed in meanwhile."""
    if _is_from_script(request):
        return HttpResponse(status=401, headers={"X-Signed-Out": "1"})
    texts = [text for texts in typed.fields.values() for text in texts if text.strip()]
    return render(request, "layout/somebody_else.html", {"texts": texts}, status=401)
