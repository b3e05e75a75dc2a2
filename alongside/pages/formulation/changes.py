"""The forms that change the map. Each works without a script, and keeps what was typed."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.access import Actor
from alongside.access.gates import NotHere
from alongside.casework.formulation.operations import (
    ChangedMeanwhile,
    agree_on_map,
    change_on_map,
    link_on_map,
    put_back_on_map,
    put_on_map,
    take_off_map,
    unlink_on_map,
)
from alongside.casework.formulation.queries import Changing, get_changing
from alongside.casework.formulation.said import get_said
from alongside.domain.formulation import (
    Formulation,
    Link,
    LinkedAlready,
    LinkKind,
    NeedsWords,
    NotOnTheMap,
    Place,
    say_link,
)
from alongside.pages.formulation.forms import PLACE_HINTS, WITHOUT_WORDS, LinkForm, NodeForm, OtherEndForm, initial_of
from alongside.pages.people.identity import identity_context
from alongside.pages.policy import request_time, staff, staff_actor

LINKED = "These two are linked already. Take that link away first"
GONE = "That is not on the map any more. Choose another"
MEANWHILE = "Somebody changed this since you opened it. Look at it below before you take it off."


@staff
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Put something on the map. A post with `pick` only brings words here, to be looked at before they are kept."""
    by, at = staff_actor(request), request_time(request)
    found = get_changing(person_id=person_id, viewer=by, at=at)
    picks = "pick" in request.POST
    form = NodeForm(request.POST if request.method == "POST" and not picks else None, initial=_first(request, picks))
    _offer(form, found, by)
    if form.is_valid() and _is_put_on(person_id, form, request):
        messages.success(request, "It is on the map.")
        return redirect(_after_adding(request, person_id, form.cleaned_data["place"]))
    context = identity_context(found.identity, now=at, current="map") | {"form": form, "hints": PLACE_HINTS}
    return render(request, "formulation/add.html", context)


