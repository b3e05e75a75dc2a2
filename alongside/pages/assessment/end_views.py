"""The end of an assessment: both sign, a second signature, what changed since, and a copy in plain words."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.access import Actor
from alongside.access.gates import NotHere
from alongside.casework.assessment.errors import (
    Completed,
    NotCompleted,
    NothingUnderWay,
    PersonHasNotSpoken,
    SecondSignedAlready,
    TwoTextsOpen,
)
from alongside.casework.assessment.operations import (
    complete_assessment,
    reopen_assessment,
    say_for_person,
    say_how_spoken,
    second_sign,
    sign_assessment,
)
from alongside.casework.assessment.queries import AssessmentPage, get_assessment, get_comparison, get_persons_copy
from alongside.domain.assessment import Area, Change, NeedsAReason, PersonSays, Voice
from alongside.domain.speaking import Spoken, say_spoken
from alongside.pages.assessment.cards import Page, QuestionCard, area_cards, say_standing, told_cards
from alongside.pages.assessment.forms import PersonSaysForm, SecondForm, SpokenForm, VersionForm
from alongside.pages.assessment.views import NO_ERRORS, NO_WORDS, page_context
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.people.identity import identity_context
from alongside.pages.policy import request_time, staff, staff_actor

NOT_YET = {
    Completed: "It is marked as finished. Open it again first.",
    NothingUnderWay: "There is nothing to sign. A review begins the next version.",
    NotCompleted: "Mark it as finished first, so that both sign the same words.",
    PersonHasNotSpoken: "Write down first what the person says to it, or why they could not answer.",
    TwoTextsOpen: "Two people wrote at once in one of the answers. Choose which text stays, then finish it.",
}
SECOND_ALREADY = "{by} signed it a second time on {on}. There is one second signature, so yours is not there."
OPERATIONS = {"reopen": reopen_assessment, "sign": sign_assessment}
DONE = {
    "spoken": "Language and interpreter are kept with it.",
    "complete": "It is marked as finished. Nobody changes the words while you both sign.",
    "reopen": "It is open again, to be written in.",
    "sign": "It is signed. Nobody can change it any more.",
}
REASON = "Write why they could not answer. This is for staff to say, never for them"


@staff
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Finish it, let the person have their say, and sign."""
    by, at = staff_actor(request), request_time(request)
    form = PersonSaysForm(request.POST if request.POST.get("do") == "person" else None)
    answer = _done(request, person_id, form, by, at) if request.method == "POST" else None
    if answer is not None:
        return answer
    found = get_assessment(person_id=person_id, viewer=by, at=at, to_write=request.method == "POST")
    return _show(request, found, at, says_form=form)


