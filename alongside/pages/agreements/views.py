"""Everything a person was asked, something new that is asked, and one thing with every answer."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.access.gates import NotHere
from alongside.casework.agreements.loading import Answered
from alongside.casework.agreements.operations import ChangedMeanwhile, answer_agreement, ask_agreement
from alongside.casework.agreements.queries import AgreementPage, get_agreement, get_agreements
from alongside.domain.agreements import (
    Answer,
    How,
    InTheFuture,
    Matter,
    NothingToTakeBack,
    UntilIsOver,
    basis_of,
    current_wording,
)
from alongside.pages.agreements.forms import AgainForm, AskForm
from alongside.pages.layout.when import day_of
from alongside.pages.people.identity import identity_context
from alongside.pages.policy import request_time, staff, staff_actor

FUTURE = "That day has not come yet. Enter today or an earlier day"
OVER = "The last day of a yes cannot be before the day it was said"
NOT_A_YES = "There is no yes to take back"
MEANWHILE = "Another answer was written down meanwhile. It is in the list. Look at it, then send yours again"
ABOUT = {
    Matter.SHARING: (
        "Which service is it about?",
        "By what it does. For example: the debt adviser at the advice centre.",
    ),
    Matter.FAMILY: ("Who would come along?", "By who they are to the person. For example: their sister."),
}


@staff
@require_GET
def agreements(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what was asked and said, and what can be asked."""
    at = request_time(request)
    page = get_agreements(person_id=person_id, viewer=staff_actor(request), at=at)
    context = identity_context(page.identity, now=at, current="agreements") | {"page": page, "matters": list(Matter)}
    return render(request, "agreements/agreements.html", context)


@staff
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, person_id: UUID, matter: str) -> HttpResponse:
    """Show the words to ask in with the law beside them, and write down what was said."""
    by, at = staff_actor(request), request_time(request)
    if matter not in set(Matter):
        raise NotHere
    asked = Matter(matter)
    page = get_agreements(person_id=person_id, viewer=by, at=at, to_write=True)
    form = AskForm(request.POST if request.method == "POST" else None, initial={"on": day_of(at)})
    _name_who(form, asked)
    if form.is_valid() and _is_asked(person_id, asked, form, request):
        messages.success(request, "It is written down.")
        return redirect("agreements", person_id)
    context = identity_context(page.identity, now=at, current="agreements") | _words_of(asked) | {"form": form}
    return render(request, "agreements/ask.html", context)


@staff
@require_http_methods(["GET", "POST"])
def agreement(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Show one thing that was asked with every answer. A post writes down another."""
    by, at = staff_actor(request), request_time(request)
    posts = request.method == "POST"
    page = get_agreement(agreement_id=agreement_id, viewer=by, at=at, to_write=posts)
    form = AgainForm(request.POST if posts else None, initial={"on": day_of(at), "seen": page.line.number})
    if page.line.standing.answer is Answer.YES:
        form.offer_taking_back()
    if form.is_valid() and _is_answered(agreement_id, page.line.matter, form, request):
        messages.success(request, "It is written down.")
        return redirect("agreement", agreement_id)
    return render(request, "agreements/agreement.html", _context(page, form, at))


def _name_who(form: AskForm, matter: Matter) -> None:
    if not matter.needs_about:
        del form.fields["about"]
        return
    form.fields["about"].label, form.fields["about"].help_text = ABOUT[matter]


def _is_asked(person_id: UUID, matter: Matter, form: AskForm, request: HttpRequest) -> bool:
    said = form.cleaned_data
    try:
        ask_agreement(
            person_id=person_id, matter=matter, about=said.get("about", ""), said=_answered(said, matter),
            by=staff_actor(request), at=request_time(request),
        )  # fmt: skip
    except (InTheFuture, UntilIsOver, NothingToTakeBack) as refused:
        _refuse(form, refused)
    return not form.errors


def _is_answered(agreement_id: UUID, matter: Matter, form: AgainForm, request: HttpRequest) -> bool:
    said = form.cleaned_data
    try:
        answer_agreement(
            agreement_id=agreement_id, said=_answered(said, matter), seen=said["seen"], by=staff_actor(request),
            at=request_time(request),
        )  # fmt: skip
    except (InTheFuture, UntilIsOver, NothingToTakeBack, ChangedMeanwhile) as refused:
        _refuse(form, refused)
    return not form.errors


def _answered(said: dict[str, Any], matter: Matter) -> Answered:
    """Return the answer that was typed. A last day belongs to a yes and is let go with any other answer."""
    answer = Answer(said["answer"])
    until = said["until"] if answer is Answer.YES else None
    version = current_wording(matter, language=said["language"]).version
    return Answered(answer, said["on"], version, said["language"], How(said["how"]), until, said["words"].strip())


def _refuse(form: forms.Form, refused: Exception) -> None:
    field, words = {
        InTheFuture: ("on", FUTURE),
        UntilIsOver: ("until", OVER),
        NothingToTakeBack: ("answer", NOT_A_YES),
        ChangedMeanwhile: ("answer", MEANWHILE),
    }[type(refused)]
    form.add_error(field, words)


def _words_of(matter: Matter) -> dict[str, Any]:
    return {
        "matter": matter,
        "asked_en": current_wording(matter, language="en").text,
        "asked_cy": current_wording(matter, language="cy").text,
        "basis": basis_of(matter),
    }


def _context(page: AgreementPage, form: AgainForm, at: datetime) -> dict[str, Any]:
    """Return the context of one thing that was asked. A form that is shown again says what is on the screen now."""
    if form.is_bound:
        form.data = dict(form.data.items()) | {"seen": str(page.line.number)}
    return (
        identity_context(page.identity, now=at, current="agreements")
        | _words_of(page.line.matter)
        | {"line": page.line, "answers": list(reversed(page.line.answers)), "may_write": page.may_write, "form": form}
    )
