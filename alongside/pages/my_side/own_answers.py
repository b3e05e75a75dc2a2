"""What came of what the person said, and how they describe themselves."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.casework.my_side.answers_back import AnsweredBack, list_answers_back
from alongside.casework.my_side.describing import describe_myself, get_own_description
from alongside.domain.my_side import page_words, say_day
from alongside.domain.self_description import LONGEST, Disability, Ethnicity, SelfDescription
from alongside.pages.layout.choices import set_choices
from alongside.pages.my_side.door import person_actor, person_capability
from alongside.pages.my_side.showing import asks, language, posted, show
from alongside.pages.policy import person, request_time

SAID = ("kept", "taken_back")


class DescriptionForm(forms.Form):
    """Nothing of it has to be said."""

    ethnicity = forms.TypedChoiceField(coerce=Ethnicity, required=False, empty_value=None, widget=forms.RadioSelect)
    ethnicity_words = forms.CharField(required=False, max_length=LONGEST)
    disability = forms.TypedChoiceField(coerce=Disability, required=False, empty_value=None, widget=forms.RadioSelect)
    disability_words = forms.CharField(required=False, max_length=LONGEST)

    def __init__(self, *args: Any, words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kinds in (("ethnicity", Ethnicity), ("disability", Disability)):
            set_choices(self, name, [(kind.value, words[kind.value]) for kind in kinds])
            self.fields[f"{name}_words"].error_messages["max_length"] = words["too_long"]
            self.fields[f"{name}_words"].widget.attrs.pop("maxlength", None)


@person
@require_safe
def answers_back(request: HttpRequest) -> HttpResponse:
    """Show what was done with what the person said, the last first."""
    found = list_answers_back(capability=person_capability(request), at=request_time(request))
    words = _words_of_answers()
    return show(request, "mine_answers_back", words, rows=[_row(back) for back in found])


@person
@asks
def description(request: HttpRequest) -> HttpResponse:
    """Show what the person said of themselves. A post keeps it or takes all of it back."""
    capability, at = person_capability(request), request_time(request)
    words = page_words("mine_description", language=language())
    form = DescriptionForm(posted(request), words=words)
    takes_back = request.POST.get("do") == "take_back"
    if takes_back or form.is_valid():
        said = SelfDescription() if takes_back else SelfDescription(**form.cleaned_data)
        describe_myself(capability=capability, description=said, by=person_actor(request), at=at)
        return redirect(f"{reverse('mine_description')}?said={'taken_back' if said.is_empty else 'kept'}")
    kept = get_own_description(capability=capability, at=at)
    if not form.is_bound:
        initial = {name: getattr(kept, name) for name in form.fields}
        form = DescriptionForm(words=words, initial=initial)
    said_now = request.GET.get("said", "")
    context: dict[str, Any] = {"is_kept": not kept.is_empty, "said": words[said_now] if said_now in SAID else ""}
    return show(request, "mine_description", words, form, **context)


def _row(back: AnsweredBack) -> dict[str, Any]:
    said = _words_of_answers(day=_say(back.said_on))
    return {
        "back": back,
        "about": said["you_said"] if back.said else said["you_answered"],
        "they_did": _words_of_answers(day=_say(back.on), writer=back.by)["they_did"],
    }


def _say(day: date) -> str:
    return say_day(day, language=language())


def _words_of_answers(*, day: str = "", writer: str = "") -> dict[str, str]:
    return page_words("mine_answers_back", language=language(), day=day, writer=writer)
