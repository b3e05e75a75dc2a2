"""What the person asks to be put right: they write it, check it, send it, and read here what became of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.access.gates import NotHere
from alongside.casework.corrections.loading import CorrectionLine
from alongside.casework.corrections.own_side import ask_for_correction, disagree, list_own_corrections
from alongside.domain.corrections import ASKED_ALONE, About, CorrectionStep, NotNow
from alongside.domain.my_side import page_words, say_day
from alongside.pages.layout.when import day_of
from alongside.pages.my_side.door import person_actor, person_capability
from alongside.pages.my_side.forms import LONGEST, OwnWordsForm, set_one_of
from alongside.pages.my_side.own_pages import name_readers
from alongside.pages.my_side.showing import asks, language, posted, show
from alongside.pages.policy import person, request_time

PAGE = "mine_correction"
SAID = {"sent": "sent", "kept": "disagree_kept"}


class CorrectionForm(forms.Form):
    """What is not right, and what it should say."""

    about = forms.TypedChoiceField(coerce=About, widget=forms.RadioSelect)
    wrong = forms.CharField(max_length=LONGEST, widget=forms.Textarea)
    should = forms.CharField(max_length=LONGEST, widget=forms.Textarea, required=False)

    def __init__(self, *args: Any, words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_one_of(self, "about", [(kind.value, words[kind.value]) for kind in ASKED_ALONE], words["choose_one"])
        self.fields["wrong"].error_messages["required"] = words["empty"]
        for name in ("wrong", "should"):
            self.fields[name].error_messages["max_length"] = words["too_long"]
            self.fields[name].widget.attrs.pop("maxlength", None)


class DisagreeForm(OwnWordsForm):
    """Why the person does not agree, with which answer."""

    correction = forms.UUIDField()

    def __init__(self, *args: Any, words: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, words=words | {"empty": words["disagree_empty"]}, **kwargs)


@person
@asks
def correction(request: HttpRequest) -> HttpResponse:
    """Show what was asked and ask what else. A post is checked by its writer before it is sent."""
    if request.POST.get("do") == "disagree":
        return _disagree(request)
    words = _words()
    form = CorrectionForm(posted(request), words=words)
    if not form.is_valid():
        return _show(request, form)
    if request.POST.get("do") == "send":
        said = form.cleaned_data
        ask_for_correction(
            capability=person_capability(request),
            about=said["about"],
            wrong=said["wrong"],
            should=said["should"],
            by=person_actor(request),
            at=request_time(request),
        )
        return redirect(f"{reverse(PAGE)}?said=sent")
    if request.POST.get("do") == "change":
        return _show(request, CorrectionForm(words=words, initial=form.cleaned_data))
    return show(request, "mine_correction_check", words, form, about=words[form.cleaned_data["about"].value])


def _disagree(request: HttpRequest) -> HttpResponse:
    words = _words()
    form = DisagreeForm(posted(request), words=words)
    if "correction" in form.errors:
        raise NotHere
    if not form.is_valid():
        return _show(request, CorrectionForm(words=words), wrong=form)
    said = form.cleaned_data
    try:
        disagree(
            capability=person_capability(request),
            correction_id=said["correction"],
            words=said["words"],
            by=person_actor(request),
            at=request_time(request),
        )
    except NotNow:
        raise NotHere from None
    return redirect(f"{reverse(PAGE)}?said=kept")


def _show(request: HttpRequest, form: forms.Form, *, wrong: DisagreeForm | None = None) -> HttpResponse:
    found = list_own_corrections(capability=person_capability(request), at=request_time(request))
    words = _words(readers=name_readers(found.readers))
    context: dict[str, Any] = {
        "rows": [_row(line) for line in found.corrections],
        "somebody_works": bool(found.readers.workers),
        "said": words.get(SAID.get(request.GET.get("said", ""), ""), ""),
        "wrong": wrong,
        "wrong_id": wrong.cleaned_data["correction"] if wrong else None,
    }
    return show(request, PAGE, words, form, **context)


def _say(at: datetime) -> str:
    return say_day(day_of(at), language=language())


def _row(line: CorrectionLine) -> dict[str, Any]:
    words = _words(day=_say(line.asked_at), due=say_day(line.due_on, language=language()))
    answer = line.answer
    return {
        "line": line,
        "about": words[line.about.value],
        "asked_on": words["asked_on"],
        "state": words[f"state_{line.state.value}"],
        "answer": answer.words if answer else "",
        "they_said": _words(day=_say(answer.at))["they_said"] if answer else "",
        "disagreed": [step.words for step in line.steps if step.kind is CorrectionStep.DISAGREED],
    }


def _words(**names: str) -> dict[str, str]:
    blank = dict.fromkeys(("readers", "day", "due"), "")
    return page_words(PAGE, language=language(), **(blank | names))
