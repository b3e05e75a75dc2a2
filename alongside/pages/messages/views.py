"""The reminders of one person: what is sent, by which way, and what was."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from alongside.casework.messages.plans import NotByThisWay, start_reminders, stop_reminders
from alongside.casework.messages.queries import Plan, RemindersPage, SentLine, get_reminders
from alongside.domain.people.contact import RouteKind
from alongside.domain.reminders import Reminder
from alongside.pages.layout.when import day_of, long_date, moment_within
from alongside.pages.messages.forms import LANGUAGES, StartForm
from alongside.pages.people.identity import identity_context
from alongside.pages.policy import request_time, staff, staff_actor

BY = {RouteKind.PHONE: "by text", RouteKind.EMAIL: "by email"}
WHY_NOT = {
    "safe": "Nobody has said that a message is safe here. Ask, and mark it under Contact.",
    "confirmed": "Not confirmed in the last 90 days. Ask if it is still safe, and confirm it under Contact.",
    "channel": "This service cannot send here.",
}
ENDED = {
    "staff": "They were stopped here.",
    "person": "They were stopped by the person, on their own page.",
    "failed": "A message could not be delivered, so nothing more was sent. Check the number or address together.",
    "route": "The way was not safe or confirmed any more, so nothing more was sent. Ask, and begin again.",
    "agreement": "The person does not agree to text messages any more, so nothing more was sent. Ask, and begin again.",
    "worker_left": "Whoever began them does not work with the person any more. Look at the words together and begin again.",
}
SAID = {
    Reminder.TOMORROW: "A reminder of the meeting",
    Reminder.CHANGED: "That the meeting has moved",
    Reminder.CALLED_OFF: "That the meeting is called off",
    Reminder.CHECK_IN: "A link to the short questions, after the meeting",
}
STATES = {
    "sending": "Not known if it left",
    "waiting": "Could not be sent yet. It is tried again",
    "sent": "Sent",
    "failed": "Not sent",
}


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the words that are sent, and begin to send them once both have read them."""
    by, at = staff_actor(request), request_time(request)
    chosen = request.POST.get("language") or request.GET.get("language", "")
    language = chosen if chosen in dict(LANGUAGES) else "en"
    page = get_reminders(person_id=person_id, viewer=by, at=at, language=language)
    form = StartForm(request.POST if request.method == "POST" else None, ways=page.ways)
    if form.is_valid():
        route_id = UUID(form.cleaned_data["route"])
        try:
            start_reminders(person_id=person_id, route_id=route_id, language=language, by=by, at=at)
        except NotByThisWay:
            form.add_error("route", "A message by this way is not safe and confirmed any more. Choose another")
        else:
            messages.success(request, "Reminders are on. The person can stop them at any time.")
            return redirect("reminders", person_id=person_id)
    return render(request, "messages/reminders.html", _context(page, form, language, at))


@staff
@require_POST
def stop(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """End them at once."""
    stop_reminders(person_id=person_id, by=staff_actor(request), at=request_time(request))
    messages.success(request, "Reminders are off. Nothing more is sent.")
    return redirect("reminders", person_id=person_id)


def _context(page: RemindersPage, form: StartForm, language: str, now: datetime) -> dict[str, Any]:
    plan = page.plan
    return identity_context(page.identity, now=now) | {
        "page": page,
        "form": form,
        "language": language,
        "other_language": "cy" if language == "en" else "en",
        "ways_not": [(way, WHY_NOT[way.why_not]) for way in page.ways if way.why_not],
        "shared": [way.route.shared_with for way in page.ways if not way.why_not and way.route.shared_with],
        "may_start": any(not way.why_not for way in page.ways),
        "is_on": plan is not None and plan.ended_at is None,
        "plan_words": _plan_words(plan) if plan else "",
        "sent": [_line(line, now) for line in page.sent],
    }


def _plan_words(plan: Plan) -> str:
    said = f"{BY[plan.route_kind].capitalize()}, in {dict(LANGUAGES)[plan.language]}. Begun with {plan.started_by}, "
    said += f"{long_date(day_of(plan.started_at))}."
    return f"{said} {ENDED[plan.ended_because]}" if plan.ended_because else said


def _line(line: SentLine, now: datetime) -> dict[str, str]:
    return {"said": SAID[line.kind], "state": STATES[line.state], "at": moment_within(line.at, now=now)}
