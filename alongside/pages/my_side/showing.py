"""What every page of the check-in shares: whose words, which names, and where to go when nothing is asked any more."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from alongside.access import Scope
from alongside.access.readers import Readers
from alongside.domain.my_side import list_names, page_words
from alongside.pages.my_side.door import person_capability

Page = Callable[..., HttpResponse]
asks = require_http_methods(["GET", "HEAD", "POST"])


def while_asked(view: Page) -> Page:
    """Lead to the thanks as soon as the answers are sent, so that Back finds nothing, and home if none are asked for."""

    @wraps(view)
    def led(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        capability = person_capability(request)
        if Scope.CHECK_IN not in capability.scopes:
            return redirect("my_side_thanks" if capability.session_id else "my_side")
        return view(request, **kwargs)

    return led


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, or None for a page that is asked for."""
    return request.POST if request.method == "POST" else None


def names(practitioner: str, readers: Readers) -> dict[str, str]:
    """Return the names that sentences of the person's side have places for."""
    # Nobody is allocated for a day now and then. The sentences still need somebody to be about.
    workers = readers.workers or (practitioner,)
    return {
        "practitioner": practitioner,
        "workers": list_names(workers, language=language()),
        "supervisor": list_names(readers.supervisors, language=language()),
    }


def language() -> str:
    """Return the language this person reads in."""
    return get_language() or "en-gb"


def show(
    request: HttpRequest,
    name: str,
    words: Mapping[str, str],
    form: forms.Form | None = None,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Return a page of the person's side with its words, and the way out on top."""
    shared, calls, mine = (page_words(page, language=language()) for page in ("shared", "calls", "mine"))
    context |= {
        "words": words,
        "shared": shared,
        "calls": calls,
        "mine": mine,
        "form": form,
        "exit_url": reverse("my_side_exit"),
    }
    return render(request, f"my_side/{name}.html", context, status=status)
