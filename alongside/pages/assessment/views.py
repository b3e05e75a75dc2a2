"""Reading an assessment: all areas, one of them, what was told of what happened, and the turned screen."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.access.gates import NotHere
from alongside.casework.assessment.loading import ADVERSITY, Place, Version
from alongside.casework.assessment.queries import AssessmentPage, get_assessment, get_persons_copy
from alongside.casework.referrals.waiting import list_about_area
from alongside.domain.assessment import Area, Consent, Progress, Said, load_adversity, load_area, needs_said
from alongside.pages.assessment.cards import Page, area_cards, marks_of, support_card, told_cards
from alongside.pages.assessment.forms import ConsentForm, VersionForm
from alongside.pages.assessment.reading import TAB, write_marks
from alongside.pages.people.identity import identity_context
from alongside.pages.policy import request_time, staff, staff_actor

NUMBERS = ("None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
STEPS = {
    "begun": "Begun",
    "stopped": "Stopped",
    "returned": "Went on",
    "consent": "Asked about what happened",
    "completed": "Marked as finished",
    "reopened": "Opened again",
    "person_said": "The person had their say",
    "signed": "Signed by the practitioner",
    "second_signed": "Signed second",
}
CONSENT_SAID = {"yes": "said yes", "not_today": "said not today", "no": "said no"}
NO_WORDS: dict[Place, Said] = {}
NO_ERRORS: dict[Place, str] = {}


@staff
@require_GET
def overview(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the nine areas, how far each has come, and everything that happened to this version."""
    found, at = _get(request, person_id), request_time(request)
    return render(request, "assessment/overview.html", page_context(found, at) | {"steps": _steps(found)})


@staff
@require_GET
def area(request: HttpRequest, person_id: UUID, area: str) -> HttpResponse:
    """Show one area with both voices, to write in while the version is open."""
    found, at = _get(request, person_id), request_time(request)
    return render(request, "assessment/area.html", area_context(request, found, known_area(area), at))


@staff
@require_GET
def adversity(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the talk about what happened to the person: asked first, and never more of it than they agreed to."""
    found, at = _get(request, person_id), request_time(request)
    return render(request, "assessment/adversity.html", adversity_context(request, found, at))


@staff
@require_GET
def turned(request: HttpRequest, person_id: UUID, area: str) -> HttpResponse:
    """Show one area, or the talk about what happened, large, with nothing but this person's own."""
    copy = get_persons_copy(person_id=person_id, viewer=staff_actor(request), at=request_time(request))
    page = Page(copy.version, copy.first_name, NO_WORDS, NO_ERRORS, is_turned=True)
    is_told = area == ADVERSITY
    if is_told and not may_tell(copy.version):
        raise NotHere
    cards = told_cards(page) if is_told else area_cards(page, known_area(area))
    context = {
        "person_id": person_id,
        "version": copy.version,
        "first": copy.first_name,
        "may_write": copy.may_write,
        "heading": "What happened to me" if is_told else known_area(area).heading,
        "opening": "" if is_told else load_area(known_area(area)).opening,
        "place": area,
        "is_told": is_told,
        "cards": cards,
        "revision": write_marks(marks_of(copy.version, (card.person for card in cards))),
    }
    return render(request, "assessment/turned.html", context | _typing(request))


def known_area(word: str) -> Area:
    """Return the area that an address names. Raises NotHere."""
    try:
        return Area(word)
    except ValueError:
        raise NotHere from None


def may_tell(version: Version) -> bool:
    """Return whether the person has agreed to talk about what happened, and has not stopped."""
    return version.consent is Consent.YES and version.stopped_place != ADVERSITY


def page_context(found: AssessmentPage, at: datetime, *, place: str = "") -> dict[str, Any]:
    """Return what every page of an assessment shows: who it is about, which version, and the list of areas."""
    first = found.identity.name.first
    done = sum(area.progress is Progress.DONE for area in found.areas)
    number = found.version.number if found.version else 0
    return identity_context(found.identity, now=at, current="assessment") | {
        "page": found,
        "version": found.version,
        "first": first,
        "place": place,
        "areas": found.areas,
        "areas_done": f"{NUMBERS[done]} of nine areas done",
        # An older version is asked for by its number on every page of it.
        "of_version": f"?version={number}" if found.versions and number != found.versions[0].number else "",
        "may_tell": found.version is not None and may_tell(found.version),
    }


def area_context(
    request: HttpRequest,
    found: AssessmentPage,
    area: Area,
    at: datetime,
    *,
    typed: dict[Place, Said] = NO_WORDS,
    errors: dict[Place, str] = NO_ERRORS,
) -> dict[str, Any]:
    """Return the context of one area. typed is what was sent and could not be kept, with its errors."""
    if found.version is None:
        raise NotHere
    cards = area_cards(Page(found.version, found.identity.name.first, typed, errors), area)
    every = [voice for card in cards for voice in card.voices]
    areas = list(Area)
    return page_context(found, at, place=area.value) | _typing(request) | {
        "area": area,
        "opening": load_area(area).opening,
        "cards": cards,
        "revision": write_marks(marks_of(found.version, every)),
        "elsewhere": list_about_area(
            person_id=found.identity.person_id, area=area, viewer=staff_actor(request), at=at
        ),
        "needs": needs_said(area, found.version.answers),
        "next_area": areas[(areas.index(area) + 1) % len(areas)],
        "error_list": [{"text": card.error, "href": f"#{card.field}"} for card in every if card.error],
        "has_errors": bool(errors),
    }  # fmt: skip


def adversity_context(
    request: HttpRequest,
    found: AssessmentPage,
    at: datetime,
    *,
    form: ConsentForm | None = None,
    typed: dict[Place, Said] = NO_WORDS,
    errors: dict[Place, str] = NO_ERRORS,
) -> dict[str, Any]:
    """Return the context of the talk about what happened to the person."""
    version = found.version
    if version is None:
        raise NotHere
    page = Page(version, found.identity.name.first, typed, errors)
    cards, support = told_cards(page), support_card(page)
    every = [support, *(card.person for card in cards if card.person)]
    start = {"consent": version.consent.value, "on_copy": version.on_copy}
    return page_context(found, at, place=ADVERSITY) | _typing(request) | {
        "said_first": load_adversity().opening,
        "consent_form": form or ConsentForm(initial=start),
        "cards": cards,
        "has_told": any(not card.person.said.is_empty for card in cards if card.person),
        "support": support,
        "revision": write_marks(marks_of(version, every)),
        "error_list": [{"text": card.error, "href": f"#{card.field}"} for card in every if card.error],
        "has_errors": bool(errors),
    }  # fmt: skip


def _get(request: HttpRequest, person_id: UUID) -> AssessmentPage:
    number = VersionForm(request.GET).number()
    return get_assessment(person_id=person_id, viewer=staff_actor(request), at=request_time(request), number=number)


def _typing(request: HttpRequest) -> dict[str, Any]:
    asked = request.GET.get("tab", "")
    return {"tab": asked if TAB.fullmatch(asked) else uuid4().hex, "author": staff_actor(request).id}


def _steps(found: AssessmentPage) -> list[dict[str, Any]]:
    return [{"said": _say_step(step.kind, step.place), "by": step.by, "at": step.at} for step in found.history]


def _say_step(kind: str, place: str) -> str:
    if kind == "consent":
        return f"{STEPS[kind]}: {CONSENT_SAID.get(place, place)}"
    if not place:
        return STEPS[kind]
    where = "what happened to them" if place == ADVERSITY else Area(place).heading if place in set(Area) else place
    return f"{STEPS[kind]}: {where}"
