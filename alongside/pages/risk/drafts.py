"""Drafts of the two forms: read as they were typed, shown again as they were typed, and chosen between."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest, QueryDict

from alongside.casework.risk.drafts import Choice, Fields, KeptForm, TypedForm
from alongside.pages.layout.dates import PARTS, DateInputField
from alongside.pages.policy import staff_actor

# The fields whose words are kept while they are typed: frontend/js/note.js knows them by this beginning.
PREFIX = "said"
TAB = re.compile(r"[0-9a-f]{32}")


class ChoiceForm(forms.Form):
    """Which of two texts is kept, or that the draft is thrown away."""

    keep = forms.TypedChoiceField(choices=[(one.value, one.value) for one in Choice], coerce=Choice)


def read_typed(posted: QueryDict, form: type[forms.Form]) -> TypedForm:
    """Return what a tab sent: the fields of this form as they were typed, from which revision, and which tab it is."""
    names = [one for name, field in form.base_fields.items() for one in _names_of(name, field)]
    sent = {name: posted.getlist(f"{PREFIX}-{name}") for name in names}
    fields = {name: texts for name, texts in sent.items() if texts}
    revision = posted.get("revision", "")
    return TypedForm(fields, int(revision) if revision.isascii() and revision.isdigit() else 0, read_tab(posted))


def read_tab(asked: QueryDict) -> str:
    """Return which tab asks; nothing for what cannot be one."""
    tab = asked.get("tab", "")
    return tab if TAB.fullmatch(tab) else ""


def tab_of(request: HttpRequest) -> str:
    """Return which tab asks for a page, or sent a form whose page is shown again."""
    return read_tab(request.POST) or read_tab(request.GET)


def initial_from(fields: Fields, form: type[forms.Form]) -> dict[str, Any]:
    """Return what a form shows for a draft: every field as it was typed, with no word about what is wrong in it yet."""
    return {name: _typed(fields, name, field) for name, field in form.base_fields.items()}


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
    mine, other = (initial_from(fields, type(form)) for fields in (draft.fields, draft.other or {}))
    return [
        (str(field.label), _say(mine[name], field), _say(other[name], field))
        for name, field in form.fields.items()
        if mine[name] != other[name] and not field.widget.is_hidden
    ]


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
