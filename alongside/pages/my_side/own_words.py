"""What matters to the person, in words they write themselves."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.casework.my_side.what_matters import get_own_words, say_what_matters_to_me
from alongside.casework.people.what_matters import WordsThatMatter
from alongside.domain.my_side import page_words, say_day
from alongside.pages.my_side.door import person_actor, person_capability
from alongside.pages.my_side.forms import OwnWordsForm
from alongside.pages.my_side.own_pages import name_readers
from alongside.pages.my_side.showing import asks, language, posted, show
from alongside.pages.policy import person, request_time


@person
@asks
def what_matters(request: HttpRequest) -> HttpResponse:
    """Show what has mattered, the last first. A post adds words, and changes none."""
    capability, at = person_capability(request), request_time(request)
    form = OwnWordsForm(posted(request), words=_words())
    if form.is_valid():
        sent = form.cleaned_data["words"]
        say_what_matters_to_me(capability=capability, words=sent, by=person_actor(request), at=at)
        return redirect(f"{reverse('mine_matters')}?kept=1")
    found = get_own_words(capability=capability, at=at)
    practitioner = found.readers.workers[0] if found.readers.workers else ""
    words = _words(practitioner=practitioner, readers=name_readers(found.readers))
    rows = [_row(row) for row in found.words]
    context: dict[str, Any] = {"rows": rows, "practitioner": practitioner, "kept": "kept" in request.GET}
    return show(request, "mine_matters", words, form, **context)


def _words(**names: str) -> dict[str, str]:
    blank = dict.fromkeys(("practitioner", "readers", "day", "writer"), "")
    return page_words("mine_matters", language=language(), **(blank | names))


def _row(row: WordsThatMatter) -> dict[str, Any]:
    writer = row.written_by.split(" ")[0]
    said = _words(day=say_day(row.said_on, language=language()), writer=writer)
    return {"words": row.words, "source": said["by_other"] if writer else said["by_you"]}
