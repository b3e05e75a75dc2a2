"""Lifting a rule: first what it will open and why, then the deed."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from alongside.access.gates import NotHere
from alongside.casework.access_rules import lifting
from alongside.casework.access_rules.queries import KeptOut, RulesPage
from alongside.pages.access_rules.forms import LiftForm
from alongside.pages.access_rules.views import load_page
from alongside.pages.people.identity import identity_context
from alongside.pages.policy import request_time, staff, staff_actor

ONE_ONLY = "They may open the record again, as far as they work with the person."
EVERYBODY = "The list is lifted. Everybody who works with the person can open the record."


@staff
@require_http_methods(["GET", "POST"])
def lift_list(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Open the record again to everybody whose relation opens it."""

    page = load_page(request, person_id)
    if page.restriction is None:
        raise NotHere
    return _ask(request, page, "", partial(lifting.lift_restriction, person_id=person_id), done=EVERYBODY)


@staff
@require_http_methods(["GET", "POST"])
def lift_one_exclusion(request: HttpRequest, person_id: UUID, exclusion_id: UUID) -> HttpResponse:
    """Let somebody back in."""

    lift = partial(lifting.lift_exclusion, person_id=person_id, exclusion_id=exclusion_id)
    page = load_page(request, person_id)
    return _ask(request, page, _name(page.exclusions, exclusion_id), lift, done=ONE_ONLY)


@staff
@require_http_methods(["GET", "POST"])
def lift_one_conflict(request: HttpRequest, person_id: UUID, conflict_id: UUID) -> HttpResponse:
    """Let somebody in who had said that they know the person."""

    lift = partial(lifting.lift_conflict, person_id=person_id, conflict_id=conflict_id)
    page = load_page(request, person_id)
    return _ask(request, page, _name(page.conflicts, conflict_id), lift, done=ONE_ONLY)


@staff
@require_POST
def confirm_one_conflict(request: HttpRequest, person_id: UUID, conflict_id: UUID) -> HttpResponse:
    """Say that the supervisor has seen that a worker knows the person."""
    lifting.confirm_conflict(
        person_id=person_id, conflict_id=conflict_id, by=staff_actor(request), at=request_time(request)
    )
    messages.success(request, "Confirmed. They stay out of this record.")
    return redirect("access_rules", person_id=person_id)


def _name(rules: Sequence[KeptOut], rule_id: UUID) -> str:
    for rule in rules:
        if rule.rule_id == rule_id:
            return rule.name
    raise NotHere


def _ask(request: HttpRequest, page: RulesPage, name: str, lift: Callable[..., None], *, done: str) -> HttpResponse:
    form = LiftForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        lift(reason=form.cleaned_data["reason"], by=staff_actor(request), at=request_time(request))
        messages.success(request, done)
        return redirect("access_rules", person_id=page.identity.person_id)
    context = identity_context(page.identity, now=request_time(request)) | {"form": form, "name": name}
    return render(request, "access_rules/lift.html", context)
