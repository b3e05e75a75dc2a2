"""Sentences and links of the pages of a first contact."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alongside.casework.first_contact.agreeing import Agreed
from alongside.casework.first_contact.gathering import Gathered
from alongside.casework.first_contact.queries import Meeting, Progress, StepPage
from alongside.casework.people.identity import Identity
from alongside.domain.first_contact import (
    LIMITS,
    Box,
    Line,
    Outcome,
    Said,
    Section,
    Step,
    group_lines,
    load_script,
)
from alongside.domain.limits import Limit, LimitText, limit_text, limit_text_as_shown
from alongside.domain.questionnaires.definition import Language
from alongside.domain.speaking import Interpreter, SpokenIn
from alongside.pages.layout.when import long_date
from alongside.pages.people.identity import page_about
from alongside.pages.people.words import shown_routes


@dataclass(frozen=True)
class ShownBox:
    """A box with its words: where it is in the form, whose voice it is, and what is wrong with it."""

    position: int
    box: Box
    label: str
    hint: str
    text: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A page of another topic that belongs to a step."""

    text: str
    href: str


def shown_boxes(step: Step, said: Said, *, first: str, wrong: Mapping[str, str] | None = None) -> list[ShownBox]:
    """Return the boxes of a step with what is in them. wrong has a sentence for a box by its key."""
    return [
        ShownBox(
            position=i,
            box=box,
            label=box.label.replace("{first}", first),
            hint=box.hint.replace("{first}", first),
            text=said.words.get(box.key, ""),
            error=(wrong or {}).get(box.key, ""),
        )
        for i, box in enumerate(step.boxes)
    ]


def outcome_choices(step: Step, said: Said, *, first: str) -> list[tuple[str, str, bool]]:
    """Return the two ways a step may end: value, words, and whether it is chosen. Empty for a step that does not ask."""
    if step.outcome is None:
        return []
    words = {Outcome.YES: step.outcome.yes, Outcome.LATER: step.outcome.later}
    return [(value.value, text.replace("{first}", first), said.outcome is value) for value, text in words.items()]


def language_choices(step: Step, said: Said) -> list[tuple[str, str, bool]]:
    """Return the languages the limits may have been explained in. Empty for any other step."""
    if step.key != LIMITS:
        return []
    return [(each.value, each.label, said.spoken_in is each) for each in SpokenIn if each]


def interpreter_choices(step: Step, said: Said) -> list[tuple[str, str, bool]]:
    """Return who may have interpreted when the limits were explained. Empty for any other step."""
    if step.key != LIMITS:
        return []
    return [(each.value, each.label, said.interpreter is each) for each in Interpreter if each]


def limits_for(step: Step, language: Language) -> LimitText | None:
    """Return the limits of confidentiality with their examples, for the step that explains them."""
    return limit_text(Limit.FIRST_MEETING, language=language.value) if step.key == LIMITS else None


def limits_as_shown(step: Step, language: Language, version: str) -> LimitText | None:
    """Return the limits in the words that were on the page on that day, which may not be those of today."""
    if step.key != LIMITS:
        return None
    return limit_text_as_shown(Limit.FIRST_MEETING, language=language.value, version=version)


def links_of(page: StepPage) -> list[Link]:
    """Return the pages of other topics that a step leads to."""
    identity = page.identity
    person_id, first = identity.person_id, identity.name.first
    details = ("Change what helps to meet them well", page_about("change_details", person_id))
    by_step = {
        "room": [details] if identity.may_change else [],
        "decisions": [("How they can put something right or complain", page_about("my_side_setup", person_id))],
        "matters": _matters(identity),
        "check_in": _check_in(page.meeting),
        "contact": [(f"How to reach {first}", page_about("contact_routes", person_id)), _reminders(identity)],
        "known": [("Risks, needs and strengths", page_about("assessment", person_id))],
        "close": [("Plan the next session", page_about("plan_session", person_id)), *_check_in(page.meeting)],
        "yourself": yourself_links(page.meeting),
    }
    return [Link(text, href) for text, href in by_step.get(page.step.key, []) if href]


def yourself_links(meeting: Meeting | None) -> list[tuple[str, str]]:
    """Return where the practitioner rates the meeting and writes for themselves."""
    if meeting is None or not meeting.reflects:
        return []
    return [
        ("Your own number, and a guess", page_about("rate_session", meeting.session_id)),
        ("Two minutes for yourself", page_about("reflection", meeting.session_id)),
    ]


def check_in_links(meeting: Meeting | None) -> list[Link]:
    """Return where the first check-in begins."""
    return [Link(text, href) for text, href in _check_in(meeting) if href]


def sections_of(
    lines: tuple[Line, ...], progress: Progress, identity: Identity, language: str = "en"
) -> tuple[Section, ...]:
    """Return the lines of an agreement under their headings."""
    return group_lines(
        load_script(), lines, first=identity.name.first, practitioner=progress.practitioner, language=language
    )


def shown_gathered(gathered: Gathered, identity: Identity) -> dict[str, Any]:
    """Return what others have written, in words, strengths first."""
    needs = identity.needs
    matters = gathered.what_matters
    return {
        "matters": matters.words if matters else "",
        "matters_said": long_date(matters.said_on) if matters else "",
        "came_on": [long_date(day) for day in gathered.came_on],
        "worked_with": [
            f"{one.name}, {long_date(one.since)} to {long_date(one.until) if one.until else 'now'}"
            for one in gathered.worked_with
        ],
        "needs": [
            ("Languages", needs.languages), ("Reading, writing, hearing", needs.communication),
            ("Access, food, childcare", needs.access), ("To know", needs.to_know),
        ],
        "happened": [f"{one.kind.label[0].upper()}{one.kind.label[1:]}, {long_date(one.on)}" for one in gathered.happened],
        "routes": shown_routes(gathered.routes),
        "to_ask": gathered.to_ask,
    }  # fmt: skip


def say_answers(agreed: Agreed, *, first: str) -> str:
    """Return what both said to an agreement, in one sentence."""
    return f"{first} {agreed.person.label}. {agreed.by} {agreed.practitioner.label}."


def _matters(identity: Identity) -> list[tuple[str, str]]:
    words = "Keep it as what matters to them" if identity.may_change else "What mattered before"
    return [(words, page_about("what_matters", identity.person_id))]


def _check_in(meeting: Meeting | None) -> list[tuple[str, str]]:
    if meeting is None:
        return []
    return [
        ("Offer the first check-in", page_about("hand_over", meeting.session_id)),
        ("Print the check-in on paper", page_about("print_sheet", meeting.session_id)),
    ]


def _reminders(identity: Identity) -> tuple[str, str]:
    return "Reminders", page_about("reminders", identity.person_id)
