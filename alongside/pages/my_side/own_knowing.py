"""What I know about me: a page that belongs to the person alone."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.casework.my_side.knowing import (
    Known,
    PageIsFull,
    list_what_i_know,
    take_away,
    write_down,
    write_over,
)
from alongside.domain.my_side import page_words, say_day
from alongside.domain.self_knowledge import LONGEST, About, Insight
from alongside.pages.my_side.door import person_actor, person_capability
from alongside.pages.my_side.showing import asks, language, posted, show
from alongside.pages.policy import person, request_time

SAID = ("kept", "changed", "taken_away")


class InsightForm(forms.Form):
    """What it is about, what the person knows now, and how it was before if they like."""

    field_order = ("about", "now", "before")
    now = forms.CharField(max_length=LONGEST, widget=forms.Textarea)
    before = forms.CharField(max_length=LONGEST, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"] = forms.TypedChoiceField(
            coerce=About,
            widget=forms.RadioSelect,
            choices=[(about.value, words[about.value]) for about in About],
            error_messages={"required": words["pick"], "invalid_choice": words["pick"]},
        )
        self.order_fields(self.field_order)
        self.fields["now"].error_messages["required"] = words["empty"]
        for name in ("now", "before"):
            self.fields[name].error_messages["max_length"] = words["too_long"]
            self.fields[name].widget.attrs.pop("maxlength", None)


@person
@asks
def what_i_know(request: HttpRequest) -> HttpResponse:
    """Show what the person wrote down, or one of it to change. A post keeps, changes or takes away."""
    words, which = _words(), _which(request)
    form = InsightForm(posted(request), words=words)
    if said := _write(request, form, which, words):
        return redirect(f"{reverse('mine_know')}?said={said}")
    known = list_what_i_know(capability=person_capability(request), at=request_time(request))
    chosen = _choose(known, which)
    if chosen and not form.is_bound:
        kept = chosen.insight
        form = InsightForm(words=words, initial={"about": kept.about, "now": kept.now, "before": kept.before})
    said_now = request.GET.get("said", "")
    context: dict[str, Any] = {
        "groups": _groups(known, words), "chosen": chosen, "said": words[said_now] if said_now in SAID else "",
    }  # fmt: skip
    return show(request, "mine_know", words, form, **context)


def _write(request: HttpRequest, form: InsightForm, which: UUID | None, words: Mapping[str, str]) -> str:
    """Do what was sent and return what to say of it, or nothing when there is something to put right first."""
    with_: dict[str, Any] = {
        "capability": person_capability(request), "by": person_actor(request), "at": request_time(request),
    }  # fmt: skip
    if request.POST.get("do") == "take_away" and which:
        take_away(known_id=which, **with_)
        return "taken_away"
    if not form.is_valid():
        return ""
    insight = Insight(**form.cleaned_data)
    if which:
        write_over(known_id=which, insight=insight, **with_)
        return "changed"
    try:
        write_down(insight=insight, **with_)
    except PageIsFull:
        form.add_error("now", words["full"])
        return ""
    return "kept"


def _which(request: HttpRequest) -> UUID | None:
    """Return the one that is to be changed, from the link or the form. Anything else is not there."""
    sent = request.POST.get("which") or request.GET.get("which") or ""
    try:
        return UUID(sent) if sent else None
    except ValueError:
        raise Http404 from None


def _choose(known: Sequence[Known], which: UUID | None) -> Known | None:
    chosen = next((one for one in known if one.id == which), None)
    if which and chosen is None:
        raise Http404
    return chosen


def _groups(known: Sequence[Known], words: Mapping[str, str]) -> list[dict[str, Any]]:
    groups = []
    for about in About:
        rows = [{"known": one, "written": _say_when(one)} for one in known if one.insight.about is about]
        if rows:
            groups.append({"name": about.value, "title": words[about.value], "rows": rows})
    return groups


def _say_when(one: Known) -> str:
    return _words(day=say_day(one.written_on, language=language()))["written"]


def _words(*, day: str = "") -> dict[str, str]:
    return page_words("mine_know", language=language(), day=day)
