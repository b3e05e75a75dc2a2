"""The register, one incident with its history, and the same on paper."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.casework.incidents.queries import OneIncident, RegisterRow, get_incident, list_incidents
from alongside.casework.incidents.reaching import list_asked
from alongside.domain.incidents import (
    Harm,
    Ico,
    People,
    Risk,
    Standing,
    Step,
    find_due,
    find_ico_due,
    list_unsettled,
    say_hours,
)
from alongside.pages.layout.paging import asked_page, pages_beside
from alongside.pages.layout.when import moment, moment_within
from alongside.pages.policy import request_time, staff, staff_actor

# What can be written down now, in the order of the page.
OFFERED = {
    Step.RISK: "Judge the risk",
    Step.ICO_TOLD: "Write down that the Information Commissioner was told",
    Step.ICO_MORE: "Write down what they were told after that",
    Step.ICO_NOT: "Decide that they need not be told",
    Step.PEOPLE_TOLD: "Write down that people were told",
    Step.PEOPLE_NOT: "Decide that the people are not told",
    Step.OTHER_BODY: "Write down that somebody else was told",
    Step.MEASURE: "Write down what was done",
    Step.CLOSED: "Close it",
    Step.REOPENED: "Open it again",
}


@staff
@require_safe
def incidents(request: HttpRequest) -> HttpResponse:
    """List what is open, with the hours that are left, and what is closed."""
    at = request_time(request)
    register = list_incidents(viewer=staff_actor(request), page=asked_page(request), at=at)
    context = pages_beside(register.page, register.pages) | {
        "open": [row_of(row, at) for row in register.open],
        "closed": [row_of(row, at) for row in register.closed],
    }
    return render(request, "incidents/incidents.html", context)


@staff
@require_safe
def incident(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show one incident."""
    return render(request, "incidents/incident.html", show_incident(request, incident_id))


@staff
@require_safe
def on_paper(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show one incident as it is printed."""
    return render(request, "incidents/print.html", show_incident(request, incident_id))


def show_incident(request: HttpRequest, incident_id: UUID) -> dict[str, Any]:
    """Return what the pages of one incident show."""
    at, viewer = request_time(request), staff_actor(request)
    one = get_incident(incident_id=incident_id, viewer=viewer, at=at)
    line = one.row.line
    return {
        "one": one,
        "row": row_of(one.row, at),
        "facts": _facts(one, at),
        "steps": [_step(step, at) for step in line.steps],
        "unsettled": [] if line.standing.is_closed else list_unsettled(line.standing),
        "offered": [(step.value, OFFERED[step], step is find_due(line.standing)) for step in _offered(line.standing)],
        "asked": [(row, moment(row.asked_at, now=at)) for row in list_asked(incident_id, viewer=viewer)],
        "high": line.standing.people is People.WAITS,
    }


def row_of(row: RegisterRow, now: datetime) -> dict[str, Any]:
    """Return one incident as lists and headings say it."""
    line, standing = row.line, row.line.standing
    return {
        "id": line.id,
        "reference": line.reference,
        "title": line.facts.title,
        "harms": [harm.label for harm in Harm if harm in line.facts.harms],
        "risk": standing.risk.label,
        "hours": say_hours(row.hours) if row.hours else "",
        "is_late": bool(row.hours and row.hours.is_late),
        "due": moment_within(find_ico_due(line.facts.aware_at), now=now),
        "ico": say_ico(standing, now),
        "is_closed": standing.is_closed,
        "people": line.people_count,
        "rule": line.facts.law.telling_ico,
        "aware": moment(line.facts.aware_at, now=now),
    }


def say_ico(standing: Standing, now: datetime) -> str:
    """Return how it stands with the Information Commissioner, in a sentence."""
    if standing.ico is Ico.TOLD and standing.told_at:
        rest = "" if standing.is_whole else ", and more will follow"
        return f"The Information Commissioner was told {moment_within(standing.told_at, now=now)}{rest}."
    if standing.ico is Ico.NOT_NEEDED:
        return "It is decided that the Information Commissioner need not be told."
    return "The Information Commissioner has not been told."


def _facts(one: OneIncident, now: datetime) -> list[tuple[str, str]]:
    facts = one.row.line.facts
    begun, ended = moment(facts.since, now=now), moment(facts.until, now=now) if facts.until else ""
    when = f"{begun} to {ended}" if ended else f"{begun}, and it is not known when it ended"
    said = [
        ("What happened", facts.what),
        ("When", f"{when}. These times are not certain." if facts.is_uncertain else when),
        ("Somebody here knew", moment(facts.aware_at, now=now)),
        ("How", facts.how_aware),
        ("Law", facts.law.label),
        ("Which information", facts.data),
        ("Roughly how many people", str(facts.roughly) if facts.roughly else "Nobody can say yet"),
        ("What may come of it", facts.consequences),
        ("Whose account", one.account),
    ]
    return [(label, words) for label, words in said if words]


def _step(step: Any, now: datetime) -> dict[str, Any]:
    taken = step.taken
    told = moment(taken.told_at, now=now) if taken and taken.told_at else ""
    return {
        "what": f"{step.step.label}: {taken.risk.label}" if taken and taken.risk else step.step.label,
        "words": taken.words if taken else step.facts.what,
        "aware": "" if taken else moment(step.facts.aware_at, now=now),
        "told": told,
        "taken": taken,
        "by": step.by,
        "at": moment(step.at, now=now),
    }


def _offered(standing: Standing) -> list[Step]:
    """Return what may be written down now."""
    if standing.is_closed:
        return [Step.REOPENED]
    is_told, left_out = standing.ico is Ico.TOLD, {Step.REOPENED}
    left_out |= {Step.ICO_TOLD} if is_told else {Step.ICO_MORE}
    if standing.risk is not Risk.NONE or standing.ico is not Ico.WAITS:
        left_out.add(Step.ICO_NOT)
    if standing.people is not People.WAITS:
        left_out.add(Step.PEOPLE_NOT)
    if list_unsettled(standing):
        left_out.add(Step.CLOSED)
    return [step for step in OFFERED if step not in left_out]
