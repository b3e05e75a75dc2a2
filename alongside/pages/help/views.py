"""Help on this page. It is for everybody, signed in or not, and says nothing about anybody."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from alongside.access.gates import NotHere
from alongside.pages.help.topics import Topic, find_topic
from alongside.pages.policy import public


@public
@require_safe
def help_page(request: HttpRequest, topic: str) -> HttpResponse:
    """Show one topic, with the way back to the page it was asked for on."""
    found = find_topic(topic)
    if found is None:
        raise NotHere
    return render(
        request, "help/help.html", {"topic": found, "back_href": way_back(request.GET.get("from", ""), found)}
    )


def way_back(address: str, topic: Topic) -> str:
    """Return the address again if it is of a page this topic is about, or "".

    It is put together afresh from its path and its query, so that no spelling of an address leads to another host.
    """
    try:
        parts = urlsplit(address)
        match = resolve(parts.path)
    except (Resolver404, ValueError):
        return ""
    if parts.scheme or parts.netloc or match.url_name not in topic.pages:
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
