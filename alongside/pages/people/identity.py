"""The bar at the top of every page about a person, and the way between those pages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse

from alongside.casework.people.identity import Identity
from alongside.pages.layout.when import day_of, long_date, moment

# The pages about a person, in the order of the bar. One that is not there yet is left out.
PAGES = (
    ("person", "Overview"),
    ("first_contact", "First meeting"),
    ("promises", "Promises"),
    ("plan", "Plan"),
    ("skills", "Skills"),
    ("pathways", "Pathways"),
    ("map", "Map"),
    ("assessment", "Risks, needs and strengths"),
    ("referrals", "Referrals"),
    ("agreements", "Agreements"),
    ("passed_on", "Passed on"),
    ("predictors", "Figures"),
    ("sealed_notes", "Sealed notes"),
    ("third_parties", "Other people"),
    ("timeline", "Everything, in order"),
    ("change_details", "Details"),
    ("contact_routes", "Contact"),
    ("my_side_setup", "Their own side"),
    ("supervisions", "Supervision"),
    ("workers", "Workers"),
    ("ending", "Ending"),
)


TO_CHANGE = frozenset({"change_details"})
TO_SET_UP = frozenset({"my_side_setup"})
TO_OPEN_SEALED = frozenset({"sealed_notes", "third_parties"})


@dataclass(frozen=True)
class PageLink:
    """A page about the person."""

    text: str
    href: str
    is_current: bool = False


def identity_context(identity: Identity, *, now: datetime, current: str = "") -> dict[str, Any]:
    """Return the context of layout/_identity_bar.html. current is the URL name of the page it stands on."""
    allowed = {
        TO_CHANGE: identity.may_change,
        TO_SET_UP: identity.may_set_up_door,
        TO_OPEN_SEALED: identity.may_open_sealed,
    }
    hidden = {name for names, may in allowed.items() if not may for name in names}
    return {
        "person_id": identity.person_id,
        "identity_name": identity.name.display,
        "identity_first": identity.name.first,
        "identity_say": " ".join(_say(identity)),
        "identity_facts": _facts(identity, now),
        "may_change_details": identity.may_change,
        "identity_is_heading": current == "person",
        "sub_navigation": [
            PageLink(text, href, name == current)
            for name, text in PAGES
            if (href := page_about(name, identity.person_id)) and name not in hidden
        ],
    }


def page_about(name: str, person_id: object) -> str:
    """Return the address of a page about a person, or nothing while there is no such page."""
    try:
        return reverse(name, args=[person_id])
    except NoReverseMatch:
        return ""


def _say(identity: Identity) -> list[str]:
    name = identity.name
    said = [f"Say “{name.said_as}”." if name.said_as else ""]
    if name.preferred_name and name.given_names != name.preferred_name:
        said.append(f"Full name {name.given_names} {name.family_name}.")
    said.append(f"{name.pronouns[0].upper()}{name.pronouns[1:].rstrip('.')}." if name.pronouns else "")
    if identity.age is not None:
        said.append(f"{identity.age} years old.")
    if identity.is_child:
        said.append("A child.")
    return [text for text in said if text]


def _facts(identity: Identity, now: datetime) -> list[tuple[str, str]]:
    needs, following = identity.needs, identity.next_session
    next_words = ", ".join(filter(None, [moment(following.planned_at, now=now), following.place])) if following else ""
    facts = [
        ("Working with", ", ".join(_worker_words(identity, now)) or "Nobody"),
        ("Supervision", ", ".join(_supervision_words(identity))),
        ("Next", next_words),
        ("Languages", needs.languages),
        ("Communication", needs.communication),
        ("Access", needs.access),
        ("To know", needs.to_know),
    ]
    return [(label, text) for label, text in facts if text]


def _worker_words(identity: Identity, now: datetime) -> list[str]:
    today = day_of(now)
    return [
        f"{worker.name}, {_weeks((today - worker.since).days // 7)}{' (co-worker)' if worker.is_co_worker else ''}"
        for worker in identity.workers
    ]


def _weeks(number: int) -> str:
    if number < 1:
        return "new"
    return f"{number} {'week' if number == 1 else 'weeks'}"


def _supervision_words(identity: Identity) -> list[str]:
    return [f"{row.title}, to {long_date(row.ends_on)}" if row.ends_on else row.title for row in identity.supervisions]
