"""The rules of one record, each set on a form of its own by the supervisor."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.casework.access_rules.operations import (
    NobodyLikeThat,
    NotYourself,
    SetAlready,
    exclude_worker,
    restrict_record,
)
from alongside.casework.access_rules.queries import RulesPage, get_access_rules
from alongside.casework.relationships.errors import CannotBeArranged
from alongside.pages.access_rules.forms import ExcludeForm, RestrictForm
from alongside.pages.access_rules.words import shown_list, shown_past, shown_rules
from alongside.pages.people.identity import identity_context
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.relationships.forms import chosen

STILL_THEIRS = "They are kept out. The case is still theirs: choose who takes over."


@staff
@require_safe
def access_rules(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show who is kept out of a record, and who alone may open it."""
    page = load_page(request, person_id)
    context = identity_context(page.identity, now=request_time(request)) | {
        "exclusions": shown_rules(page.exclusions),
        "conflicts": shown_rules(page.conflicts),
        "only_these": shown_list(page.restriction) if page.restriction else None,
        "past": shown_past(page.past),
        "must_move": page.must_move,
        "allocated": page.allocated.name if page.allocated else "",
    }
    return render(request, "access_rules/access_rules.html", context)


@staff
@require_http_methods(["GET", "POST"])
def exclude(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Keep a member of staff out of a record, and hand the case on if it was theirs."""
    page = load_page(request, person_id)
    form = ExcludeForm(request.POST if request.method == "POST" else None, page=page)
    if form.is_valid():
        done = _exclude(request, person_id, form)
        if done:
            messages.success(request, done)
            return redirect("access_rules", person_id=person_id)
    context = identity_context(page.identity, now=request_time(request)) | {
        "form": form,
        "allocated": page.allocated.name if page.allocated else "",
    }
    return render(request, "access_rules/exclude.html", context)


@staff
@require_http_methods(["GET", "POST"])
def restrict(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Let only those on a list open a record."""
    page = load_page(request, person_id)
    form = RestrictForm(request.POST if request.method == "POST" else None, page=page)
    if form.is_valid():
        try:
            restrict_record(
                person_id=person_id,
                user_ids=form.user_ids(),
                reason=form.cleaned_data["reason"],
                by=staff_actor(request),
                at=request_time(request),
            )
            messages.success(request, "Only the people on the list can open this record now.")
            return redirect("access_rules", person_id=person_id)
        except NobodyLikeThat:
            form.add_error("users", "Somebody you chose does not work here any more. Choose again")
    context = identity_context(page.identity, now=request_time(request)) | {
        "form": form,
        "allocated": page.allocated.name if page.allocated else "",
    }
    return render(request, "access_rules/restrict.html", context)


def load_page(request: HttpRequest, person_id: UUID) -> RulesPage:
    """Return the rules of a record for whoever asks, who must be its supervisor."""
    return get_access_rules(person_id=person_id, viewer=staff_actor(request), at=request_time(request))


def _exclude(request: HttpRequest, person_id: UUID, form: ExcludeForm) -> str:
    """Return what was done in a sentence, or nothing when the form says why not."""
    try:
        must_move = exclude_worker(
            person_id=person_id,
            user_id=chosen(form, "user"),
            reason=form.cleaned_data["reason"],
            hand_to=form.takes_over(),
            by=staff_actor(request),
            at=request_time(request),
        )
    except NotYourself:
        form.add_error("user", "You cannot keep yourself out here. If you know the person, say so under Conflicts")
    except SetAlready:
        form.add_error("user", "They are kept out already. Choose somebody else")
    except NobodyLikeThat:
        form.add_error("user", "They do not work here any more. Choose somebody else")
    except CannotBeArranged:
        form.add_error("hand_to", "They cannot take over. Choose somebody else, or call off the planned change first")
    else:
        return STILL_THEIRS if must_move else "They are kept out of this record."
    return ""
