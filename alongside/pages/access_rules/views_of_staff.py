"""What a member of staff says about themselves, and what an administrator grants to an inspector."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.casework.access_rules.authority import (
    WrongAuthorityDates,
    agree_to_inspection,
    list_authorities,
    propose_inspection,
    take_proposal_back,
    withdraw_authority,
)
from alongside.casework.access_rules.conflicts import declare_conflict, list_declarations
from alongside.casework.access_rules.operations import CannotBeSet
from alongside.casework.users.administrators import require_administrator
from alongside.domain.administrators import NeedsAnother
from alongside.pages.access_rules.forms import ConflictForm, InspectionForm
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.relationships.forms import chosen
from alongside.pages.relationships.words import days
from alongside.pages.users.signing_in_again import ask_again

# Said whether or not there is such a person, so that nobody can find out who is here.
DECLARED = "Thank you. If this person is here, or comes here, their record is closed to you."


@staff
@require_http_methods(["GET", "POST"])
def conflicts(request: HttpRequest) -> HttpResponse:
    """Say that one knows somebody. The answer does not depend on whether they are here."""
    at = request_time(request)
    form = ConflictForm(request.POST if request.method == "POST" else None, today=day_of(at))
    if form.is_valid():
        typed = form.cleaned_data
        declare_conflict(
            given_names=typed["given_names"],
            family_name=typed["family_name"],
            born_on=typed["born_on"],
            by=staff_actor(request),
            at=at,
        )
        messages.success(request, DECLARED)
        return redirect("conflicts")
    declared = [long_date(day_of(one.declared_at)) for one in list_declarations(viewer=staff_actor(request))]
    return render(request, "access_rules/conflicts.html", {"form": form, "declared": declared})


@staff
@require_http_methods(["GET", "POST"])
def inspections(request: HttpRequest) -> HttpResponse:
    """Show who inspects, and propose that somebody does."""
    at = request_time(request)
    page = list_authorities(viewer=staff_actor(request), at=at)
    data = request.POST if request.method == "POST" else None
    form = InspectionForm(data, initial={"starts_on": day_of(at)}, choices=page.choices)
    if form.is_valid() and _is_proposed(request, form):
        messages.success(request, "It is proposed. Another administrator has to agree before it opens anything.")
        return redirect("inspections")
    shown = [
        {
            "id": one.authority_id,
            "title": f"{one.inspector} inspects {one.team}",
            "when": days(one.starts_on, one.ends_on, today=day_of(at)),
        }
        for one in page.authorities
    ]
    waiting = [(one, days(one.starts_on, one.ends_on, today=day_of(at))) for one in page.proposals]
    can_set_up = bool(page.choices.staff and page.choices.teams)
    context = {"form": form, "authorities": shown, "waiting": waiting, "can_set_up": can_set_up}
    return render(request, "access_rules/inspections.html", context)


@staff
@require_POST
def withdraw(request: HttpRequest, authority_id: UUID) -> HttpResponse:
    """End an inspection at once."""
    withdraw_authority(authority_id=authority_id, by=staff_actor(request), at=request_time(request))
    messages.success(request, "The inspection has ended.")
    return redirect("inspections")


@staff
@require_POST
def agree(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Let an inspection begin that another administrator proposed."""
    require_administrator(staff_actor(request))
    again = ask_again(request, back=reverse("inspections"))
    if again:
        return again
    try:
        agree_to_inspection(proposal_id=proposal_id, by=staff_actor(request), at=request_time(request))
    except NeedsAnother:
        messages.error(
            request, "You cannot agree to this one. It takes an administrator who was not made by you, nor you by them."
        )
    except WrongAuthorityDates:
        messages.error(request, "Its first day has passed. Take it back and propose it with other days.")
    except CannotBeSet:
        messages.error(request, "They cannot inspect any more. Take it back.")
    else:
        messages.success(request, "The inspection is set up.")
    return redirect("inspections")


@staff
@require_POST
def take_back(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Drop an inspection that waits."""
    take_proposal_back(proposal_id=proposal_id, by=staff_actor(request), at=request_time(request))
    messages.success(request, "It is not proposed any more.")
    return redirect("inspections")


def _is_proposed(request: HttpRequest, form: InspectionForm) -> bool:
    try:
        propose_inspection(
            user_id=chosen(form, "user"),
            team_id=chosen(form, "team"),
            starts_on=form.cleaned_data["starts_on"],
            ends_on=form.cleaned_data["ends_on"],
            by=staff_actor(request),
            at=request_time(request),
        )
    except WrongAuthorityDates:
        form.add_error("starts_on", form.said_about_dates)
        return False
    except CannotBeSet:
        form.add_error("user", "They cannot inspect. Choose somebody else")
        return False
    return True