@staff
@require_GET
def said(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what the person said, to pick from."""
    at = request_time(request)
    page = get_said(person_id=person_id, viewer=staff_actor(request), at=at)
    context = identity_context(page.identity, now=at, current="map") | {"said": page.said, "answered": page.answered}
    return render(request, "formulation/said.html", context)


@staff
@require_POST
def agree(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Say that both find the version on the screen right as it stands."""
    number = request.POST.get("number", "")
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        get_changing(person_id=person_id, viewer=staff_actor(request), at=request_time(request))
        return redirect("map", person_id)
    agree_on_map(person_id=person_id, number=int(number), by=staff_actor(request), at=request_time(request))
    messages.success(request, "Kept as the map you both find right. Whoever stands in for you reads this version.")
    return redirect("map", person_id)


@staff
@require_http_methods(["GET", "POST"])
def node(request: HttpRequest, person_id: UUID, node_id: UUID) -> HttpResponse:
    """Show one thing on the map with its links. A post changes it, links it, takes it off or puts it back, as `do` says."""
    by, at = staff_actor(request), request_time(request)
    found = get_changing(person_id=person_id, viewer=by, at=at)
    there = found.map_.find(node_id)
    if there is None:
        raise NotHere
    do = request.POST.get("do", "")
    form = NodeForm(request.POST if do == "change" else None, initial=initial_of(there, seen=found.number))
    _offer(form, found, by)
    link_form = LinkForm(request.POST if do == "link" else None).offer(found.map_, node_id)
    two_texts: dict[str, Any] = {}
    try:
        done = _do(do, person_id, node_id, form, link_form, request)
    except ChangedMeanwhile as met:
        done, two_texts = "", _both(met, form, found.identity.name.first, by.name)
        if do == "off":
            messages.warning(request, MEANWHILE)
            return redirect("map_node", person_id, node_id)
    if done:
        messages.success(request, done)
        return redirect(_after(do, person_id, node_id))
    context = identity_context(found.identity, now=at, current="map") | {
        "node": there, "map": found.map_, "number": found.number, "form": form, "link_form": link_form,
        "wrong": form if form.is_bound and form.errors else link_form, "hints": PLACE_HINTS, "two": two_texts,
        "leaves": _said_of(found.map_, [ln for ln in found.map_.shown_links if ln.from_id == node_id]),
        "meets": _said_of(found.map_, [ln for ln in found.map_.shown_links if ln.to_id == node_id]),
        "has_errors": (form.is_bound and bool(form.errors)) or (link_form.is_bound and bool(link_form.errors)),
    }  # fmt: skip
    return render(request, "formulation/node.html", context)


def _do(do: str, person_id: UUID, node_id: UUID, form: NodeForm, link_form: LinkForm, request: HttpRequest) -> str:
    """Do what was asked and return what to say of it; nothing when it could not be done, with the reason in the form."""
    by, at = staff_actor(request), request_time(request)
    if do == "change" and form.is_valid():
        return _change(person_id, node_id, form, by, request)
    if do == "link" and link_form.is_valid():
        return _link(person_id, node_id, link_form, by, request)
    if do == "off":
        seen = request.POST.get("seen", "")
        number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0
        take_off_map(person_id=person_id, node_id=node_id, seen=number, by=by, at=at)
        return "It is off the map. It is kept below and can be put back."
    if do == "back":
        put_back_on_map(person_id=person_id, node_id=node_id, by=by, at=at)
        return "It is back on the map, with its links."
    ends = OtherEndForm(request.POST if do == "unlink" else None)
    if ends.is_valid():
        start, end = ends.cleaned_data["start"], ends.cleaned_data["end"]
        unlink_on_map(person_id=person_id, from_id=start, to_id=end, by=by, at=at)
        return "The link is taken away."
    return ""


def _change(person_id: UUID, node_id: UUID, form: NodeForm, by: Actor, request: HttpRequest) -> str:
    if form.cleaned_data["node"] != node_id:
        raise NotHere
    seen = form.cleaned_data["seen"] or 0
    try:
        change_on_map(person_id=person_id, node=form.as_node(), seen=seen, by=by, at=request_time(request))
    except NeedsWords:
        form.add_error("words", WITHOUT_WORDS)
        return ""
    return "The change is kept, and the earlier words stay in the history."


def _link(person_id: UUID, node_id: UUID, form: LinkForm, by: Actor, request: HttpRequest) -> str:
    link = Link(node_id, UUID(form.cleaned_data["to"]), LinkKind(form.cleaned_data["kind"]))
    try:
        link_on_map(person_id=person_id, link=link, by=by, at=request_time(request))
    except LinkedAlready:
        form.add_error("to", LINKED)
        return ""
    except NotOnTheMap:
        form.add_error("to", GONE)
        return ""
    return "The link is drawn."


def _is_put_on(person_id: UUID, form: NodeForm, request: HttpRequest) -> bool:
    try:
        put_on_map(person_id=person_id, node=form.as_node(), by=staff_actor(request), at=request_time(request))
    except NeedsWords:
        form.add_error("words", WITHOUT_WORDS)
        return False
    return True


def _first(request: HttpRequest, picks: bool) -> dict[str, Any]:
    """Return what the form shows at first: the place that was asked for, and the words that were picked."""
    asked = (request.POST if picks else request.GET).get("place", "")
    first = initial_of(None, seen=0, place=asked if asked in set(Place) else "")
    if picks:
        first |= {name: request.POST.get(name, "") for name in ("words", "session", "area")}
    return first


def _offer(form: NodeForm, found: Changing, by: Actor) -> None:
    form.offer(found.sessions, person=found.identity.name.first, practitioner=by.name)


def _both(met: ChangedMeanwhile, form: NodeForm, person: str, practitioner: str) -> dict[str, Any]:
    """Return both texts for the page that offers them. mine is what was typed, and new_id is for keeping it beside the other."""
    mine = form.cleaned_data if form.is_bound else {}
    return {"theirs": met.theirs, "mine": mine, "number": met.number, "new_id": uuid4()}


def _said_of(map_: Formulation, links: Iterable[Link]) -> list[dict[str, Any]]:
    return [
        {
            "link": link,
            "from_here": link.kind.say("It", f"“{map_.shown[link.to_id].words}”"),
            "to_here": link.kind.say(f"“{map_.shown[link.from_id].words}”", "it"),
            "whole": say_link(map_, link),
        }
        for link in links
    ]


def _after_adding(request: HttpRequest, person_id: UUID, place: str) -> str:
    if "more" in request.POST:
        return f"{reverse('add_to_map', args=[person_id])}?place={place}"
    return reverse("map", args=[person_id])


def _after(do: str, person_id: UUID, node_id: UUID) -> str:
    if do in {"link", "unlink"}:
        return reverse("map_node", args=[person_id, node_id]) + "#links"
    return reverse("map", args=[person_id])