@staff
@require_POST
def second(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Sign a signed version a second time. A word that is too long is given back, and nothing is signed without it."""
    form, by, at = SecondForm(request.POST), staff_actor(request), request_time(request)
    if "words" in form.errors:
        return _too_long(request, person_id, form, by, at)
    number, words = form.cleaned_data.get("version") or 0, form.cleaned_data["words"]
    try:
        second_sign(person_id=person_id, number=number, words=words, by=by, at=at)
        messages.success(request, "Your signature stands beside theirs.")
    except NotCompleted:
        messages.warning(request, "Only a version that both have signed can be signed a second time.")
    except SecondSignedAlready as already:
        return _give_back(request, _say_already(already.by, already.signed_at), words, person_id)
    return redirect("sign_assessment", person_id)


@staff
@require_GET
def changes(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what changed since the version before, side by side."""
    at = request_time(request)
    number = VersionForm(request.GET).number()
    found = get_comparison(person_id=person_id, viewer=staff_actor(request), at=at, number=number)
    first = found.identity.name.first
    context = identity_context(found.identity, now=at, current="assessment") | {
        "first": first,
        "found": found,
        "areas": [(area.heading, rows) for area in Area if (rows := _rows(found.changes, area, first))],
    }
    return render(request, "assessment/changes.html", context)


@staff
@require_GET
def on_paper(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the copy in plain words that the person takes away."""
    at = request_time(request)
    number = VersionForm(request.GET).number()
    copy = get_persons_copy(person_id=person_id, viewer=staff_actor(request), at=at, number=number)
    page = Page(copy.version, copy.first_name, NO_WORDS, NO_ERRORS, is_turned=True)
    told = told_cards(page) if copy.version.on_copy else []
    context = {
        "person_id": person_id,
        "first": copy.first_name,
        "version": copy.version,
        "printed_on": long_date(day_of(at)),
        "areas": [(area.heading, _answered(area_cards(page, area))) for area in Area],
        "told": [card for card in told if card.person and not card.person.said.is_empty],
        "says": copy.version.person_says,
        "map_agreed_at": copy.map_agreed_at,
        "spoken": say_spoken(copy.version.spoken, language="en"),
    }
    return render(request, "assessment/copy.html", context)


def _show(
    request: HttpRequest,
    found: AssessmentPage,
    at: datetime,
    *,
    says_form: PersonSaysForm | None = None,
    second_form: SecondForm | None = None,
) -> HttpResponse:
    version = found.version
    if version is not None and (says_form is None or not says_form.is_bound):
        says = version.person_says
        says_form = PersonSaysForm(initial={"says": says.value if says else "", "words": version.dissent})
    second_form = second_form or SecondForm(initial={"version": version.number if version else 0})
    spoken = version.spoken if version else Spoken()
    spoken_form = SpokenForm(initial={"spoken_in": spoken.language.value, "interpreter": spoken.interpreter.value})
    forms = {"says_form": says_form, "second_form": second_form, "spoken_form": spoken_form}
    return render(request, "assessment/sign.html", page_context(found, at, place="sign") | forms | _end_context(found))


def _too_long(request: HttpRequest, person_id: UUID, form: SecondForm, by: Actor, at: datetime) -> HttpResponse:
    """Show the form again with what was typed, or give it back where another second signature stands already."""
    found = get_assessment(person_id=person_id, viewer=by, at=at)
    version = found.version
    if found.may_second_sign:
        return _show(request, found, at, second_form=form)
    if version is None or version.second_at is None or not found.is_second_signer:
        raise NotHere
    return _give_back(request, _say_already(version.second_by, version.second_at), form.data["words"], person_id)


def _say_already(by: str, signed_at: datetime) -> str:
    return SECOND_ALREADY.format(by=by, on=long_date(day_of(signed_at)))


def _done(request: HttpRequest, person_id: UUID, form: Form, by: Actor, at: datetime) -> HttpResponse | None:
    """Do what was asked, and return where to go. Returns None when the form says what is wrong."""
    do = request.POST.get("do", "")
    try:
        if do == "person":
            if not form.is_valid():
                return None
            said = form.cleaned_data
            says = PersonSays(said["says"])
            say_for_person(person_id=person_id, says=says, words=said["words"], by=by, at=at)
            messages.success(request, "What they say is kept with it.")
        elif do in ("spoken", "complete"):
            _finish(request, person_id, do, by, at)
        elif do in OPERATIONS:
            OPERATIONS[do](person_id=person_id, by=by, at=at)
            messages.success(request, DONE[do])
        else:
            return None
    except NeedsAReason:
        form.add_error("words", REASON)
        return None
    except (Completed, NothingUnderWay, NotCompleted, PersonHasNotSpoken, TwoTextsOpen) as wrong:
        if do == "person" and form.cleaned_data["words"]:
            # Somebody signed it, or opened it again, while this was typed.
            return _give_back(request, NOT_YET[type(wrong)], form.cleaned_data["words"], person_id)
        messages.warning(request, NOT_YET[type(wrong)])
    return redirect("sign_assessment", person_id)


def _finish(request: HttpRequest, person_id: UUID, do: str, by: Actor, at: datetime) -> None:
    """Keep how they talked, and mark it as finished if that was asked too. What is no choice changes nothing."""
    form = SpokenForm(request.POST)
    if not form.is_valid():
        messages.warning(
            request, "Choose one of the languages and one of the answers about an interpreter. Nothing was kept."
        )
        return
    keep = complete_assessment if do == "complete" else say_how_spoken
    keep(person_id=person_id, spoken=form.spoken(), by=by, at=at)
    messages.success(request, DONE[do])


def _give_back(request: HttpRequest, why: str, words: str, person_id: UUID) -> HttpResponse:
    """Say why nothing was signed, with what was typed, so that it can be copied."""
    context = {"why": why, "words": [words] if words else [], "person_id": person_id}
    return render(request, "assessment/not_saved.html", context)


def _end_context(found: AssessmentPage) -> dict[str, Any]:
    """Return what is still open, and whether this reader may sign what was marked as finished."""
    version = found.version
    return {
        "still_open": [(area.area, len(area.open)) for area in found.areas if area.open] if version else [],
        "may_sign": found.may_finish,
    }


def _answered(cards: list[QuestionCard]) -> list[QuestionCard]:
    """Return the questions that somebody said something to, for the copy."""
    return [c for c in cards if c.is_shown and (c.standing or any(not v.said.is_empty for v in c.voices))]


def _rows(found: Any, area: Area, first: str) -> list[dict[str, Any]]:
    return [_row(change, first) for change in found if change.question.area is area]


def _row(change: Change, first: str) -> dict[str, Any]:
    return {
        "ask": change.question.ask.format(name=first),
        "sides": [_side(change, voice) for voice in change.voices],
        "before": say_standing(change.before.standing, first=first),
        "after": say_standing(change.after.standing, first=first),
        "has_new_standing": change.has_new_standing,
    }


def _side(change: Change, voice: Voice) -> dict[str, Any]:
    def words(answer: Any) -> dict[str, Any]:
        said = answer.person if voice is Voice.PERSON else answer.practitioner
        return {"chosen": [o.says for o in change.question.options if o.id in said.options], "said": said}

    return {"voice": voice.value, "pairs": [("before", words(change.before)), ("now", words(change.after))]}
