"""The page of one's own feed, and the feed itself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework.calendar.operations import end_feed, make_feed
from alongside.casework.calendar.queries import get_own_feed, list_slots
from alongside.pages.calendar.writing import write_calendar
from alongside.pages.policy import public, request_time, staff, staff_actor

ENDED = "The address has stopped. Remove the calendar from the programs that read it."


@staff
@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """Say whether there is a feed, and make one. Its address is on the page that follows and never again."""
    actor = staff_actor(request)
    if request.method == "POST":
        token = make_feed(by=actor, at=request_time(request))
        address = request.build_absolute_uri(reverse("calendar_feed", kwargs={"feed_token": token}))
        return render(request, "calendar/address.html", {"address": address})
    return render(request, "calendar/calendar.html", {"feed": get_own_feed(viewer=actor)})


@staff
@require_POST
def end_calendar(request: HttpRequest) -> HttpResponse:
    """Stop the feed."""
    end_feed(by=staff_actor(request), at=request_time(request))
    messages.success(request, ENDED)
    return redirect("calendar")


@public
@require_safe
def calendar_feed(request: HttpRequest, feed_token: str) -> HttpResponse:
    """Give a calendar program the times that are taken. Whoever has the address reads it: there is no sign-in to do."""
    at = request_time(request)
    response = HttpResponse(
        write_calendar(list_slots(token=feed_token, at=at), at), content_type="text/calendar; charset=utf-8"
    )
    # Without a name of its own a saved file would be called by its token.
    response.headers["Content-Disposition"] = 'attachment; filename="sessions.ics"'
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
