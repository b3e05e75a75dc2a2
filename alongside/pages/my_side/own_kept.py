"""How long what is kept about a person, and asking to have it taken away."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.casework.retention.opening import RequestLine
from alongside.casework.retention.own_side import KeptFor, ask_to_be_erased, get_own_keeping
from alongside.domain.my_side import page_words, say_day
from alongside.pages.layout.when import day_of
from alongside.pages.my_side.door import person_actor, person_capability
from alongside.pages.my_side.forms import LONGEST
from alongside.pages.my_side.showing import asks, language, show
from alongside.pages.policy import person, request_time

PAGE = "mine_kept"
MONTHS = 12
# After these Welsh says "blynedd", and after every other number from 5 on "mlynedd". English makes no difference.
FEW = frozenset({3, 4, 6})


class AskForm(forms.Form):
    """Why, in the person's words or in none."""

    words = forms.CharField(max_length=LONGEST, widget=forms.Textarea, required=False)

    def __init__(self, *args: Any, words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].error_messages["max_length"] = words["too_long"]
        self.fields["words"].widget.attrs.pop("maxlength", None)


@person
@asks
def kept(request: HttpRequest) -> HttpResponse:
    """Show what is decided, and take down that the person asks to have it taken away."""
    capability, at, words = person_capability(request), request_time(request), _words()
    form = AskForm(request.POST if request.POST.get("do") == "ask" else None, words=words)
    if form.is_valid():
        ask_to_be_erased(capability=capability, words=form.cleaned_data["words"], by=person_actor(request), at=at)
        return redirect(f"{reverse(PAGE)}?sent=1")
    found = get_own_keeping(capability=capability, at=at)
    context: dict[str, Any] = {
        "kinds": [_kind(one, words) for one in found.kinds],
        "is_decided": any(one.version for one in found.kinds),
        "requests": [_request(row) for row in found.requests],
        "is_waiting": found.is_waiting,
        "said": words["sent"] if "sent" in request.GET else "",
    }
    return show(request, PAGE, words, form, **context)


def _kind(one: KeptFor, words: Mapping[str, str]) -> dict[str, str]:
    if one.version is None:
        return {"kind": words[one.case_type.value], "said": words["not_decided"], "who": ""}
    period = _period(one.version.months)
    said = _words(period=period, controller=one.controller)
    return {"kind": words[one.case_type.value], "said": said[one.version.counted_from.value], "who": said["who"]}


def _period(months: int) -> str:
    """Return 6 years and 2 months in the language of the reader."""
    years, rest = divmod(months, MONTHS)
    in_years = _words(count=str(years))[f"year_{_number_word(years)}"] if years else ""
    in_months = _words(count=str(rest))[f"month_{_number_word(rest, few=frozenset())}"] if rest else ""
    if in_years and in_months:
        return _words(years=in_years, months=in_months)["both"]
    return in_years or in_months


def _number_word(count: int, *, few: frozenset[int] = FEW) -> str:
    return {1: "one", 2: "two"}.get(count, "few" if count in few else "many")


def _request(row: RequestLine) -> dict[str, Any]:
    asked = say_day(row.asked_on, language=language())
    words = _words(day=asked, due=say_day(row.due_on, language=language()))
    answered = say_day(day_of(row.decided_at), language=language()) if row.decided_at else ""
    return {
        "row": row,
        "asked_on": words["asked_on"],
        "state": words[row.state.value],
        "they_said": _words(day=answered)["they_said"] if answered else "",
    }


def _words(**names: str) -> dict[str, str]:
    blank = dict.fromkeys(("period", "controller", "count", "years", "months", "day", "due"), "")
    return page_words(PAGE, language=language(), **(blank | names))
