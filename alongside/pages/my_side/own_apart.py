"""Asking to have something held apart, and what became of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.casework.held_apart.asking import Asked, ask_myself
from alongside.casework.held_apart.own_side import OwnHold, OwnThing, list_own_holds
from alongside.domain.held_apart import Ground, HoldState
from alongside.domain.my_side import page_words, say_day
from alongside.pages.layout.when import day_of
from alongside.pages.my_side.door import person_actor, person_capability
from alongside.pages.my_side.forms import LONGEST
from alongside.pages.my_side.showing import asks, language, show
from alongside.pages.policy import person, request_time

PAGE = "mine_apart"


class AskForm(forms.Form):
    """Why, and what it is about in the person's words."""

    ground = forms.TypedChoiceField(coerce=Ground, widget=forms.RadioSelect)
    words = forms.CharField(max_length=LONGEST, widget=forms.Textarea)

    def __init__(self, *args: Any, words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [(ground.value, words[ground.value]) for ground in Ground]  # type: ignore[attr-defined]
        self.fields["ground"].error_messages["required"] = words["ground_missing"]
        self.fields["words"].error_messages |= {"required": words["words_missing"], "max_length": words["too_long"]}
        self.fields["words"].widget.attrs.pop("maxlength", None)


@person
@asks
def apart(request: HttpRequest) -> HttpResponse:
    """Show what is held apart and what that means, and take down what the person asks."""
    capability, at, words = person_capability(request), request_time(request), _words()
    form = AskForm(request.POST if request.POST.get("do") == "ask" else None, words=words)
    if form.is_valid():
        ask_myself(capability=capability, asked=Asked(**form.cleaned_data), by=person_actor(request), at=at)
        return redirect(f"{reverse(PAGE)}?sent=1")
    context: dict[str, Any] = {
        "rows": [_row(one, words) for one in list_own_holds(capability=capability, at=at)],
        "said": words["sent"] if "sent" in request.GET else "",
    }
    return show(request, PAGE, words, form, **context)


def _row(one: OwnHold, words: Mapping[str, str]) -> dict[str, Any]:
    line = one.line
    asked = _words(day=_say(day_of(line.asked_at)), due=_say(line.due_on))
    changed = line.lifted_at or line.decided_at
    since = _words(day=_say(day_of(changed)) if changed else "", due=_say(line.due_on))
    answer = line.lifted_because if line.state is HoldState.LIFTED else line.answer
    return {
        "words": line.words,
        "ground": words[line.ground.value],
        "asked": asked["asked_for_you" if line.asked_by else "asked_on"],
        "state": since[f"state_{line.state.value}"],
        "they_said": since["they_said"] if answer else "",
        "answer": answer,
        "things": [_thing(thing, words) for thing in one.things],
    }


def _thing(thing: OwnThing, words: Mapping[str, str]) -> dict[str, str]:
    return {
        "kind": words[thing.source.lower()],
        "day": _say(thing.day) if thing.day else "",
        "words": thing.words,
    }


def _say(day: date) -> str:
    return say_day(day, language=language())


def _words(**names: str) -> dict[str, str]:
    return page_words(PAGE, language=language(), **({"day": "", "due": ""} | names))
