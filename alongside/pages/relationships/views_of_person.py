"""Who works with one person: the history, and each change on a form of its own."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.access import Role
from alongside.casework.relationships.covering import arrange_cover_of_person
from alongside.casework.relationships.errors import CannotBeArranged
from alongside.casework.relationships.operations import add_co_worker, call_off_move, end_co_working, move_person
from alongside.casework.relationships.queries import WorkersPage, list_workers
from alongside.pages.layout.when import day_of
from alongside.pages.people.identity import identity_context, page_about
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.relationships.forms import ArrangingForm, CoverPersonForm, CoWorkerForm, MoveForm, chosen
from alongside.pages.relationships.words import shown_stand_ins, shown_workers


@staff
@require_safe
def workers(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show who works with a person, who did before, and who stands in."""
    at = request_time(request)
    page = list_workers(person_id=person_id, viewer=staff_actor(request), at=at)
    context = identity_context(page.identity, now=at, current="workers") | {
        "now": shown_workers(page.now, may_change=page.may_change),
        "planned": shown_workers(page.planned, may_change=page.may_change),
        "is_move_planned": any(not worker.is_co_worker for worker in page.planned),
        "before": shown_workers(page.before, may_change=False),
        "covers": shown_stand_ins(page.stand_ins, now=at, may_change=page.may_change),
        "may_change": page.may_change,
        "access_rules_href": page_about("access_rules", person_id) if page.may_set_access else "",
    }
    return render(request, "relationships/workers.html", context)


@staff
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Hand a person to another practitioner."""
    page = _page(request, person_id)
    form = MoveForm(_data(request), initial={"on": day_of(request_time(request))}, colleagues=_others(page))

    def hand_on() -> None:
        move_person(
            person_id=person_id,
            to=chosen(form, "to"),
            on=form.cleaned_data["on"],
            reason=form.cleaned_data["reason"],
            by=staff_actor(request),
            at=request_time(request),
        )

    if form.is_valid() and _done(form, hand_on):
        messages.success(request, "The change of practitioner is recorded.")
        return _after(request, person_id)
    return _form_page(request, page, form, "relationships/move.html")


@staff
@require_POST
def call_off(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Take back a change of practitioner that has not begun."""
    call_off_move(person_id=person_id, by=staff_actor(request), at=request_time(request))
    messages.success(request, "The change is called off. Their practitioner stays.")
    return redirect("workers", person_id=person_id)


@staff
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Let another practitioner work with the person too."""
    page = _page(request, person_id)
    form = CoWorkerForm(_data(request), initial={"on": day_of(request_time(request))}, colleagues=_others(page))

    def work_together() -> None:
        add_co_worker(
            person_id=person_id,
            practitioner_id=chosen(form, "practitioner"),
            on=form.cleaned_data["on"],
            until=form.cleaned_data["until"],
            reason=form.cleaned_data["reason"],
            by=staff_actor(request),
            at=request_time(request),
        )

    if form.is_valid() and _done(form, work_together):
        messages.success(request, "They work with this person too.")
        return redirect("workers", person_id=person_id)
    return _form_page(request, page, form, "relationships/add_co_worker.html")


@staff
@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Have somebody stand in with this person."""
    page = _page(request, person_id)
    initial = {"starts_on": day_of(request_time(request))}
    form = CoverPersonForm(_data(request), initial=initial, colleagues=_others(page))

    def stand_in() -> None:
        arrange_cover_of_person(
            person_id=person_id,
            covering_id=chosen(form, "covering"),
            dates=form.dates(),
            by=staff_actor(request),
            at=request_time(request),
        )

    if form.is_valid() and _done(form, stand_in):
        messages.success(request, "The cover is arranged.")
        return redirect("workers", person_id=person_id)
    return _form_page(request, page, form, "relationships/cover_person.html")


@staff
@require_POST
def end(request: HttpRequest, person_id: UUID, relationship_id: UUID) -> HttpResponse:
    """End co-working at once."""
    end_co_working(
        person_id=person_id, relationship_id=relationship_id, by=staff_actor(request), at=request_time(request)
    )
    messages.success(request, "They no longer work with this person.")
    return redirect("workers", person_id=person_id)


def _page(request: HttpRequest, person_id: UUID) -> WorkersPage:
    return list_workers(person_id=person_id, viewer=staff_actor(request), at=request_time(request), to_change=True)


def _others(page: WorkersPage) -> list[Any]:
    working = {worker.practitioner_id for worker in page.now if not worker.is_co_worker}
    return [colleague for colleague in page.may_take if colleague.user_id not in working]


def _data(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _done(form: ArrangingForm, arrange: Callable[[], None]) -> bool:
    try:
        arrange()
    except CannotBeArranged as refusal:
        form.say(refusal)
        return False
    return True


def _after(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Whoever handed the person on today cannot open them any more, and goes to their own list."""
    actor = staff_actor(request)
    return redirect("supervised" if Role.SUPERVISOR in actor.roles else "home")


def _form_page(request: HttpRequest, page: WorkersPage, form: ArrangingForm, template: str) -> HttpResponse:
    context = identity_context(page.identity, now=request_time(request), current="workers")
    return render(request, template, context | {"form": form, "may_take": bool(_others(page))})
