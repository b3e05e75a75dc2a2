"""Writing the history and a judgement: kept as a draft while it is typed, then saved."""

from datetime import date
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
from alongside.casework.drafts.keeping import DraftTooLong, KeptForm, TypedForm
from alongside.casework.risk.drafts import DraftOf, choose_form_draft, save_form_draft
from alongside.casework.risk.errors import ChangedMeanwhile, Implausible, NothingCalculated
from alongside.casework.risk.operations import judge, save_history
from alongside.casework.risk.queries import get_history, get_judging
from alongside.pages.drafts.reading import (
    ChoiceForm,
    draft_context,
    initial_from,
    read_tab,
    read_typed,
    say_differences,
    tab_of,
)
from alongside.pages.people.identity import identity_context
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.risk.forms import DAYS, HistoryForm, JudgementForm, initial_of
from alongside.pages.risk.words import LABELS, NOTHING_YET, place_of, warn_about

FORM = require_http_methods(["GET", "POST"])
FORMS: dict[DraftOf, type[forms.Form]] = {DraftOf.HISTORY: HistoryForm, DraftOf.JUDGEMENT: JudgementForm}
PAGES = {DraftOf.HISTORY: "predictor_history", DraftOf.JUDGEMENT: "judge_predictors"}
TOO_LONG = "This is longer than a draft may be. Copy it and make it shorter"


