"""A person's details, and the numbers others know them by."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.casework.people.details import Details, get_details
from alongside.casework.people.identifiers import IdentifierTaken, add_identifier, remove_identifier
from alongside.casework.people.operations import change_details
from alongside.pages.layout.when import day_of
from alongside.pages.people.forms import SCHEMES, ChangeDetailsForm, NumberForm
from alongside.pages.people.identity import identity_context
from alongside.pages.people.posted import posted_id
from alongside.pages.policy import request_time, staff, staff_actor


@staff
def details(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the details to change. A post changes them, adds a number or takes one away."""
    by, at = staff_actor(request), request_time(request)
    found = get_details(person_id=person_id, viewer=by, at=at)
    form = ChangeDetailsForm(today=day_of(at), initial=_initial(found))
    number = NumberForm()
    if request.method == "POST" and request.POST.get("do") == "add_number":
        number = NumberForm(request.POST)
        if number.is_valid() and _add_number(request, person_id, number):
            return redirect("change_details", person_id)
    elif request.method == "POST" and request.POST.get("do") == "remove_number":
        remove_identifier(person_id=person_id, identifier_id=posted_id(request, "number_id"), by=by, at=at)
        messages.success(request, "The number is removed.")
        return redirect("change_details", person_id)
    elif request.method == "POST":
        form = ChangeDetailsForm(request.POST, today=day_of(at))
        if form.is_valid():
            _change(request, person_id, form)
            return redirect("person", person_id)
    context = identity_context(found.identity, now=at, current="change_details") | {
        "form": form,
        "number_form": number,
        "numbers": [(row.id, SCHEMES.get(row.scheme, row.scheme), row.value) for row in found.numbers],
        "has_errors": bool(form.errors or number.errors),
    }
    return render(request, "people/details.html", context)


def _change(request: HttpRequest, person_id: UUID, form: ChangeDetailsForm) -> None:
    change_details(
        person_id=person_id,
        name=form.name,
        born_on=form.cleaned_data["born_on"],
        is_child=form.cleaned_data["is_child"] == "yes",
        needs=form.needs,
        contact_days=form.cleaned_data["contact_days"],
        by=staff_actor(request),
        at=request_time(request),
    )
    messages.success(request, "The details are changed.")


def _add_number(request: HttpRequest, person_id: UUID, form: NumberForm) -> bool:
    said = form.cleaned_data
    by, at = staff_actor(request), request_time(request)
    try:
        add_identifier(person_id=person_id, scheme=said["scheme"], value=said["value"], by=by, at=at)
    except IdentifierTaken:
        form.add_error("value", "Somebody you work with has this number already. Check the number")
        return False
    messages.success(request, "The number is added.")
    return True


def _initial(found: Details) -> dict[str, object]:
    name, needs = found.identity.name, found.identity.needs
    return {
        "given_names": name.given_names,
        "family_name": name.family_name,
        "preferred_name": name.preferred_name,
        "said_as": name.said_as,
        "pronouns": name.pronouns,
        "born_on": found.identity.born_on,
        "languages": needs.languages,
        "communication": needs.communication,
        "access": needs.access,
        "to_know": needs.to_know,
        "is_child": "yes" if found.identity.is_child else "no",
        "contact_days": found.contact_days,
    }
