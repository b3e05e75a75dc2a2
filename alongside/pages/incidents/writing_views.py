"""Writing an incident down, what is known later, what is done, and whom it is about."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST

from alongside.access.gates import NotHere
from alongside.casework.drafts.keeping import DraftTooLong
from alongside.casework.incidents.drafts import choose_draft, find_draft, save_draft
from alongside.casework.incidents.operations import (
    ChangedMeanwhile,
    name_people,
    record_incident,
    take_off,
    take_step,
    write_what_is_known,
)
from alongside.casework.incidents.queries import OneIncident, find_person, get_incident, list_accounts
from alongside.domain.incidents import (
    AlreadyTold,
    BeforeAware,
    IncidentClosed,
    InTheFuture,
    NeedsDelay,
    NeedsWords,
    NothingSaid,
    NotSettled,
    NotTold,
    RiskSpeaksAgainst,
    WrongOrder,
)
from alongside.domain.people.names import IdentifierEmpty
from alongside.pages.drafts.reading import (
    ChoiceForm,
    draft_context,
    initial_from,
    read_everything,
    say_differences,
    tab_of,
)
from alongside.pages.incidents.forms import FactsForm, RecordForm, StepForm
from alongside.pages.incidents.views import OFFERED, show_incident
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.retention.forms import FindForm

asks = require_http_methods(["GET", "HEAD", "POST"])
MEANWHILE = "Somebody else wrote something down meanwhile. Look at the incident, then send yours again"
NOBODY = "No record that you may know of has exactly that. Check each letter and number"
NOT_SENT_ON = frozenset({"csrfmiddlewaretoken", "do"})
FUTURE = "That has not come yet"
# Which field of the form a moment of the facts is typed in.
TYPED_IN = {"since": "since_on", "until": "until_on", "aware_at": "aware_on", "told_at": "told_on", "on": "on"}
ORDER = {
    "until": "It ended before it began. Check the two",
    "aware_at": "Nobody can know before it began. Check the two",
}
REFUSALS: dict[type[Exception], tuple[str | None, str]] = {
    ChangedMeanwhile: (None, MEANWHILE),
    IncidentClosed: (None, "It is closed. Open it again first"),
    NeedsWords: ("words", "Write it in words"),
    NeedsDelay: ("delay", "It was after 72 hours. Write why"),
    BeforeAware: ("told_on", "That is before somebody here knew"),
    AlreadyTold: (None, "They have been told already. Write down what they were told after that"),
    NotTold: (None, "They have not been told a first time"),
    RiskSpeaksAgainst: (None, "Only what is unlikely to be a risk need not be told. Judge the risk first"),
    NotSettled: (None, "Something is still open. The incident says what"),
}


@staff
@asks
def add(request: HttpRequest) -> HttpResponse:
    """Ask for everything, let it be checked, and write it down."""
    viewer = staff_actor(request)
    staff_list = list_accounts(viewer=viewer)
    draft = find_draft(tab=tab_of(request), viewer=viewer)
    posted = request.POST if request.method == "POST" else None
    empty = RecordForm(staff=staff_list)
    form = RecordForm(posted, staff=staff_list, initial=initial_from(draft.fields, empty) if draft else None)
    do = request.POST.get("do", "")
    if posted is not None and do != "change" and form.is_valid():
        if do == "keep" and (incident_id := _record(request, form)):
            messages.success(request, "It is written down. Say now whom it is about, as far as you know.")
            return redirect("incident", incident_id=incident_id)
        if not form.errors:
            sent = [(name, text) for name, texts in request.POST.lists() for text in texts if name not in NOT_SENT_ON]
            return render(request, "incidents/check.html", {"answers": _answers(form), "sent": sent})
    in_two = draft is not None and draft.other is not None and not form.is_bound
    context = draft_context(request, draft) | {
        "form": form,
        "in_two_tabs": in_two,
        "differences": say_differences(draft, empty) if draft and in_two else [],
        "save_here": {"formaction": request.path},
        "save_to": reverse("save_incident_draft"),
    }
    return render(request, "incidents/add.html", context)


@staff
@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Keep what is typed, settle two texts, or throw the draft away."""
    by, at, typed = staff_actor(request), request_time(request), read_everything(request.POST)
    choice = ChoiceForm(request.POST)
    is_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    back = reverse("add_incident") + (f"?tab={typed.tab}" if typed.tab else "")
    if choice.is_valid():
        choose_draft(choice=choice.cleaned_data["keep"], tab=typed.tab, by=by, at=at)
        return redirect(back)
    if request.POST.get("by", "") not in ("", str(by.id)):
        texts = [text for texts in typed.fields.values() for text in texts if text.strip()]
        if is_script:
            return HttpResponse(status=401, headers={"X-Signed-Out": "1"})
        return render(request, "layout/somebody_else.html", {"texts": texts}, status=401)
    try:
        kept = save_draft(typed=typed, by=by, at=at)
    except DraftTooLong:
        return (
            JsonResponse({"error": "This is longer than a draft may be"}, status=422) if is_script else redirect(back)
        )
    if is_script:
        at_words = f"{localtime(kept.saved_at):%H:%M}"
        return JsonResponse({"revision": kept.revision, "at": at_words, "two": kept.other is not None})
    return redirect(back)


