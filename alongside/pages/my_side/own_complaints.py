"""What the person says is wrong: first who reads it, then the words, then a look at them before they are sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.access.receivers import Receivers
from alongside.casework.complaints.loading import ComplaintLine
from alongside.casework.complaints.own_side import list_own_complaints, say_that_something_is_wrong
from alongside.domain.complaints import Receiver
from alongside.domain.my_side import list_names, page_words, say_day
from alongside.pages.layout.when import day_of
from alongside.pages.my_side.door import person_actor, person_capability
from alongside.pages.my_side.forms import OwnWordsForm, set_one_of
from alongside.pages.my_side.showing import asks, language, posted, show
from alongside.pages.policy import person, request_time

PAGE = "mine_wrong"


class ReceiverForm(forms.Form):
    """Who reads it. Somebody whom nobody could take it from is not offered."""

    receiver = forms.TypedChoiceField(coerce=Receiver, widget=forms.RadioSelect)

    def __init__(self, *args: Any, words: Mapping[str, str], receivers: Receivers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = {
            Receiver.SUPERVISOR: receivers.supervisors,
            Receiver.PRIVACY_OFFICER: receivers.privacy_officers,
        }
        offered = [(to.value, words[to.value]) for to, names in there.items() if names]
        set_one_of(self, "receiver", offered, words["choose_one"])
        self.hints = {to.value: words[f"{to.value}_hint"] for to in Receiver}
        self.is_empty = not any(there.values())


@person
@asks
def say_wrong(request: HttpRequest) -> HttpResponse:
    """Show what was said before and ask who should read the next. What is posted goes one step on, or one back."""
    found = list_own_complaints(capability=person_capability(request), at=request_time(request))
    words = _words(found.receivers)
    who = ReceiverForm(posted(request), words=words, receivers=found.receivers)
    if not who.is_valid() or request.POST.get("do") == "who":
        said = words["sent"] if "sent" in request.GET else ""
        return show(request, PAGE, words, who, rows=[_row(line) for line in found.complaints], said=said)
    receiver: Receiver = who.cleaned_data["receiver"]
    context: dict[str, Any] = {"receiver": receiver.value, "goes_to": words[f"goes_{receiver.value}"]}
    if request.POST.get("do") == "choose":
        return show(request, "mine_wrong_words", words, OwnWordsForm(words=words), **context)
    form = OwnWordsForm(request.POST, words=words)
    if form.is_valid() and request.POST.get("do") == "change":
        form = OwnWordsForm(words=words, initial=form.cleaned_data)
    if not form.is_valid():
        return show(request, "mine_wrong_words", words, form, **context)
    if request.POST.get("do") == "send":
        _send(request, receiver, form.cleaned_data["words"])
        return redirect(f"{reverse(PAGE)}?sent=1")
    return show(request, "mine_wrong_check", words, form, **context)


def _send(request: HttpRequest, receiver: Receiver, words: str) -> None:
    say_that_something_is_wrong(
        capability=person_capability(request),
        receiver=receiver,
        words=words,
        by=person_actor(request),
        at=request_time(request),
    )


def _row(line: ComplaintLine) -> dict[str, Any]:
    words = _words(None, day=_say(line.sent_at), by=say_day(line.acknowledge_on, language=language()))
    answers = [(_words(None, day=_say(step.at))["they_said"], step.words) for step in line.steps if step.words]
    return {
        "said_on": words["said_on"],
        "to": words[f"to_{line.receiver.value}"],
        "words": line.words,
        "state": words[f"state_{line.state.value}"],
        "answers": answers,
    }


def _say(at: datetime) -> str:
    return say_day(day_of(at), language=language())


def _words(receivers: Receivers | None, **names: str) -> dict[str, str]:
    blank = dict.fromkeys(("supervisors", "officers", "day", "by"), "")
    if receivers:
        blank["supervisors"] = list_names(receivers.supervisors, language=language())
        blank["officers"] = list_names(receivers.privacy_officers, language=language())
    return page_words(PAGE, language=language(), **(blank | names))
