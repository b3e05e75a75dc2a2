"""The home of the person's own side, and the choice of a PIN on a device that was handed over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.access import Scope
from alongside.casework.my_side.doors import PinRefused, choose_pin
from alongside.casework.my_side.home import WhatIsThere, find_what_is_there
from alongside.domain.my_side import page_words
from alongside.pages.my_side.door import close_door, is_opened_by, person_actor, person_capability
from alongside.pages.my_side.door_forms import ChoosePinForm
from alongside.pages.my_side.showing import asks, language, posted, show
from alongside.pages.policy import person, public, request_time


class Group(StrEnum):
    """What a page is about. What is for now stands open on the home, the others fold away under their names."""

    NOW = "group_now"
    TOGETHER = "group_together"
    ABOUT_ME = "group_about_me"
    KEPT = "group_kept"
    OPENING = "group_opening"


@dataclass(frozen=True)
class Destination:
    """A page the home leads to while its scope is there. `words` and `words`_hint are in the catalogue, as are groups.

    needs: the page is offered only when this says that there is something on it.
    """

    url_name: str
    words: str
    scope: Scope
    group: Group
    needs: Callable[[WhatIsThere], bool] = lambda there: True


# What there is to do, in the order in which it is offered in its group. Whoever adds a URL adds its page here and to
# OWN_PAGES.
DESTINATIONS = (
    Destination("my_side_about", "check_in", Scope.CHECK_IN, Group.NOW),
    Destination("mine_tell", "tell", Scope.TELL_SOMEONE, Group.NOW),
    Destination("mine_answers_back", "answers", Scope.ANSWERS_BACK, Group.NOW, lambda there: there.answers),
    Destination("mine_promises", "promises", Scope.PROMISES, Group.TOGETHER, lambda there: there.promises),
    Destination("mine_plan", "plan", Scope.PROMISES, Group.TOGETHER, lambda there: there.plan),
    Destination("mine_practice", "practice", Scope.SKILLS, Group.TOGETHER, lambda there: there.practice),
    Destination("mine_pathways", "pathways", Scope.PROMISES, Group.TOGETHER, lambda there: there.pathways),
    Destination("mine_next", "next", Scope.NEXT_SESSION, Group.NOW, lambda there: there.next_session),
    Destination("mine_matters", "matters", Scope.ABOUT_ME, Group.ABOUT_ME),
    Destination("mine_reach", "reach", Scope.ABOUT_ME, Group.ABOUT_ME),
    Destination("mine_know", "know", Scope.SELF_KNOWLEDGE, Group.ABOUT_ME),
    Destination("mine_looked", "looked", Scope.WHO_HAS_LOOKED, Group.KEPT),
    Destination("mine_passed_on", "passed_on", Scope.PASSED_ON, Group.KEPT),
    Destination("mine_agreements", "agreements", Scope.AGREEMENTS, Group.KEPT),
    Destination("mine_correction", "correction", Scope.CORRECTION, Group.KEPT),
    Destination("mine_copy", "copy", Scope.ACCESS_REQUEST, Group.KEPT),
    Destination("mine_wrong", "wrong", Scope.COMPLAINT, Group.KEPT),
    Destination("mine_apart", "apart", Scope.CORRECTION, Group.KEPT),
    Destination("mine_kept", "kept", Scope.CORRECTION, Group.KEPT),
    Destination("mine_reminders", "reminders", Scope.ABOUT_ME, Group.TOGETHER, lambda there: there.reminders),
    Destination("mine_description", "description", Scope.SELF_DESCRIPTION, Group.ABOUT_ME),
    Destination("mine_passkey", "passkey", Scope.ABOUT_ME, Group.OPENING),
    Destination("mine_what_happens", "what_happens", Scope.ABOUT_ME, Group.KEPT),
)


@person
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what there is to do and to read. Nothing of the record is on this page."""
    capability = person_capability(request)
    there = find_what_is_there(capability=capability, at=request_time(request))
    words = page_words("mine", language=language()) | page_words("home", language=language())
    if there.new_answers:
        words["answers_hint"] = words["answers_new"]
    offered = [
        to
        for to in DESTINATIONS
        if to.scope in capability.scopes and is_opened_by(capability, to.url_name) and to.needs(there)
    ]
    links = {group: [_link(to, words) for to in offered if to.group is group] for group in Group}
    folds = [(words[group], links[group]) for group in Group if group is not Group.NOW and links[group]]
    return show(request, "home", words, now=links[Group.NOW], folds=folds)


def _link(to: Destination, words: Mapping[str, str]) -> dict[str, str]:
    return {"id": to.url_name, "href": reverse(to.url_name), "text": words[to.words], "hint": words[f"{to.words}_hint"]}


@person
@asks
def choose(request: HttpRequest) -> HttpResponse:
    """Let the person choose a PIN that nobody else sees."""
    capability, words = person_capability(request), page_words("pin", language=language())
    form = ChoosePinForm(posted(request), words=words)
    if form.is_valid():
        try:
            pin = form.cleaned_data["pin"]
            choose_pin(capability=capability, pin=pin, by=person_actor(request), at=request_time(request))
        except PinRefused as refused:
            form.refuse(refused.problem.value)
        else:
            response = redirect("pin_chosen")
            close_door(request, response)
            return response
    return show(request, "pin", words, form)


@public
@require_safe
def chosen(request: HttpRequest) -> HttpResponse:
    """Say that it is done. The device is shut already, so that there is nothing to press before it is handed back."""
    return show(request, "pin_chosen", page_words("pin_chosen", language=language()))
