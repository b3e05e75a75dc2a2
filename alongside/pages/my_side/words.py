"""What the person writes, once they know who will read it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.casework.disclosures.operations import tell_someone_today
from alongside.casework.disclosures.queries import BeforeTelling, get_before_telling
from alongside.casework.my_side.operations import complete_check_in, keep_words
from alongside.casework.my_side.queries import get_open_question
from alongside.domain.my_side import list_names, page_words
from alongside.pages.my_side.door import person_actor, person_capability
from alongside.pages.my_side.forms import TellForm, WordsForm
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
    if form.is_valid() and "tell" in request.POST:
        keep_words(capability=capability, words=form.cleaned_data["words"], by=person_actor(request), at=at)
        return redirect("my_side_tell")
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


@person
@asks
@while_asked
def tell(request: HttpRequest) -> HttpResponse:
    """The way out of the open question for what cannot wait, whoever may see the answers."""
    return _tell(request, sent_to="my_side_told", back="my_side_words")


@person
@asks
def tell_from_own_side(request: HttpRequest) -> HttpResponse:
    """The same behind the person's own door, where no check-in need be waiting."""
    return _tell(request, sent_to="mine_told", back="my_side")


@person
@require_safe
@while_asked
def told(request: HttpRequest) -> HttpResponse:
    """What follows after it was passed on from the open question."""
    return _told(request, unless="my_side_tell", go_on="my_side_words")


@person
@require_safe
def told_from_own_side(request: HttpRequest) -> HttpResponse:
    """What follows after it was passed on from the home of the person's own side."""
    return _told(request, unless="mine_tell", go_on="my_side")


def _tell(request: HttpRequest, *, sent_to: str, back: str) -> HttpResponse:
    """Say who would read it and what happens then, and pass it on when the person says so."""
    capability, at = person_capability(request), request_time(request)
    page = get_before_telling(capability=capability, at=at)
    words = page_words("tell", language=language(), **_names(page))
    form = TellForm(posted(request), words=words, initial={"words": page.words})
    if form.is_valid():
        text = form.cleaned_data["words"]
        tell_someone_today(capability=capability, text=text, by=person_actor(request), at=at)
        return redirect(sent_to)
    return show(request, "tell", words, form=form, page=page, back=reverse(back))


def _told(request: HttpRequest, *, unless: str, go_on: str) -> HttpResponse:
    """Say what happens next and whom to ring tonight."""
    page = get_before_telling(capability=person_capability(request), at=request_time(request))
    if not page.was_told:
        return redirect(unless)
    words = page_words("told", language=language(), **_names(page))
    return show(request, "told", words, page=page, go_on=reverse(go_on), to_answers=go_on == "my_side_words")


def _names(page: BeforeTelling) -> dict[str, str]:
    # Whoever comes from their own page comes from no meeting: then it is everybody who works with them that is not told.
    worker = page.practitioner or list_names(page.readers.workers, language=language())
    return names(worker, page.readers) | {"leads": list_names(page.leads, language=language())}