@staff
@asks
def known(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show what is known, and put what is known now beside it."""
    by, at = staff_actor(request), request_time(request)
    one = get_incident(incident_id=incident_id, viewer=by, at=at)
    posted = request.POST if request.method == "POST" else None
    form = FactsForm(posted, staff=list_accounts(viewer=by), initial=_initial(one))
    if form.is_valid() and _write_known(request, incident_id, form):
        messages.success(request, "It is written down beside what was known before.")
        return redirect("incident", incident_id=incident_id)
    return render(request, "incidents/known.html", {"form": form, "one": one, "seen": len(one.row.line.steps)})


@staff
@asks
def step(request: HttpRequest, incident_id: UUID, incident_step: str) -> HttpResponse:
    """Write down one thing that was done."""
    taken = next((one for one in OFFERED if one == incident_step), None)
    if taken is None:
        raise NotHere
    context = show_incident(request, incident_id)
    one: OneIncident = context["one"]
    people = [(person.id, person.name.display) for person in one.people]
    initial = {"seen": len(one.row.line.steps), "told": [str(person.id) for person in one.people if not person.told_on]}
    form = StepForm(request.POST if request.method == "POST" else None, step=taken, people=people, initial=initial)
    if form.is_valid() and _take(request, incident_id, form):
        messages.success(request, "It is written down.")
        return redirect("incident", incident_id=incident_id)
    if form.is_bound:
        # What is on the screen now has been seen, so that sending it again is enough.
        again = request.POST.copy()
        again["seen"] = str(initial["seen"])
        form.data = again
    return render(request, "incidents/step.html", context | {"form": form, "heading": OFFERED[taken], "step": taken})


@staff
@asks
def people(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Find somebody by what is exactly known, and say that the incident is about them."""
    by, at = staff_actor(request), request_time(request)
    form = FindForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            found = find_person_of(form, request)
            if found:
                name_people(incident_id=incident_id, person_ids=[found], by=by, at=at)
                messages.success(request, "They are named. Name another, or go back.")
                return redirect("incident_people", incident_id=incident_id)
            form.add_error("given_names", NOBODY)
        except IncidentClosed:
            form.add_error(None, str(REFUSALS[IncidentClosed][1]))
    return render(request, "incidents/people.html", show_incident(request, incident_id) | {"form": form})


@staff
@require_POST
def off(request: HttpRequest, incident_id: UUID, named_id: UUID) -> HttpResponse:
    """Say that it is not about somebody after all."""
    try:
        take_off(incident_id=incident_id, named_id=named_id, by=staff_actor(request), at=request_time(request))
        messages.success(request, "They are not named any more.")
    except IncidentClosed:
        messages.warning(request, f"{REFUSALS[IncidentClosed][1]}.")
    return redirect("incident_people", incident_id=incident_id)


def find_person_of(form: FindForm, request: HttpRequest) -> UUID | None:
    """Return whose record a form names exactly, or None."""
    said = form.cleaned_data
    name, born_on = form.named(said) or (None, None)
    try:
        return find_person(
            name=name, born_on=born_on, number=form.numbered(said), by=staff_actor(request), at=request_time(request)
        )
    except IdentifierEmpty:
        return None


def _record(request: HttpRequest, form: RecordForm) -> UUID | None:
    try:
        return record_incident(first=form.first(), by=staff_actor(request), at=request_time(request))
    except (InTheFuture, WrongOrder, NothingSaid) as refused:
        _say_refused(form, refused)
    return None


def _write_known(request: HttpRequest, incident_id: UUID, form: FactsForm) -> bool:
    seen = request.POST.get("seen", "")
    try:
        write_what_is_known(
            incident_id=incident_id, facts=form.facts(), account=form.whose(),
            seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 6 else 0, by=staff_actor(request),
            at=request_time(request),
        )  # fmt: skip
    except (InTheFuture, WrongOrder, NothingSaid) as refused:
        _say_refused(form, refused)
    except (ChangedMeanwhile, IncidentClosed) as refused:
        form.add_error(*REFUSALS[type(refused)])
    return not form.errors


def _take(request: HttpRequest, incident_id: UUID, form: StepForm) -> bool:
    try:
        take_step(
            incident_id=incident_id, taken=form.taken(), seen=form.cleaned_data["seen"], told=form.told_rows(),
            by=staff_actor(request), at=request_time(request),
        )  # fmt: skip
    except InTheFuture as refused:
        form.add_error(TYPED_IN[str(refused)], FUTURE)
    except tuple(REFUSALS) as refused:
        form.add_error(*REFUSALS[type(refused)])
    return not form.errors


def _say_refused(form: forms.Form, refused: Exception) -> None:
    name = str(refused)
    if isinstance(refused, WrongOrder):
        form.add_error(TYPED_IN[name], ORDER[name])
    elif isinstance(refused, InTheFuture):
        form.add_error(TYPED_IN[name], FUTURE)
    else:
        form.add_error({"data": "which"}.get(name, name), "Write something here")


def _answers(form: RecordForm) -> list[tuple[str, str]]:
    """Return each answer by its label, as the page to check shows it."""
    said = []
    for bound in form:
        value, field = form.cleaned_data[bound.name], bound.field
        offered: Any = field.choices if isinstance(field, forms.ChoiceField) else ()
        choices = dict(offered)
        texts = value if isinstance(value, list) else [value]
        words = ", ".join(str(choices.get(one, one)) for one in texts if one not in (None, ""))
        said.append((str(bound.label), {"True": "Yes", "False": "No"}.get(words, words)))
    return [(label, words) for label, words in said if words]


def _initial(one: OneIncident) -> dict[str, Any]:
    facts = one.row.line.facts
    initial: dict[str, Any] = {
        "title": facts.title, "what": facts.what, "harms": sorted(facts.harms), "how_aware": facts.how_aware,
        "law": facts.law.value, "which": facts.data, "consequences": facts.consequences, "roughly": facts.roughly,
        "is_uncertain": facts.is_uncertain, "account": str(one.account_id or ""),
    }  # fmt: skip
    for name, at in (("since", facts.since), ("until", facts.until), ("aware", facts.aware_at)):
        if at:
            initial |= {f"{name}_on": localtime(at).date(), f"{name}_time": f"{localtime(at):%H:%M}"}
    return initial
