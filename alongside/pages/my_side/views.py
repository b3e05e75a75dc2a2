"""The check-in on the device that was handed over: one thing at a time, nothing to go back to afterwards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alongside.access import Scope
from alongside.casework.my_side.capabilities import CapabilityKind
from alongside.casework.my_side.operations import (
    answer_help,
    answer_question,
    choose_audience,
    choose_form,
    say_whether_off,
)
from alongside.casework.my_side.queries import (
    Question,
    get_about,
    get_audience_choice,
    get_help_question,
    get_off_tick,
    get_question,
)
from alongside.casework.my_side.ringing import ask_to_be_rung
from alongside.domain.limits import Limit, limit_text
from alongside.domain.my_side import page_words, say_day
from alongside.pages.layout.when import day_of
from alongside.pages.my_side.door import close_door, forget_language, person_actor, person_capability
from alongside.pages.my_side.forms import AnswerForm, AudienceForm, HelpForm, OffForm
from alongside.pages.my_side.showing import asks, language, names, posted, show, while_asked
from alongside.pages.policy import person, public, request_time


@person
@asks
@while_asked
def about(request: HttpRequest) -> HttpResponse:
    """Say what this is, who may see it and what cannot be promised, before anything is asked."""
    capability, at = person_capability(request), request_time(request)
    page = get_about(capability=capability, at=at)
    low_title, low_text, *limits = limit_text(Limit.CHECK_IN, language=language()).sentences
    start = reverse("my_side_help") if page.asks_whether_it_helped else reverse("my_side_question", args=[1])
    if request.method == "POST":
        closer = request.POST.get("form") == "closer_look"
        choose_form(capability=capability, is_closer_look=closer, by=person_actor(request), at=at)
        return redirect(start)
    day = say_day(page.met_on, language=language()) if page.met_on else ""
    words = page_words("about", language=language(), day=day, **names(page.practitioner, page.readers))
    return show(
        request,
        "about",
        words,
        start=start,
        offers_closer_look=page.offers_closer_look,
        has_supervisor=bool(page.readers.supervisors),
        low_title=low_title.rstrip("."),
        low_text=low_text,
        limits=" ".join(limits),
    )


@person
@asks
@while_asked
def whether_it_helped(request: HttpRequest) -> HttpResponse:
    """Ask whether the repair that was tried helped. It comes first, so that having answered it says nothing of the rest."""
    capability = person_capability(request)
    first_question = redirect("my_side_question", number=1)
    if Scope.HELP_ANSWER not in capability.scopes or "skip" in request.POST:
        return first_question
    page = get_help_question(capability=capability, at=request_time(request))
    words = page_words("help", language=language(), **names(page.practitioner, page.readers))
    form = HelpForm(posted(request), words=words)
    if form.is_valid():
        answer_help(
            capability=capability,
            answer=form.cleaned_data["answer"],
            by=person_actor(request),
            at=request_time(request),
        )
        return first_question
    return show(request, "help", words, form=form)


@person
@asks
@while_asked
def question(request: HttpRequest, number: int) -> HttpResponse:
    """Ask one question. Skipping it is an answer of its own, and no number is chosen beforehand."""
    page = get_question(capability=person_capability(request), number=number, language=language())
    words = page_words("question", language=language(), number=str(number), total=str(page.total))
    form = AnswerForm(posted(request), words=words, numbers=page.numbers)
    if "skip" in request.POST:
        return _keep_answer(request, page, None)
    if form.is_valid():
        return _keep_answer(request, page, form.cleaned_data["answer"])
    return show(request, "question", words, form=form, page=page, answer=_chosen(page), that_day=_that_day(request))


def _that_day(request: HttpRequest) -> str:
    """Return which day the questions mean by today, when the meeting was not today."""
    met_at = person_capability(request).met_at
    if met_at is None or day_of(met_at) == day_of(request_time(request)):
        return ""
    return page_words("that_day", language=language(), day=say_day(day_of(met_at), language=language()))["text"]


@person
@asks
@while_asked
def whether_off(request: HttpRequest) -> HttpResponse:
    """Ask for the person's own tick."""
    capability, words = person_capability(request), page_words("off", language=language())
    if request.method == "POST":
        form = OffForm(request.POST, words=words)
        felt_off = form.is_valid() and form.cleaned_data["felt_off"]
        say_whether_off(capability=capability, felt_off=felt_off, by=person_actor(request), at=request_time(request))
        return redirect("my_side_audience")
    page = get_off_tick(capability=capability)
    form = OffForm(initial={"felt_off": page.is_ticked}, words=words)
    return show(request, "off", words, form=form, last=page.last_question, that_day=_that_day(request))


@person
@asks
@while_asked
def audience(request: HttpRequest) -> HttpResponse:
    """Ask who can see the answers, and send them there."""
    capability = person_capability(request)
    page = get_audience_choice(capability=capability, at=request_time(request))
    if page.first_left:
        return redirect("my_side_question", number=page.first_left)
    words = page_words("audience", language=language(), **names(page.practitioner, page.readers))
    form = AudienceForm(
        posted(request),
        words=words,
        has_worker=bool(page.readers.workers),
        has_supervisor=bool(page.readers.supervisors),
    )
    if form.is_valid():
        choose_audience(
            capability=capability,
            audience=form.cleaned_data["audience"],
            by=person_actor(request),
            at=request_time(request),
        )
        return redirect("my_side_words")
    never_used = limit_text(Limit.CHECK_IN, language=language()).sentences[1]
    return show(request, "audience", words, form=form, never_used=never_used)


@person
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Say what happens next, in the same words whatever was answered and whoever may see it."""
    capability = person_capability(request)
    if Scope.CHECK_IN in capability.scopes or capability.session_id is None:
        return redirect("my_side_audience")
    page = get_about(capability=capability, at=request_time(request))
    words = page_words("thanks", language=language(), **names(page.practitioner, page.readers))
    return show(request, "thanks", words, is_own_door=capability.kind is CapabilityKind.OWN)


@public
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End the capability: for *Exit this page*, *Not today*, *Stop for today* and *Finish* alike."""
    response = redirect("my_side_closed")
    close_door(request, response)
    return response


@person
@require_POST
@while_asked
def ask_to_ring(request: HttpRequest) -> HttpResponse:
    """Keep the wish to be rung and close the page, which looks like leaving in any other way."""
    ask_to_be_rung(capability=person_capability(request), by=person_actor(request), at=request_time(request))
    response = redirect("my_side_closed")
    close_door(request, response)
    return response


@public
@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """Show the same page to everybody who left, whatever they did before, and to whoever comes too late."""
    response = render(request, "my_side/closed.html", {"words": page_words("closed", language=language())})
    forget_language(response)
    return response


def _keep_answer(request: HttpRequest, page: Question, answer: int | None) -> HttpResponse:
    answer_question(
        capability=person_capability(request),
        item_id=page.item_id,
        answer=answer,
        by=person_actor(request),
        at=request_time(request),
    )
    if page.number < page.total:
        return redirect("my_side_question", number=page.number + 1)
    return redirect("my_side_off")


def _chosen(page: Question) -> str:
    return "" if page.answer is None else str(page.answer)
