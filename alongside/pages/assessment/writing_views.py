"""Writing in an assessment: begun, saved while it is typed, two texts settled, a break, consent."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from alongside.casework.assessment.errors import Completed, NoConsent, NothingUnderWay
from alongside.casework.assessment.loading import ADVERSITY, Place
from alongside.casework.assessment.operations import begin_assessment, come_back, say_consent, stop_talking
from alongside.casework.assessment.queries import get_assessment
from alongside.casework.assessment.saving import SavedAnswers, Sent, choose_text, save_answers
from alongside.domain.assessment import LONGEST, Area, Consent, Voice
from alongside.domain.sessions import Keep
from alongside.pages.assessment.forms import BreakForm, ChoiceForm, ConsentForm
from alongside.pages.assessment.reading import read_sent, read_tab, write_marks
from alongside.pages.assessment.views import adversity_context, area_context
from alongside.pages.policy import request_time, staff, staff_actor

TOO_LONG = f"This is longer than {LONGEST:,} characters. Nothing of it is lost: it is below. Make it shorter, then save"
WHY_NOT = {
    NothingUnderWay: "It was signed in the meantime, so nothing can be changed. A review begins the next version.",
    Completed: "It was marked as finished in the meantime. Open it again on the page where it is signed.",
    NoConsent: "This was stopped, or the answer was not yes, so nothing was kept.",
}
SOMEBODY_ELSE = "Somebody else is signed in now. Your words were not saved, because they would have become theirs."


@staff
@require_POST
def begin(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Begin an assessment, or a review with the answers of the last one."""
    begin_assessment(person_id=person_id, by=staff_actor(request), at=request_time(request))
    return redirect("assessment", person_id)


@staff
@require_POST
def save(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Save what was typed: for the script in one line of JSON, without it by coming back to the page."""
    by, at, sent = staff_actor(request), request_time(request), read_sent(request.POST)
    if request.POST.get("by", "") not in ("", str(by.id)):
        return _not_saved(request, person_id, sent, SOMEBODY_ELSE)
    try:
        saved = save_answers(
            person_id=person_id, sent=sent, tab=read_tab(request.POST), by=by, at=at, area=_area_of(request)
        )
    except (NothingUnderWay, Completed, NoConsent) as wrong:
        return _not_saved(request, person_id, sent, WHY_NOT[type(wrong)])
    if _is_from_script(request):
        return _say(request, saved)
    if saved.too_long:
        return _too_long(request, person_id, sent, saved)
    return redirect(_back(request, person_id))


@staff
@require_POST
def choose(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Keep the first of two texts, the second, or both."""
    form = ChoiceForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        place = (said["question"], Voice(said["voice"]))
        try:
            choose_text(
                person_id=person_id, place=place, keep=Keep(said["keep"]), by=staff_actor(request),
                at=request_time(request),
            )  # fmt: skip
        except (NothingUnderWay, Completed) as wrong:
            messages.warning(request, WHY_NOT[type(wrong)])
    else:
        get_assessment(person_id=person_id, viewer=staff_actor(request), at=request_time(request), to_write=True)
    return redirect(_back(request, person_id))


@staff
@require_POST
def take_break(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Stop where they are, or go on where they had stopped. Both are kept with their time."""
    form, by, at = BreakForm(request.POST), staff_actor(request), request_time(request)
    if not form.is_valid():
        get_assessment(person_id=person_id, viewer=by, at=at, to_write=True)
        return redirect("assessment", person_id)
    place = form.cleaned_data["place"]
    known = place if place in {*Area, ADVERSITY} else ""
    try:
        if form.cleaned_data["do"] == "return":
            return redirect(_page_of(come_back(person_id=person_id, by=by, at=at), person_id))
        stop_talking(person_id=person_id, place=known, by=by, at=at)
    except NothingUnderWay:
        messages.warning(request, WHY_NOT[NothingUnderWay])
        return redirect("assessment", person_id)
    messages.success(request, "You stopped here. Everything is saved, and there is a way back.")
    return redirect(_page_of(ADVERSITY, person_id) if known == ADVERSITY else reverse("assessment", args=[person_id]))


@staff
@require_POST
def consent(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Keep what the person said to talking about what happened to them."""
    form, by, at = ConsentForm(request.POST), staff_actor(request), request_time(request)
    if form.is_valid():
        said = form.cleaned_data
        try:
            say_consent(person_id=person_id, consent=Consent(said["consent"]), on_copy=said["on_copy"], by=by, at=at)
        except (NothingUnderWay, Completed) as wrong:
            messages.warning(request, WHY_NOT[type(wrong)])
        return redirect("assessment_adversity", person_id)
    found = get_assessment(person_id=person_id, viewer=by, at=at, to_write=True)
    return render(request, "assessment/adversity.html", adversity_context(request, found, at, form=form))


def _say(request: HttpRequest, saved: SavedAnswers) -> HttpResponse:
    """Return what the script needs to know: the marks now, and which questions are asked now."""
    if saved.too_long:
        return JsonResponse({"error": TOO_LONG.partition(".")[0]}, status=422)
    at = request_time(request)
    return JsonResponse(
        {
            "revision": write_marks(saved.marks),
            "at": f"{localtime(at):%H:%M}",
            "two": bool(saved.two_texts),
            "asked": saved.asked and {question: standing or "" for question, standing in saved.asked.items()},
        }
    )


def _too_long(request: HttpRequest, person_id: UUID, sent: list[Sent], saved: SavedAnswers) -> HttpResponse:
    """Show the page again with what was too long still in its box. All else is saved."""
    typed = {one.place: one.said for one in sent if one.place in saved.too_long}
    errors: dict[Place, str] = dict.fromkeys(saved.too_long, TOO_LONG)
    at, area = request_time(request), _area_of(request)
    found = get_assessment(person_id=person_id, viewer=staff_actor(request), at=at, to_write=True)
    if area is not None:
        context = area_context(request, found, area, at, typed=typed, errors=errors)
        return render(request, "assessment/area.html", context)
    context = adversity_context(request, found, at, typed=typed, errors=errors)
    return render(request, "assessment/adversity.html", context)


def _not_saved(request: HttpRequest, person_id: UUID, sent: list[Sent], why: str) -> HttpResponse:
    """Say why nothing was kept, and give every word back."""
    if _is_from_script(request):
        return JsonResponse({"error": why.rstrip(".")}, status=422)
    words = [one.said.words for one in sent if one.said.words.strip()]
    context: dict[str, Any] = {"why": why, "words": words, "person_id": person_id}
    return render(request, "assessment/not_saved.html", context)


def _area_of(request: HttpRequest) -> Area | None:
    place = request.POST.get("place", "")
    return Area(place) if place in set(Area) else None


def _back(request: HttpRequest, person_id: UUID) -> str:
    """Return the page that a form was on, with its tab, so that its own words are not taken for somebody else's."""
    place, tab = request.POST.get("place", ""), read_tab(request.POST)
    name = "turned_assessment" if request.POST.get("turned") == "yes" and place in {*Area, ADVERSITY} else ""
    address = reverse(name, args=[person_id, place]) if name else _page_of(place, person_id)
    return f"{address}?tab={tab}" if tab else address


def _page_of(place: str, person_id: UUID) -> str:
    if place == ADVERSITY:
        return reverse("assessment_adversity", args=[person_id])
    if place in set(Area):
        return reverse("assessment_area", args=[person_id, place])
    return reverse("assessment", args=[person_id])


def _is_from_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"
