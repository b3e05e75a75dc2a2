"""Proposing an erasure, confirming it as the second person, and the certificates that are left."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework.retention.looking import CertificateLine, get_certificate, list_certificates
from alongside.casework.retention.proposing import (
    FileAtWork,
    NotDue,
    OtherProposal,
    confirm_erasure,
    propose_erasure,
    withdraw_erasure,
)
from alongside.casework.retention.queries import get_retention_of
from alongside.domain.retention import SamePerson
from alongside.pages.layout.when import long_date
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.retention.words import BECAUSE, say_counts, say_which
from alongside.pages.users.signing_in_again import ask_again

IN_A_FILE = "A file that names this person is being brought in or taken back. Finish that first."
STANDS_AGAINST = "Something stands against it now. It is said below."
SAME = "You proposed this. Somebody else has to confirm it."


@staff
@require_POST
def propose(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Propose to erase a record. A second person confirms it."""
    try:
        propose_erasure(person_id=person_id, by=staff_actor(request), at=request_time(request))
        messages.success(request, "It is proposed. It waits for another privacy officer, and nothing is erased yet.")
    except NotDue:
        messages.error(request, STANDS_AGAINST)
    except FileAtWork:
        messages.error(request, IN_A_FILE)
    except OtherProposal:
        messages.info(request, "It is proposed already.")
    return redirect("retention_of", person_id=person_id)


@staff
@require_POST
def withdraw(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Take a proposal back."""
    withdraw_erasure(person_id=person_id, by=staff_actor(request), at=request_time(request))
    messages.success(request, "The proposal is taken back. Nothing was erased.")
    return redirect("retention_of", person_id=person_id)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the second person what they confirm, and have them sign in again before they do."""
    by, at = staff_actor(request), request_time(request)
    one = get_retention_of(person_id=person_id, viewer=by, at=at)
    if one.proposal is None or one.proposal.is_own:
        if one.proposal:
            messages.error(request, SAME)
        return redirect("retention_of", person_id=person_id)
    again = ask_again(request, back=reverse("confirm_erasure", args=[person_id]))
    if again:
        return again
    if request.method == "POST":
        return _confirm(request, person_id)
    context = {"one": one, "because": BECAUSE.get(one.because, ""), "which": say_which(one.verdict.version)}
    return render(request, "retention/confirm.html", context)


@staff
@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    """List what is left of every erasure."""
    rows = [_certificate(row) for row in list_certificates(viewer=staff_actor(request))]
    return render(request, "retention/certificates.html", {"rows": rows})


@staff
@require_safe
def certificate(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Show one certificate, to print."""
    row = get_certificate(certificate_id=certificate_id, viewer=staff_actor(request))
    return render(request, "retention/certificate.html", _certificate(row))


def _confirm(request: HttpRequest, person_id: UUID) -> HttpResponse:
    try:
        confirm_erasure(person_id=person_id, by=staff_actor(request), at=request_time(request))
    except SamePerson:
        messages.error(request, SAME)
    except NotDue:
        messages.error(request, STANDS_AGAINST)
    except FileAtWork:
        messages.error(request, IN_A_FILE)
    else:
        messages.success(request, "It is confirmed. The record is being erased, and its certificate will be here.")
        return redirect("certificates")
    return redirect("retention_of", person_id=person_id)


def _certificate(row: CertificateLine) -> dict[str, Any]:
    return {
        "row": row,
        "on": long_date(row.erased_on),
        "because": BECAUSE[row.because],
        "which": say_which(row.version),
        "counts": say_counts(row.counts),
        "total": sum(row.counts.values()),
    }
