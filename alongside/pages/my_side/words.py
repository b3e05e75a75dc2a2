"""What the person writes, once they know who will read it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.casework.my_side.operations import complete_check_in
from alongside.casework.my_side.queries import get_open_question
from alongside.domain.my_side import page_words
from alongside.pages.my_side.door import person_actor, person_capability
from alongside.pages.my_side.forms import WordsForm
from alongside.pages.my_side.showing import asks, language, names, posted, show, while_asked
from alongside.pages.policy import person, request_time


@person
@asks
@while_asked
def open_question(request: HttpRequest) -> HttpResponse:
    """Ask the one question that is answered in words, and send everything. With *only totals* there is no box."""
    capability, at = person_capability(request), request_time(request)
    page = get_open_question(capability=capability, language=language(), at=at)
    if not page.audience:
        return redirect("my_side_audience")
    words = page_words("words", language=language(), **names(page.practitioner, page.readers))
    form = WordsForm(posted(request), words=words, initial={"words": page.words})
    if form.is_valid():
        complete_check_in(
            capability=capability,
            audience=page.audience,
            language=language(),
            words=form.cleaned_data["words"],
            by=person_actor(request),
            at=at,
        )
        return redirect("my_side_thanks")
    return show(request, "words", words, form=form, page=page, who_reads=words[page.audience])
