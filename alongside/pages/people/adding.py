"""Adding a person: one form, the answers to check, then their page. What is typed lives in the post and nowhere else."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.casework.people.identifiers import IdentifierTaken
from alongside.casework.people.operations import add_person, check_may_add
from alongside.pages.layout.components import render_component
from alongside.pages.layout.when import day_of, long_date
from alongside.pages.people.forms import JURISDICTIONS, KINDS, SCHEMES, AddPersonForm
from alongside.pages.policy import request_time, staff, staff_actor


@staff
def add(request: HttpRequest) -> HttpResponse:
    """Ask for a person's details, show them once more to be checked, and add the person."""
    by, at = staff_actor(request), request_time(request)
    check_may_add(by=by)
    if request.method != "POST":
        return _ask(request, AddPersonForm(today=day_of(at)))
    form = AddPersonForm(request.POST, today=day_of(at))
    step = request.POST.get("step", "check")
    if not form.is_valid():
        return _ask(request, form)
    if step == "change":
        return _ask(request, form)
    if step == "check":
        return _check(request, form)
    try:
        person_id = add_person(facts=form.facts, by=by, at=at, form_id=form.cleaned_data["form_id"])
    except IdentifierTaken as taken:
        form.say_taken(taken.schemes)
        return _ask(request, form)
    return redirect("person", person_id)


def _ask(request: HttpRequest, form: AddPersonForm) -> HttpResponse:
    return render(request, "people/add.html", {"form": form})


def _check(request: HttpRequest, form: AddPersonForm) -> HttpResponse:
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", "step")
        for value in values
    ]
    sections = [(title, render_component("summary-list", {"rows": rows})) for title, rows in _sections(form)]
    return render(request, "people/check.html", {"typed": typed, "sections": sections, "name": form.name.display})


def _sections(form: AddPersonForm) -> list[tuple[str, list[dict[str, Any]]]]:
    said = form.cleaned_data
    supervision = form.supervision
    return [
        (
            "Who they are",
            _rows(
                ("Given names", said["given_names"]),
                ("Family name", said["family_name"]),
                ("Preferred first name", said["preferred_name"]),
                ("How it is said", said["said_as"]),
                ("Pronouns", said["pronouns"]),
                ("Date of birth", long_date(said["born_on"]) if said["born_on"] else ""),
                ("A child", _say_child(form)),
                ("Law", next(text for kind, text in JURISDICTIONS.items() if kind == said["jurisdiction"])),
                *((SCHEMES[scheme], value) for scheme, value in form.identifiers),
            ),
        ),
        (
            "What helps to meet them well",
            _rows(
                ("Languages", said["languages"]),
                ("Communication", said["communication"]),
                ("Access", said["access"]),
                ("What to know", said["to_know"]),
            ),
        ),
        (
            "Supervision",
            _rows(
                ("Kind", KINDS[supervision.kind]),
                ("Title", supervision.title),
                ("Starts", long_date(supervision.starts_on)),
                ("Ends", long_date(supervision.ends_on) if supervision.ends_on else "No end given"),
            )
            if supervision
            else _rows(("Kind", "")),
        ),
    ]


def _rows(*pairs: tuple[str, str]) -> list[dict[str, Any]]:
    return [{"key": {"text": key}, "value": {"text": value or "Not given"}} for key, value in pairs]


def _say_child(form: AddPersonForm) -> str:
    answer = "Yes" if form.is_a_child else "No"
    suggested = form.suggested_child
    if suggested is None:
        return answer
    if not form.cleaned_data["is_child"]:
        return f"{answer}, from their date of birth"
    if suggested != form.is_a_child:
        return f"{answer}, but their date of birth says {'yes' if suggested else 'no'}. Check which is right"
    return answer
