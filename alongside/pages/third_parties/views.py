"""Details of somebody else: the list for those who are named, one entry, adding and changing it, and who may open it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.casework.people.identity import Identity
from alongside.casework.third_parties.operations import (
    CannotBeNamed,
    add_third_party,
    change_third_party,
    name_keeper,
    name_readers,
)
from alongside.casework.third_parties.queries import get_third_party, get_to_keep, list_third_parties
from alongside.domain.third_parties import CannotKeep
from alongside.pages.people.identity import identity_context
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.third_parties.forms import (
    AddForm,
    ChangeForm,
    KeeperForm,
    NamedForm,
    initial_entry,
    offer,
)

CHANGED = "Somebody you chose cannot open it any more. Choose again"


@staff
@require_GET
def third_parties(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """List what the viewer is named for. Whoever is named for nothing sees the same page, empty."""
    page = list_third_parties(person_id=person_id, viewer=staff_actor(request), at=request_time(request))
    return _render(request, "third_parties", page.identity, page=page)


@staff
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Keep details of somebody else, apart from the record."""
    by, at = staff_actor(request), request_time(request)
    page = list_third_parties(person_id=person_id, viewer=by, at=at, to_write=True)
    form = AddForm(_posted(request))
    offer(form, "named", page.choices)

    def keep() -> None:
        named = _chosen(form)
        add_third_party(person_id=person_id, said=form.third_party(), named=named, by=by, at=at)

    if form.is_valid() and _is_done(form, "named", keep):
        messages.success(request, "It is kept apart. Only those named can open it.")
        return redirect("third_parties", person_id)
    return _render(request, "write", page.identity, page=page, form=form)


@staff
@require_GET
def third_party(request: HttpRequest, third_party_id: UUID) -> HttpResponse:
    """Show one entry to somebody who is named for it."""
    page = get_third_party(third_party_id=third_party_id, viewer=staff_actor(request), at=request_time(request))
    return _render(request, "third_party", page.identity, page=page)


@staff
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, third_party_id: UUID) -> HttpResponse:
    """Put what is known now beside what was known."""
    by, at = staff_actor(request), request_time(request)
    page = get_third_party(third_party_id=third_party_id, viewer=by, at=at, to_write=True)
    last = page.versions[0]
    form = ChangeForm(_posted(request), initial=initial_entry(last.said) | {"seen": last.number})

    def keep() -> None:
        seen = form.cleaned_data["seen"]
        change_third_party(third_party_id=third_party_id, said=form.third_party(), seen=seen, by=by, at=at)

    if form.is_valid() and _is_done(form, "name", keep):
        messages.success(request, "It is kept. What was known before stays beside it.")
        return redirect("third_party", third_party_id)
    return _render(request, "write", page.identity, page=page, form=form, third_party_id=third_party_id)


@staff
@require_http_methods(["GET", "POST"])
def named(request: HttpRequest, third_party_id: UUID) -> HttpResponse:
    """Say who may open it from now on."""
    by, at = staff_actor(request), request_time(request)
    page = get_third_party(third_party_id=third_party_id, viewer=by, at=at, to_write=True, keeps=True)
    now = [str(one.user_id) for one in page.choices if one.is_named]
    form = NamedForm(_posted(request), initial={"named": now})
    offer(form, "named", page.choices)

    def keep() -> None:
        name_readers(third_party_id=third_party_id, user_ids=_chosen(form), by=by, at=at)

    if form.is_valid() and _is_done(form, "named", keep):
        messages.success(request, "Only you and those named can open it.")
        return redirect("third_party", third_party_id)
    return _render(request, "named", page.identity, page=page, form=form)


@staff
@require_http_methods(["GET", "POST"])
def keeper(request: HttpRequest, third_party_id: UUID) -> HttpResponse:
    """Let a supervisor say who keeps an entry whose keeper cannot open it any more."""
    by, at = staff_actor(request), request_time(request)
    page = get_to_keep(third_party_id=third_party_id, viewer=by, at=at)
    form = KeeperForm(_posted(request))
    offer(form, "keeper", page.choices)

    def keep() -> None:
        name_keeper(third_party_id=third_party_id, user_id=form.cleaned_data["keeper"], by=by, at=at)

    if form.is_valid() and _is_done(form, "keeper", keep):
        messages.success(request, "Somebody keeps it again. Please tell them.")
        return redirect("supervised")
    return _render(request, "keeper", page.identity, page=page, form=form)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _chosen(form: forms.Form) -> set[UUID]:
    return {UUID(one) for one in form.cleaned_data["named"]}


def _is_done(form: forms.Form, field: str, act: Callable[[], None]) -> bool:
    """Do it and return True, or say at its place why it was refused. field is where a wrong name is said."""
    try:
        act()
    except CannotKeep as refusal:
        form.add_error(refusal.field, str(refusal))
    except CannotBeNamed:
        form.add_error(field, CHANGED)
    else:
        return True
    return False


def _render(
    request: HttpRequest, template: str, identity: Identity, *, form: forms.Form | None = None, **more: Any
) -> HttpResponse:
    context = identity_context(identity, now=request_time(request), current="third_parties") | more
    context |= {"form": form, "has_errors": bool(form and form.errors)}
    return render(request, f"third_parties/{template}.html", context)
