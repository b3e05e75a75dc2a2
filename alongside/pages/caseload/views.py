"""The list of people a practitioner works with."""

from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.casework.caseload.queries import Order, Show, get_caseload
from alongside.pages.caseload.words import NOBODY, Choices, describe, filter_links, heading_links, shown_caseload
from alongside.pages.policy import request_time, staff, staff_actor

Choice = TypeVar("Choice", Show, Order)


@staff
def caseload(request: HttpRequest) -> HttpResponse:
    """Show one's own people, or those one covers today. A filter or an order that is not known is the usual one."""
    choices = Choices(
        show=_one_of(Show, request.GET.get("show"), Show.EVERYBODY),
        order=_one_of(Order, request.GET.get("sort"), Order.NEXT_SESSION),
    )
    at = request_time(request)
    found = get_caseload(viewer=staff_actor(request), show=choices.show, order=choices.order, at=at)
    context = {
        "rows": shown_caseload(found, choices.show, now=at),
        "filters": filter_links(found.counts, choices),
        "headings": heading_links(choices),
        "lede": describe(found.counts),
        "is_empty": not any(found.counts.values()),
        "nobody": NOBODY[choices.show],
        "is_covered": choices.show is Show.COVERED,
    }
    return render(request, "caseload/caseload.html", context)


def _one_of(kind: type[Choice], text: str | None, usual: Choice) -> Choice:
    return kind(text) if text in set(kind) else usual