@staff
@FORM
def history(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Keep dates, counts and the code of the offence, with each error at its place."""
    return _write_history(request, person_id)


@staff
@FORM
def judgement(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write a structured judgement beside the newest figures."""
    return _write_judgement(request, person_id)


@staff
@require_POST
def draft(request: HttpRequest, person_id: UUID, draft_of: str) -> HttpResponse:
    """Keep what is typed as a draft: for the script in one line of JSON, without it by coming back. Or settle two texts."""
    of = _known(draft_of)
    choice = ChoiceForm(request.POST)
    if choice.is_valid():
        choose_form_draft(
            person_id=person_id, of=of, choice=choice.cleaned_data["keep"], tab=read_tab(request.POST),
            by=staff_actor(request), at=request_time(request),
        )  # fmt: skip
        return redirect(_page(request, person_id, of))
    typed = read_typed(request.POST, FORMS[of])
    if _is_of_somebody_else(request):
        return _somebody_else(request, typed)
    try:
        kept = _save(request, person_id, of, typed)
    except DraftTooLong:
        return _too_long(request, person_id, of)
    if _is_from_script(request):
        at = f"{localtime(kept.saved_at):%H:%M}"
        return JsonResponse({"revision": kept.revision, "at": at, "two": kept.other is not None})
    return redirect(_page(request, person_id, of))


def _write_history(request: HttpRequest, person_id: UUID) -> HttpResponse:
    by, at = staff_actor(request), request_time(request)
    form = HistoryForm(request.POST) if request.method == "POST" else None
    theirs: dict[str, Any] = {}
    if form is not None:
        elsewhere = _keep_first(request, person_id, DraftOf.HISTORY)
        if elsewhere:
            return elsewhere
    if form and form.is_valid():
        facts = form.facts()
        try:
            save_history(person_id=person_id, facts=facts, revision=form.cleaned_data["revision"], by=by, at=at)
            for sentence in warn_about(facts):
                messages.warning(request, sentence)
            messages.success(request, "The history is saved.")
            return redirect("predictors", person_id)
        except Implausible as wrong:
            for field, sentence in map(place_of, wrong.problems):
                form.add_error(field, sentence)
        except ChangedMeanwhile as meanwhile:
            theirs = {"by": meanwhile.by, "lines": _differences(dict(meanwhile.theirs), facts)}
            form.add_error(None, f"{meanwhile.by} saved something else while you wrote. Both stand below.")
    page = get_history(person_id=person_id, viewer=by, at=at, tab=tab_of(request))
    if form is None:
        start = initial_from(page.draft.fields, HistoryForm) if page.draft else {}
        form = HistoryForm(initial=start or initial_of(_with_days(dict(page.facts)), page.revision))
    context = identity_context(page.identity, now=at, current="predictors")
    context |= {"form": form, "theirs": theirs, "revision": page.revision}
    return render(request, "risk/history.html", context | _drafting(request, page.draft, form))


def _write_judgement(request: HttpRequest, person_id: UUID) -> HttpResponse:
    by, at = staff_actor(request), request_time(request)
    form = JudgementForm(request.POST) if request.method == "POST" else None
    if form is not None:
        elsewhere = _keep_first(request, person_id, DraftOf.JUDGEMENT)
        if elsewhere:
            return elsewhere
    if form and form.is_valid():
        try:
            judge(person_id=person_id, says=form.cleaned_data["says"], reasons=form.reasons(), by=by, at=at)
            messages.success(request, "Your judgement is kept beside the figures.")
            return redirect("predictors", person_id)
        except NothingCalculated:
            form.add_error(None, NOTHING_YET)
    page = get_judging(person_id=person_id, viewer=by, at=at, tab=tab_of(request))
    if form is None:
        form = JudgementForm(initial=initial_from(page.draft.fields, JudgementForm) if page.draft else {})
    context = identity_context(page.identity, now=at, current="predictors") | {"form": form}
    return render(request, "risk/judgement.html", context | _drafting(request, page.draft, form))


def _keep_first(request: HttpRequest, person_id: UUID, of: DraftOf) -> HttpResponse | None:
    """Keep what was sent as a draft before anything else is done with it. Returns where to go if it cannot be saved now."""
    typed = read_typed(request.POST, FORMS[of])
    if _is_of_somebody_else(request):
        return _somebody_else(request, typed)
    try:
        kept = _save(request, person_id, of, typed)
    except DraftTooLong:
        return None  # the form says at its place what is too long
    if kept.other is None:
        return None
    messages.warning(request, "You wrote in two tabs. Choose which text you want to keep, then save it.")
    return redirect(_page(request, person_id, of))


def _too_long(request: HttpRequest, person_id: UUID, of: DraftOf) -> HttpResponse:
    """Say that it is too long. Without the script the form says it, at its place and with every word: no such form is valid."""
    if _is_from_script(request):
        return JsonResponse({"error": TOO_LONG}, status=422)
    return _write_history(request, person_id) if of is DraftOf.HISTORY else _write_judgement(request, person_id)


def _save(request: HttpRequest, person_id: UUID, of: DraftOf, typed: TypedForm) -> KeptForm:
    return save_form_draft(person_id=person_id, of=of, typed=typed, by=staff_actor(request), at=request_time(request))


def _drafting(request: HttpRequest, draft: KeptForm | None, form: forms.Form) -> dict[str, Any]:
    in_two_tabs = draft is not None and draft.other is not None and not form.is_bound
    return draft_context(request, draft) | {
        "in_two_tabs": in_two_tabs,
        "differences": say_differences(draft, form) if draft and in_two_tabs else [],
        "save_here": {"formaction": request.path},
    }


def _page(request: HttpRequest, person_id: UUID, of: DraftOf) -> str:
    """Return the address of the form as this tab sees it. The tab is a random word and says nothing."""
    tab = read_tab(request.POST)
    return reverse(PAGES[of], args=[person_id]) + (f"?tab={tab}" if tab else "")


def _known(word: str) -> DraftOf:
    try:
        return DraftOf(word)
    except ValueError:
        raise NotHere from None


def _is_from_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


def _is_of_somebody_else(request: HttpRequest) -> bool:
    return request.POST.get("by", "") not in ("", str(staff_actor(request).id))


def _somebody_else(request: HttpRequest, typed: TypedForm) -> HttpResponse:
    """Words typed by one user are never saved as another's, whoever has signed in meanwhile."""
    if _is_from_script(request):
        return HttpResponse(status=401, headers={"X-Signed-Out": "1"})
    texts = [text for texts in typed.fields.values() for text in texts if text.strip()]
    return render(request, "layout/somebody_else.html", {"texts": texts}, status=401)


def _with_days(facts: dict[str, Any]) -> dict[str, Any]:
    return facts | {name: date.fromisoformat(facts[name]) for name in DAYS if facts.get(name)}


def _differences(theirs: dict[str, Any], mine: dict[str, Any]) -> list[tuple[str, object]]:
    """Return what the other one saved where it is not what was typed here."""
    kept = _with_days(theirs)
    return [(LABELS[name], kept.get(name, "nothing")) for name in mine if kept.get(name) != mine[name]]
