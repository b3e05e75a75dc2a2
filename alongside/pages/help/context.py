"""The link from a page to the help about it."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from alongside.pages.help.topics import find_topic_of


def help_on_this_page(request: HttpRequest) -> dict[str, str]:
    """Give templates `help_href`, or nothing where there is no help. It keeps the way back to a page that was asked for."""
    match = request.resolver_match
    topic = find_topic_of(match.url_name) if match and match.url_name else None
    if topic is None:
        return {}
    href = reverse("help_page", args=[topic.name])
    # The answer to a form cannot be asked for again.
    if request.method in {"GET", "HEAD"}:
        href = f"{href}?{urlencode({'from': request.get_full_path()})}"
    return {"help_href": href}
