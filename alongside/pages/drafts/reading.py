"""Drafts of long forms: read as they were typed, shown again as they were typed, and chosen between."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from alongside.casework.drafts.forms import DraftOf
from alongside.casework.drafts.keeping import Choice, Fields, KeptForm, TypedForm
from alongside.pages.layout.dates import PARTS, DateInputField
from alongside.pages.policy import staff_actor

# The fields whose words are kept while they are typed: frontend/js/note.js knows them by this beginning.
PREFIX = "said"
# What a form sends beside what was written in it.
NOT_WRITTEN = frozenset({"csrfmiddlewaretoken", "revision", "tab", "by", "keep", "seen", "goal", "step", "more", "do"})
TAB = re.compile(r"[0-9a-f]{32}")


class ChoiceForm(forms.Form):
    """Which of two texts is kept, or that the draft is thrown away."""

    keep = forms.TypedChoiceField(choices=[(one.value, one.value) for one in Choice], coerce=Choice)


def read_typed(posted: QueryDict, form: type[forms.Form]) -> TypedForm:
    """Return what a tab sent: the fields of this form as they were typed, from which revision, and which tab it is."""
    names = [one for name, field in form.base_fields.items() for one in _names_of(name, field)]
    sent = {name: posted.getlist(f"{PREFIX}-{name}") for name in names}
    fields = {name: texts for name, texts in sent.items() if texts}
    return TypedForm(fields, _revision(posted), read_tab(posted))


def read_everything(posted: QueryDict) -> TypedForm:
    """Return what a tab sent, every field of it, for a form whose fields have no name of their own for drafts."""
    fields = {name: posted.getlist(name) for name in posted if name not in NOT_WRITTEN}
    return TypedForm(fields, _revision(posted), read_tab(posted))


def read_tab(asked: QueryDict) -> str:
    """Return which tab asks; nothing for what cannot be one."""
    tab = asked.get("tab", "")
    return tab if TAB.fullmatch(tab) else ""


def tab_of(request: HttpRequest) -> str:
    """Return which tab asks for a page, or sent a form whose page is shown again."""
    return read_tab(request.POST) or read_tab(request.GET)


def initial_from(
    fields: Fields, form: type[forms.Form] | forms.Form, *, without: Collection[str] = ()
) -> dict[str, Any]:
    """Return what a form shows for a draft: every field as it was typed, with no word about what is wrong in it yet.

    without are fields that nobody types, which the page gives the form itself. form may be one whose fields depend on what
    it was made with.
    """
    asked = form.fields if isinstance(form, forms.Form) else form.base_fields
    return {name: _typed(fields, name, field) for name, field in asked.items() if name not in without}


def draft_context(request: HttpRequest, draft: KeptForm | None) -> dict[str, Any]:
    """Return what a form needs so that it saves itself while it is typed."""
    return {
        "draft": draft,
        "tab": tab_of(request) or uuid4().hex,
        "author": staff_actor(request).id,
        "draft_revision": draft.revision if draft else 0,
    }


def say_differences(draft: KeptForm, form: forms.Form) -> list[tuple[str, str, str]]:
    """Return each field that is not the same in two texts, by its label: this tab's, then the other one's."""
    mine, other = (initial_from(fields, form) for fields in (draft.fields, draft.other or {}))
    return [
        (str(field.label), _say(mine[name], field), _say(other[name], field))
        for name, field in form.fields.items()
        if mine[name] != other[name] and not field.widget.is_hidden
    ]


def _revision(posted: QueryDict) -> int:
    said = posted.get("revision", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0


def _names_of(name: str, field: forms.Field) -> list[str]:
    return [f"{name}_{part}" for part in PARTS] if isinstance(field, DateInputField) else [name]


def _typed(fields: Mapping[str, list[str]], name: str, field: forms.Field) -> Any:
    if isinstance(field, DateInputField):
        return [(fields.get(one) or [""])[0] for one in _names_of(name, field)]
    texts = fields.get(name, [])
    return texts if isinstance(field, forms.MultipleChoiceField) else (texts or [""])[0]


def _say(value: Any, field: forms.Field) -> str:
    texts = value if isinstance(value, list) else [value]
    choices: Any = field.choices if isinstance(field, forms.ChoiceField) else ()
    words = dict(choices)
    return " ".join(str(words.get(text, text)) for text in texts if text) or "Nothing"


def form_drafting(
    request: HttpRequest, draft: KeptForm | None, form: forms.Form, *, person_id: UUID, of: DraftOf, about: UUID
) -> dict[str, Any]:
    """Return what the page of a form needs so that its draft survives: where it is kept, and two texts if there are two."""
    in_two_tabs = draft is not None and draft.other is not None and not form.is_bound
    differences = say_differences(draft, form) if draft and in_two_tabs else []
    where: Any = {"person_id": person_id, "of": of, "about": about}
    return drafting(request, draft, in_two_tabs=in_two_tabs, differences=differences, **where)


def drafting(
    request: HttpRequest, draft: KeptForm | None, *, in_two_tabs: bool, differences: Sequence[tuple[str, str, str]],
    person_id: UUID, of: DraftOf, about: UUID,
) -> dict[str, Any]:  # fmt: skip
    """Return the same for a page that has worked out itself where two texts differ."""
    return draft_context(request, draft) | {
        "in_two_tabs": in_two_tabs,
        "differences": differences,
        "save_here": {"formaction": request.path},
        "save_to": reverse("save_form_draft", args=[person_id, of.value, about]),
    }
