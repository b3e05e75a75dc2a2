"""My pathways with the people I can call, and what I take with me when we stop meeting."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alongside.casework.my_side.leaving import get_own_ending, get_own_pathways
from alongside.domain.endings import PAIRS, Ending, Held, Step
from alongside.domain.my_side import page_words, say_day
from alongside.domain.reintegration import Milestone, Pathway, Reintegration, State
from alongside.pages.layout.when import day_of
from alongside.pages.my_side.door import is_opened_by, person_capability
from alongside.pages.my_side.showing import language, show
from alongside.pages.policy import person, request_time

SAID = {
    Step.TAKE: ("skills", "helped"),
    Step.SIGNS: ("mine", "others"),
    Step.CALL: ("people",),
}


@person
@require_safe
def pathways(request: HttpRequest) -> HttpResponse:
    """Show what is in place, what comes next and whom to call. It is changed together, when they meet."""
    at = request_time(request)
    found = get_own_pathways(capability=person_capability(request), at=at)
    words, whole = _words("mine_pathways", day_of(at)), found.whole
    return show(
        request, "mine_pathways", words, is_empty=not whole.has_any, has_ending=found.has_ending,
        rows=[_row(whole, pathway) for pathway in Pathway if _is_there(whole, pathway)], ties=whole.kept_ties,
    )  # fmt: skip


@person
@require_safe
def take(request: HttpRequest) -> HttpResponse:
    """Show what the person takes with them, and the letter once they have it."""
    at = request_time(request)
    capability = person_capability(request)
    ending = get_own_ending(capability=capability, at=at)
    words = _words("mine_take", day_of(at))
    may_know = is_opened_by(capability, "mine_know")
    return show(request, "mine_take", words, may_know=may_know, **(_shown(ending) if ending else {"is_empty": True}))


def _row(whole: Reintegration, pathway: Pathway) -> dict[str, Any]:
    return {
        "heading": _words("mine_pathways")[pathway.value],
        "pictures": whole.picture_of(pathway),
        "in_place": [_milestone(one) for one in whole.of(pathway, State.IN_PLACE)],
        "to_come": [_milestone(one) for one in whole.of(pathway, State.NOT_YET)],
    }


def _is_there(whole: Reintegration, pathway: Pathway) -> bool:
    return whole.picture_of(pathway).has_any or bool(whole.of(pathway, State.IN_PLACE, State.NOT_YET))


def _milestone(one: Milestone) -> dict[str, Any]:
    is_dated = one.state is State.NOT_YET and one.for_on is not None
    return {"milestone": one, "by": _words("mine_pathways", one.for_on)["by"] if is_dated else ""}


def _shown(ending: Ending) -> dict[str, Any]:
    letter = ending.letter
    return {
        "stands": _say_stand(ending),
        "said": [(key, words) for step, keys in SAID.items() for key in keys if (words := _said(ending, step, key))],
        "on_track": _pairs(ending, Step.ON_TRACK),
        "review": _pairs(ending, Step.REVIEW),
        "letter": letter,
        "letter_given": _on("letter_given", letter.given_on),
        "beside": [(_on("beside", one.on), one.words) for one in letter.beside],
        "goodbye": _say_goodbye(ending),
        "door_is": ending.door,
    }


def _say_stand(ending: Ending) -> str:
    """Return when it ends or ended, or nothing while no day is known."""
    if ending.ended is not None:
        return _on("ended", ending.ended.on)
    return _on("last_day", ending.planned_on)


def _say_goodbye(ending: Ending) -> str:
    goodbye = ending.goodbye
    if goodbye is None:
        return ""
    name = {Held.NOT_YET: "goodbye_on", Held.HELD: "goodbye_held", Held.NOT_HELD: "goodbye_not"}[goodbye.held]
    return _on(name, goodbye.on)


def _said(ending: Ending, step: Step, key: str) -> str:
    return ending.written(step).words.get(key, "")


def _pairs(ending: Ending, step: Step) -> list[tuple[str, str, str]]:
    """Return what stands beside each other, with the name of its heading, without what nobody said."""
    said = [(one, _said(ending, step, one), _said(ending, step, other)) for _, one, other in PAIRS[step]]
    return [(name, one, other) for name, one, other in said if one or other]


def _on(name: str, on: date | None) -> str:
    return _words("mine_take", on)[name] if on else ""


def _words(page: str, day: date | None = None) -> dict[str, str]:
    return page_words(page, language=language(), day=say_day(day, language=language()) if day else "")
