"""The page of one promise: its forms, what each of them does, and what is shown."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from alongside.access import Actor
from alongside.casework.promises.errors import SettledAlready, StillThere
from alongside.casework.promises.operations import (
    change_date,
    correct_words,
    reopen_promise,
    say_about_promise,
    settle_promise,
    take_over_promise,
)
from alongside.casework.promises.queries import get_promise
from alongside.domain.promises import CannotSettleThis, DayHasPassed, Outcome, TooFarAhead
from alongside.pages.people.identity import identity_context
from alongside.pages.promises.forms import (
    PASSED,
    TOO_FAR,
    CorrectForm,
    DateForm,
    LetGoForm,
    ReopenForm,
    WordForm,
)

FORMS: dict[str, type[forms.Form]] = {
    "date": DateForm,
    "word": WordForm,
    "correct": CorrectForm,
    "reopen": ReopenForm,
    "let_go": LetGoForm,
}
SAID = {
    "date": "The new day is kept, with the word why.",
    "word": "Your word is kept.",
    "correct": "The new words are kept beside the first ones.",
    "reopen": "The promise is open again.",
    "let_go": "It is let go, and your word stands beside it.",
    "take_over": "It is your promise now.",
}
NOT_NOW = "Something was said about this promise meanwhile. Look below before you write."

Forms = dict[str, forms.Form]


def forms_for(posted: QueryDict | None) -> Forms:
    """Return the forms of the page. The one that was sent is bound to what was typed."""
    do = posted.get("do") if posted else None
    return {name: form(posted if name == do else None, prefix=name) for name, form in FORMS.items()}


def change(promise_id: UUID, do: str, found: Forms, *, by: Actor, at: datetime) -> str:
    """Do what was asked and return what to say of it; nothing when it could not be done, with the reason in the form."""
    form = found.get(do)
    if do != "take_over" and (form is None or not form.is_valid()):
        return ""
    try:
        _change(promise_id, do, form.cleaned_data if form else {}, by=by, at=at)
    except DayHasPassed:
        return _wrong(form, "due_on", PASSED)
    except TooFarAhead:
        return _wrong(form, "due_on", TOO_FAR)
    except (SettledAlready, StillThere, CannotSettleThis):
        return _wrong(form, None, NOT_NOW)
    return SAID[do]


def _change(promise_id: UUID, do: str, said: dict[str, Any], *, by: Actor, at: datetime) -> None:
    words = said.get("words", "")
    if do == "date":
        change_date(promise_id=promise_id, due_on=said["due_on"], words=words, by=by, at=at)
    elif do == "word":
        say_about_promise(promise_id=promise_id, words=words, by=by, at=at)
    elif do == "correct":
        correct_words(promise_id=promise_id, words=words, by=by, at=at)
    elif do == "reopen":
        reopen_promise(promise_id=promise_id, words=words, by=by, at=at)
    elif do == "let_go":
        settle_promise(promise_id=promise_id, outcome=Outcome.LET_GO, words=words, agreed=False, by=by, at=at)
    else:
        take_over_promise(promise_id=promise_id, by=by, at=at)


def _wrong(form: forms.Form | None, field: str | None, message: str) -> str:
    if form is not None:
        form.add_error(field, message)
    return ""


def promise_context(
    promise_id: UUID, found: Forms, *, viewer: Actor, at: datetime, to_write: bool = False
) -> dict[str, Any]:
    """Return the context of the page of one promise."""
    page = get_promise(promise_id=promise_id, viewer=viewer, at=at, to_write=to_write)
    if not found["correct"].is_bound:
        found["correct"] = CorrectForm(prefix="correct", initial={"words": page.line.words})
    return identity_context(page.identity, now=at, current="promises") | {
        "page": page,
        "line": page.line,
        "forms": found,
        "wrong": next((form for form in found.values() if form.is_bound and form.errors), None),
    }
