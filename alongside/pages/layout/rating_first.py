"""The practitioner's own rating comes first: the line that says so, and the way to it from a page that waits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.casework.check_ins.waiting import RateFirst, RatingComesFirst
from alongside.pages.layout.when import day_of, lately


@dataclass(frozen=True)
class RateFirstLink:
    """Where to rate, and the day of the session as it is said."""

    href: str
    day: str


def link_to_rating(found: RateFirst | None, *, now: datetime) -> RateFirstLink | None:
    """Return the link to the session that is to be rated first. It is there whether or not anything was said."""
    if found is None:
        return None
    return RateFirstLink(_rating_of(found.session_id), lately(found.held_on, today=day_of(now)))


def rating_comes_first(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lead from a page that waits for the reader's own rating to that rating."""

    @wraps(view)
    def shown(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except RatingComesFirst as first:
            messages.info(request, "Say first how it was for you, or skip it. Then you can open the rest.")
            return redirect(_rating_of(first.session_id))

    return shown


def _rating_of(session_id: UUID) -> str:
    return reverse("rate_session", kwargs={"session_id": session_id})
