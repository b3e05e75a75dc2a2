"""The letter: written as a draft, checked, given, and from then on fixed with corrections beside it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.casework.drafts.forms import DraftOf, find_draft
from alongside.casework.endings.operations import ChangedMeanwhile, give_letter, put_beside, skip_step, write_letter
from alongside.casework.endings.queries import get_ending
from alongside.domain.endings import Step
from alongside.pages.drafts.reading import form_drafting, initial_from, tab_of
from alongside.pages.endings.forms import BesideForm, GiveForm, LetterForm, SkipForm
from alongside.pages.endings.step_views import LEFT_OUT, say_meanwhile
from alongside.pages.endings.views import ending_context
from alongside.pages.layout.when import day_of
from alongside.pages.plan.forms import is_done
from alongside.pages.policy import request_time, staff, staff_actor


@staff
@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the letter. A post keeps a draft, leaves the letter out, or puts something beside one that was given."""
    by, at = staff_actor(request), request_time(request)
    page = get_ending(person_id=person_id, viewer=by, at=at, to_write=request.method == "POST")
    if page.ending is None:
        return redirect("ending", person_id)
    do, there = request.POST.get("do", ""), page.ending.letter
    where: Any = {"person_id": person_id, "of": DraftOf.LETTER, "about": person_id}
    draft = find_draft(**where, tab=tab_of(request), viewer=by, at=at) if page.may_write else None
    first = {"seen": page.version.number, "text": there.text}
    first |= initial_from(draft.fields, LetterForm, without=("seen",)) if draft else {}
    writes = LetterForm(request.POST if do in {"keep", "check"} else None, initial=first)
    skip = SkipForm(request.POST if do == "skip" else None)
    beside = BesideForm(request.POST if do == "beside" else None)
    about: Any = {"person_id": person_id, "by": by, "at": at}
    try:
        if writes.is_valid() and is_done(writes, lambda: write_letter(**writes.cleaned_data, **about)):
            if do == "check" and writes.cleaned_data["text"].strip():
                return redirect("give_letter", person_id)
            messages.success(request, "It is saved. Only those who work with this person can read it.")
            return redirect("ending_letter", person_id)
    except ChangedMeanwhile as met:
        say_meanwhile(writes, met, "text")
    if skip.is_valid() and is_done(skip, lambda: skip_step(step=Step.LETTER, **skip.cleaned_data, **about)):
        messages.success(request, LEFT_OUT)
        return redirect("ending", person_id)
    if beside.is_valid() and is_done(beside, lambda: put_beside(**beside.cleaned_data, **about)):
        messages.success(request, "It stands beside the letter now.")
        return redirect("ending_letter", person_id)
    context = ending_context(page, at) | {"writes": writes, "skip": skip, "beside": beside, "step": Step.LETTER}
    return render(request, "endings/letter.html", context | form_drafting(request, draft, writes, **where))


@staff
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the letter as the person will read it. A post says on which day and how they got it."""
    by, at = staff_actor(request), request_time(request)
    page = get_ending(person_id=person_id, viewer=by, at=at, to_write=True)
    if page.ending is None or page.ending.letter.is_given or not page.ending.letter.text:
        return redirect("ending_letter" if page.ending else "ending", person_id)
    first = {"seen": page.version.number, "on": day_of(at)}
    form = GiveForm(request.POST if request.method == "POST" else None, initial=first)
    try:
        if form.is_valid() and is_done(
            form, lambda: give_letter(person_id=person_id, by=by, at=at, **form.cleaned_data)
        ):
            messages.success(
                request, "It is written down. The letter is fixed now, and the person can read it on their own side."
            )
            return redirect("ending_letter", person_id)
    except ChangedMeanwhile as met:
        say_meanwhile(form, met, "on")
    return render(request, "endings/give.html", ending_context(page, at) | {"form": form})


@staff
@require_GET
def on_paper(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the letter as it goes on paper: a draft for whoever may write it, or the one that was given."""
    at = request_time(request)
    page = get_ending(person_id=person_id, viewer=staff_actor(request), at=at)
    if page.ending is None or not page.ending.letter.text:
        return redirect("ending", person_id)
    return render(request, "endings/print_letter.html", ending_context(page, at))
