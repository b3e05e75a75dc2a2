"""How far an incident reaches: the purpose first, then who saw and who could have, on the screen, on paper and as a file."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.access.gates import NotHere
from alongside.casework.incidents.operations import name_people
from alongside.casework.incidents.queries import list_accounts
from alongside.casework.incidents.reaching import Could, HowFar, NothingSaid, Saw, WrongSpan, ask_how_far, get_how_far
from alongside.domain.exports import write_table
from alongside.domain.incidents import IncidentClosed
from alongside.domain.ledger_reading import fold_lines
from alongside.pages.incidents.forms import ReachForm
from alongside.pages.incidents.words import say_through, say_what
from alongside.pages.incidents.writing_views import NOBODY, find_person_of
from alongside.pages.layout.when import moment
from alongside.pages.policy import request_time, staff, staff_actor

HEADINGS = ("kind", "who", "team", "about", "from", "to", "what", "through")
SPAN = "The last moment is after the first, has come already, and is at most 92 days after it"
NAMED_AT_ONCE = 200


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask why, about whom and between which moments."""
    posted = request.POST if request.method == "POST" else None
    initial = {"incident": request.GET.get("incident", "")}
    form = ReachForm(posted, staff=list_accounts(viewer=staff_actor(request)), initial=initial)
    if form.is_valid() and (reach_id := _ask(request, form)):
        return redirect("reach", reach_id=reach_id)
    return render(request, "incidents/ask.html", {"form": form})


@staff
@require_safe
def reach(request: HttpRequest, reach_id: UUID) -> HttpResponse:
    """Show who saw and who could have."""
    return render(request, "incidents/reach.html", _shown(request, reach_id))


@staff
@require_safe
def on_paper(request: HttpRequest, reach_id: UUID) -> HttpResponse:
    """Show the same as it is printed."""
    return render(request, "incidents/print_reach.html", _shown(request, reach_id))


@staff
@require_safe
def as_file(request: HttpRequest, reach_id: UUID) -> HttpResponse:
    """Give every entry and every stretch as a table. No cell of it starts as a formula."""
    found = get_how_far(reach_id=reach_id, viewer=staff_actor(request), given_out=True, at=request_time(request))
    rows = [*map(_saw_cells, found.saw), *map(_could_cells, found.could)]
    response = HttpResponse(write_table(HEADINGS, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="how-far.csv"'
    return response


@staff
@require_POST
def take_over(request: HttpRequest, reach_id: UUID) -> HttpResponse:
    """Say that the incident is about everybody whose record was seen."""
    by, at = staff_actor(request), request_time(request)
    found = get_how_far(reach_id=reach_id, viewer=by, at=at)
    if found.asked.incident_id is None:
        raise NotHere
    try:
        count = name_people(incident_id=found.asked.incident_id, person_ids=found.people[:NAMED_AT_ONCE], by=by, at=at)
        messages.success(request, f"{count} {'person was' if count == 1 else 'people were'} named in the incident.")
    except IncidentClosed:
        messages.warning(request, "The incident is closed. Open it again first.")
    return redirect("incident", incident_id=found.asked.incident_id)


def _ask(request: HttpRequest, form: ReachForm) -> UUID | None:
    person_id = None
    if form.named(form.cleaned_data) or form.numbered(form.cleaned_data):
        person_id = find_person_of(form, request)
        if person_id is None:
            form.add_error("given_names", NOBODY)
            return None
    try:
        return ask_how_far(asked=form.asked(person_id), by=staff_actor(request), at=request_time(request))
    except WrongSpan:
        form.add_error("until_on", SPAN)
    except NothingSaid:
        form.add_error("words", "Write what you need to find out, and why")
    return None


def _shown(request: HttpRequest, reach_id: UUID) -> dict[str, Any]:
    at = request_time(request)
    found = get_how_far(reach_id=reach_id, viewer=staff_actor(request), at=at)
    return {
        "found": found,
        "about": " and ".join(filter(None, (found.person, found.account))),
        "since": moment(found.asked.since, now=at),
        "until": moment(found.asked.until, now=at),
        "saw": _folded(found, at),
        "could": _together(_could(one, found, at) for one in found.could if not one.by_role),
        "by_role": _together(_could(one, found, at) for one in found.could if one.by_role),
    }


def _folded(found: HowFar, now: datetime) -> list[dict[str, Any]]:
    by_actor = {(one.line.actor_id, one.line.subject): one for one in found.saw}
    lines = fold_lines(one.line for one in found.saw)
    return [_line(by_actor[line.actor_id, line.subject], line, found, now) for line in lines]


def _line(one: Saw, line: Any, found: HowFar, now: datetime) -> dict[str, Any]:
    return {
        "who": _who(one, found),
        "team": one.team,
        "whom": "" if found.person else one.whom,
        "what": f"{line.action}, {line.object_type}".replace("_", " "),
        "relation": line.relation.replace("_", " "),
        "when": moment(line.last_at, now=now),
        "times": line.count,
    }


def _who(one: Saw, found: HowFar) -> str:
    if one.who:
        return one.who
    if found.asked.own_doors:
        return "Whoever held the card, link or passkey"
    return "Alongside itself" if one.line.actor_id is None else "Somebody without an account"


def _could(one: Could, found: HowFar, now: datetime) -> dict[str, Any]:
    stretch = one.stretch
    return {
        "who": one.who,
        "team": one.team,
        "whom": "" if found.person else one.whom,
        "since": moment(stretch.since, now=now),
        "until": moment(stretch.until, now=now),
        "what": say_what(stretch.what.what),
        "through": say_through(stretch.what.through),
    }


def _together(lines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Say once what one account could read of several people in the same stretch of time."""
    found: dict[tuple[Any, ...], list[str]] = {}
    for line in lines:
        found.setdefault(tuple((name, said) for name, said in line.items() if name != "whom"), []).append(line["whom"])
    return [dict(said) | {"people": sorted(filter(None, people))} for said, people in found.items()]


def _saw_cells(one: Saw) -> list[str]:
    line, at = one.line, f"{localtime(one.line.first_at):%Y-%m-%d %H:%M:%S}"
    what = f"{line.action}, {line.object_type}".replace("_", " ")
    return ["saw", one.who, one.team, one.whom, at, at, what, line.relation.replace("_", " ")]


def _could_cells(one: Could) -> list[str]:
    span = [f"{localtime(edge):%Y-%m-%d %H:%M:%S}" for edge in (one.stretch.since, one.stretch.until)]
    what = one.stretch.what
    return ["could see", one.who, one.team, one.whom, *span, say_what(what.what), say_through(what.through)]
