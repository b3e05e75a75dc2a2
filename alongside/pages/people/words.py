"""What matters to the person: the words of today and all earlier ones."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.casework.people.contact import Route
from alongside.casework.people.details import get_words
from alongside.casework.people.what_matters import WordsThatMatter, read_back_what_matters, say_what_matters
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.people.forms import ROUTES, SAFE, WordsForm
from alongside.pages.people.identity import identity_context
from alongside.pages.people.posted import posted_id
from alongside.pages.policy import request_time, staff, staff_actor


@staff
def what_matters(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what has mattered, the last first. A post adds new words, or records that they were read back."""
    by, at = staff_actor(request), request_time(request)
    is_post = request.method == "POST"
    found = get_words(person_id=person_id, viewer=by, at=at, to_change=is_post)
    form = WordsForm(today=day_of(at), initial={"said_on": day_of(at)})
    if is_post and request.POST.get("do") == "read_back":
        words_id = posted_id(request, "what_matters_id")
        read_back_what_matters(person_id=person_id, what_matters_id=words_id, by=by, at=at)
        messages.success(request, "Kept as read back today.")
        return redirect("what_matters", person_id)
    if is_post:
        form = WordsForm(request.POST, today=day_of(at))
        if form.is_valid():
            said = form.cleaned_data
            say_what_matters(person_id=person_id, words=said["words"], said_on=said["said_on"], by=by, at=at)
            messages.success(request, "The words are kept.")
            return redirect("person", person_id)
    context = identity_context(found.identity, now=at, current="what_matters") | {
        "form": form,
        "words": [_shown(row) for row in found.words],
    }
    return render(request, "people/what_matters.html", context)


def _shown(row: WordsThatMatter) -> dict[str, Any]:
    return {
        "id": row.id,
        "words": row.words,
        "said_on": long_date(row.said_on),
        "read_back_on": long_date(row.read_back_on) if row.read_back_on else "",
        "written_by": row.written_by,
    }


def shown_routes(routes: Iterable[Route]) -> list[dict[str, Any]]:
    """Return ways to reach a person with what is safe in words, for pages that do not change them."""
    return [
        {
            "kind": ROUTES[route.kind],
            "value": route.value,
            "safe": ", ".join(text.lower() for way, text in SAFE.items() if way in route.usable),
            "shared_with": route.shared_with,
            "confirmed": _confirmed(route),
        }
        for route in routes
    ]


def _confirmed(route: Route) -> str:
    if route.last_confirmed_on is None:
        return "Not confirmed yet"
    words = f"Last confirmed {long_date(route.last_confirmed_on)}"
    return words if route.is_confirmed else f"{words}, which is too long ago to rely on"
