"""The working agreement: as the steps fill it, with what both say to it, and on paper to sign."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.casework.first_contact.agreeing import Answers, ChangedMeanwhile, SaidTheyWould, answer_agreement
from alongside.casework.first_contact.queries import AgreementPage, get_agreement
from alongside.domain.first_contact import NeedsReason, NothingToAgreeOn, PersonAnswer, StaffAnswer
from alongside.domain.limits import Limit, limit_text
from alongside.domain.promises import say_when
from alongside.domain.questionnaires.definition import Language
from alongside.domain.speaking import say_spoken
from alongside.pages.first_contact.forms import AnswersForm
from alongside.pages.first_contact.paper import words_on_paper
from alongside.pages.first_contact.views import say_state, shown_answers
from alongside.pages.first_contact.words import sections_of
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.people.identity import identity_context
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.promises.picture import say_picture

KEPT = "Both answers are kept."
WHY = "Say why. Only you are asked, and never the person"
CHANGED = "Somebody changed the words while this page was open. Read them again below, then answer"
NOTHING = "Nothing is in the agreement yet. It fills itself in from the steps"


@staff
@require_http_methods(["GET", "POST"])
def agreement(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the agreement as it is now. A post keeps what both say to it."""
    by, at, is_post = staff_actor(request), request_time(request), request.method == "POST"
    form = AnswersForm(request.POST) if is_post else AnswersForm()
    if form.is_valid():
        try:
            answer_agreement(person_id=person_id, answers=_answers(form), by=by, at=at)
            messages.success(request, KEPT)
            return redirect("working_agreement", person_id)
        except NeedsReason:
            form.add_error("staff_reason", WHY)
        except ChangedMeanwhile:
            form.add_error(None, CHANGED)
        except NothingToAgreeOn:
            form.add_error(None, NOTHING)
    page = get_agreement(person_id=person_id, viewer=by, at=at, to_write=is_post)
    context = _context(page, at) | {"form": form, "viewer_name": by.name}
    return render(request, "first_contact/agreement.html", context)


@staff
@require_GET
def on_paper(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the agreement as it goes on paper, in English or Welsh, with two lines to sign on."""
    at = request_time(request)
    page = get_agreement(person_id=person_id, viewer=staff_actor(request), at=at)
    asked = request.GET.get("language", "")
    language = Language(asked) if asked in list(Language) else Language.ENGLISH
    names = {"first": page.identity.name.first, "practitioner": page.progress.practitioner}
    context = _context(page, at, language) | {
        "language": language.value,
        "words": words_on_paper(language, **names),
        "limits": limit_text(Limit.FIRST_MEETING, language=language.value),
        "printed_on": long_date(day_of(at)),
        "days": _days(page, at, language),
        "spoken": say_spoken(page.progress.spoken, language=language.value),
        "agreed_on": long_date(day_of(page.progress.agreed.at)) if _is_agreed(page) and page.progress.agreed else "",
    }
    return render(request, "first_contact/print.html", context)


def _context(page: AgreementPage, at: datetime, language: Language = Language.ENGLISH) -> dict[str, Any]:
    progress, identity = page.progress, page.identity
    return identity_context(identity, now=at, current="first_contact") | {
        "page": page,
        "practitioner": progress.practitioner,
        "sections": sections_of(progress.draft, progress, identity, language.value),
        "state": say_state(progress),
        "is_agreed": _is_agreed(page),
        "answered": shown_answers(page.answered, progress, identity),
        "would": page.would,
        "to_promise": any(not one.is_promise for one in page.would),
        "counted": say_picture(page.counted, first=identity.name.first),
    }


def _days(page: AgreementPage, at: datetime, language: Language) -> list[tuple[SaidTheyWould, str]]:
    """Return each promise of the agreement with the day it is for, in the language of the sheet."""
    return [
        (one, say_when(one.promise.due_on, today=day_of(at), language=language.value))
        for one in page.would
        if one.promise is not None and one.promise.is_open
    ]


def _is_agreed(page: AgreementPage) -> bool:
    agreed = page.progress.agreed
    return agreed is not None and agreed.is_agreed and not page.progress.has_changed


def _answers(form: AnswersForm) -> Answers:
    said = form.cleaned_data
    return Answers(
        person=PersonAnswer(said["person"]),
        practitioner=StaffAnswer(said["practitioner"]),
        version=said["version"],
        person_words=said["person_words"],
        staff_reason=said["staff_reason"],
        language=Language(said["language"]) if said["language"] else Language.ENGLISH,
    )
