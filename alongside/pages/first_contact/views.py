"""All steps of a first contact, what comes after the meeting, and its history."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.casework.first_contact.agreeing import take_over_promises
from alongside.casework.first_contact.operations import NoNextMeeting, NothingLeft, carry_over
from alongside.casework.first_contact.queries import (
    FirstContactPage,
    HistoryPage,
    Progress,
    get_first_contact,
    get_history,
)
from alongside.domain.first_contact import BEFORE, LIMITS, State
from alongside.domain.limits import Limit, has_newer
from alongside.domain.promises import DayHasPassed, Side, TooFarAhead
from alongside.domain.questionnaires.definition import Language
from alongside.pages.first_contact.forms import PromisesForm
from alongside.pages.first_contact.words import (
    check_in_links,
    limits_as_shown,
    say_answers,
    sections_of,
    shown_boxes,
    yourself_links,
)
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.people.identity import identity_context
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.promises.forms import PASSED, TOO_FAR

TAKEN = "Taken over as promises. You can both see them."
CARRIED = "What is left is on the agenda of the next meeting."
NO_NEXT = "No meeting is planned on a later day yet. Plan one first, then carry this over."
NOTHING_LEFT = "Nothing is left to carry over."


@staff
@require_GET
def first_contact(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the fourteen steps, in any order, and how far they are."""
    at = request_time(request)
    page = get_first_contact(person_id=person_id, viewer=staff_actor(request), at=at)
    context = page_context(page, at) | {"next_step": _next_step(page.progress)}
    return render(request, "first_contact/first_contact.html", context)


@staff
@require_http_methods(["GET", "POST"])
def after(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What comes after the meeting: the agreement, promises of both sides, what is left, the first marks."""
    by, at, is_post = staff_actor(request), request_time(request), request.method == "POST"
    page = get_first_contact(person_id=person_id, viewer=by, at=at, to_write=is_post)
    wants_promises = request.POST.get("do") == "promises"
    names = {Side.PERSON: page.identity.name.first, Side.PRACTITIONER: page.progress.practitioner}
    form = PromisesForm(request.POST if wants_promises else None, page.would, names, initial=_all_lines(page))
    if request.POST.get("do") == "carry":
        _carry(request, person_id, at)
        return redirect("after_first_contact", person_id)
    if wants_promises and form.is_valid():
        try:
            said = form.cleaned_data
            take_over_promises(person_id=person_id, chosen=said["chosen"], due_on=said["due_on"], by=by, at=at)
            messages.success(request, TAKEN)
            return redirect("after_first_contact", person_id)
        except DayHasPassed:
            form.add_error("due_on", PASSED)
        except TooFarAhead:
            form.add_error("due_on", TOO_FAR)
    context = page_context(page, at) | {
        "form": form,
        "to_take": [one for one in page.would if not one.is_promise],
        "taken": [one for one in page.would if one.is_promise],
        "left": [step for step in page.progress.unfinished if step.for_person],
        "check_in_links": check_in_links(page.meeting),
        "yourself_links": yourself_links(page.meeting),
    }
    return render(request, "first_contact/after.html", context)


@staff
@require_GET
def history(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """One page of how the first contact went: what was explained, when, by whom, in which words and language."""
    at = request_time(request)
    page = get_history(person_id=person_id, viewer=staff_actor(request), at=at)
    context = identity_context(page.identity, now=at, current="first_contact") | {
        "page": page,
        "steps": [_shown_step(page, position) for position in range(len(page.steps))],
        "answered": shown_answers(page.answered, page.progress, page.identity),
    }
    return render(request, "first_contact/history.html", context)


def page_context(page: FirstContactPage, at: datetime) -> dict[str, Any]:
    """Return what the pages with all steps share."""
    progress = page.progress
    begun = progress.begun_on
    return identity_context(page.identity, now=at, current="first_contact") | {
        "page": page,
        "progress": progress,
        "may_write": page.may_write,
        "begun_on": long_date(begun) if begun else "",
        "carried_from": long_date(begun) if begun and begun < day_of(at) and progress.unfinished else "",
        "agreement_says": say_state(progress),
        "next_meeting_on": long_date(page.next_meeting_on) if page.next_meeting_on else "",
    }


def say_state(progress: Progress) -> str:
    """Return how the working agreement stands, as a sentence."""
    if progress.agreed is None:
        return "A draft. It fills itself in from the steps, in both your words."
    if progress.has_changed:
        return "The words have changed since you both last answered. It is a draft again."
    if progress.agreed.is_agreed:
        return f"Agreed by both of you on {long_date(day_of(progress.agreed.at))}."
    return f"Answered on {long_date(day_of(progress.agreed.at))}, and not agreed by both. It stays a draft."


def shown_answers(answered: Any, progress: Progress, identity: Any) -> list[dict[str, Any]]:
    """Return what both said to the agreement each time, with the words they read."""
    first = identity.name.first
    return [
        {
            "number": one.number,
            "on": long_date(day_of(one.at)),
            "says": say_answers(one, first=first),
            "person_words": one.person_words,
            "staff_reason": one.staff_reason,
            "is_agreed": one.is_agreed,
            "sections": sections_of(one.lines, progress, identity),
        }
        for one in answered
    ]


def _next_step(progress: Progress) -> str:
    """Return the step to open first: the first that is not done, and the beginning once all are."""
    return next((line.step.key for line in progress.lines if line.state is not State.DONE), BEFORE)


def _all_lines(page: FirstContactPage) -> dict[str, Any]:
    open_lines = [i for i, one in enumerate(page.would) if not one.is_promise]
    return {"chosen": open_lines, "due_on": page.next_meeting_on}


def _carry(request: HttpRequest, person_id: UUID, at: datetime) -> None:
    try:
        carry_over(person_id=person_id, by=staff_actor(request), at=at)
        messages.success(request, CARRIED)
    except NoNextMeeting:
        messages.warning(request, NO_NEXT)
    except NothingLeft:
        messages.warning(request, NOTHING_LEFT)


def _shown_step(page: HistoryPage, position: int) -> dict[str, Any]:
    step, row = page.steps[position]
    said, first = row.body.said, page.identity.name.first
    language = Language(said.spoken_in.value) if said.spoken_in.value in list(Language) else Language.ENGLISH
    return {
        "step": step,
        "state": row.standing.state,
        "on": long_date(day_of(row.ticked_at or row.saved_at)),
        "by": row.ticked_by or row.saved_by,
        "boxes": [box for box in shown_boxes(step, said, first=first) if box.text],
        "outcome": _say_outcome(step, said, first),
        "spoken_in": said.spoken_in.label if said.spoken_in else "",
        "interpreter": said.interpreter.label if said.interpreter else "",
        "is_through_somebody_known": said.spoken.is_through_somebody_known,
        "script": row.body.script,
        "limits": limits_as_shown(step, language, row.body.limits),
        "limits_version": row.body.limits,
        "limits_are_older": bool(row.body.limits)
        and step.key == LIMITS
        and has_newer(Limit.FIRST_MEETING, version=row.body.limits),
    }


def _say_outcome(step: Any, said: Any, first: str) -> str:
    if step.outcome is None or not said.outcome:
        return ""
    words: str = step.outcome.yes if said.outcome.value == "yes" else step.outcome.later
    return words.replace("{first}", first)
