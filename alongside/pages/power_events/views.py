"""Write down a use of authority, how it was explained, and what became of the conversation about it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.casework.power_events.conversations import NeedsADay, record_conversation
from alongside.casework.power_events.operations import (
    CorrectedAlready,
    NotHappenedYet,
    explain_power_event,
    record_power_event,
)
from alongside.casework.power_events.queries import PowerEventPage, get_power_event, get_power_events
from alongside.domain.power_events import Outcome
from alongside.domain.strains import PowerEventKind
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.power_events.forms import AfterForm, ConversationForm, ExplanationForm, PowerEventForm

NOT_YET = "This day is in the future. Enter the day it happened"
CORRECTED = "That line has been corrected already. Write on the newer one."
EXPLAIN_THE_NEWER = "This line was corrected while you wrote. Read the newer one above, then save your words again"
FORM = require_http_methods(["GET", "POST"])


@staff
@FORM
def add(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down a use of authority, or correct a line by a new one."""
    viewer, at, after = staff_actor(request), request_time(request), _absence(request)
    form = PowerEventForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            written = record_power_event(
                person_id=person_id,
                kind=PowerEventKind(data["kind"]),
                happened_on=data["on"],
                line=data["line"],
                replaces=data["replaces"],
                after_session=after,
                by=viewer,
                at=at,
            )
            if data["replaces"]:
                messages.success(request, "Written down.")
                return redirect("add_power_event", person_id=person_id)
            messages.success(
                request, "Written down. If it has been explained, say how. Otherwise leave this for later."
            )
            return redirect(f"{reverse('explain_power_event', args=[written])}{_carry(after)}")
        except NotHappenedYet:
            form.add_error("on", NOT_YET)
        except CorrectedAlready:
            messages.warning(request, "That line has been corrected already. Correct the newer one.")
            return redirect("add_power_event", person_id=person_id)
    asked = PowerEventForm({"replaces": request.GET.get("corrects")})
    asked.is_valid()
    page = get_power_events(person_id=person_id, corrects=asked.cleaned_data.get("replaces"), viewer=viewer, at=at)
    if not form.is_bound:
        form = PowerEventForm(initial=_initial(page))
    return render(request, "power_events/add.html", {"page": page, "form": form, "after": after})


@staff
@FORM
def explain(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """Keep how it was explained, in which words and when, and how it can be challenged."""
    viewer, at, after = staff_actor(request), request_time(request), _absence(request)
    form = ExplanationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            event_id = explain_power_event(event_id=event_id, given=form.explanation(), by=viewer, at=at)
            messages.success(request, "Saved.")
            return redirect(_back_to_absence(after) or reverse("repair_conversation", args=[event_id]))
        except NotHappenedYet:
            form.add_error("on", "This day is in the future. Enter the day it was explained")
        except CorrectedAlready:
            form.add_error(None, EXPLAIN_THE_NEWER)
    page = get_power_event(event_id=event_id, viewer=viewer, at=at)
    if not form.is_bound:
        event = page.event
        form = ExplanationForm(
            initial={
                "on": event.explained_on,
                "words": event.words.explanation or page.told.explanation,
                "challenge": event.words.challenge or page.told.challenge,
                "contact_from": event.contact_possible_from,
            }
        )
    context = {"page": page, "event": page.event, "form": form, "after": after}
    return render(request, "power_events/explain.html", context)


@staff
@FORM
def conversation(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """Say what became of the offer to talk about it."""
    viewer, at, after = staff_actor(request), request_time(request), _absence(request)
    form = ConversationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            record_conversation(
                event_id=event_id,
                outcome=Outcome(data["outcome"]),
                on=data["on"],
                words=data["words"],
                by=viewer,
                at=at,
            )
            messages.success(request, "Saved.")
            return redirect(_back_to_absence(after) or reverse("repair_conversation", args=[event_id]))
        except NeedsADay:
            form.add_error("on", "Enter a day to come, on which you will ask again")
        except NotHappenedYet:
            form.add_error("on", "This day is in the future. Enter the day on which you talked")
        except CorrectedAlready:
            messages.warning(request, CORRECTED)
    page = get_power_event(event_id=event_id, viewer=viewer, at=at)
    context = {"page": page, "event": page.event, "form": form, "after": after}
    return render(request, "power_events/conversation.html", context)


def _absence(request: HttpRequest) -> UUID | None:
    """Return the missed session whose page led here, or None."""
    asked = AfterForm(request.GET)
    asked.is_valid()
    found: UUID | None = asked.cleaned_data.get("absence")
    return found


def _carry(after: UUID | None) -> str:
    return f"?absence={after}" if after else ""


def _back_to_absence(after: UUID | None) -> str:
    """Return the address of the absence that led here, and no text without one. Never an address that was sent."""
    return f"{reverse('absence', args=[after])}#way" if after else ""


def _initial(page: PowerEventPage) -> dict[str, Any]:
    wrong = page.corrects
    if wrong is None:
        return {"on": page.today}
    return {"kind": wrong.kind.value, "on": wrong.happened_on, "line": wrong.line, "replaces": wrong.id}
