"""What the header and the footer of every page need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from alongside.access import Actor
from alongside.access.words import Role
from alongside.domain.my_side import page_words


@dataclass(frozen=True)
class Destination:
    """A page the header or footer leads to. Without roles it is for everybody who is signed in."""

    text: str
    url_name: str
    roles: frozenset[Role] = frozenset()
    is_post: bool = False


@dataclass(frozen=True)
class NavigationItem:
    """One link of the header or footer, ready to be written."""

    text: str
    href: str
    is_current: bool = False
    is_post: bool = False


# A page is added here by whoever adds its URL. Showing a link decides nothing: the operation does.
MAIN: Sequence[Destination] = (
    Destination("Today", "today", frozenset({Role.PRACTITIONER})),
    Destination("Caseload", "caseload", frozenset({Role.PRACTITIONER})),
    Destination("Strains", "strains", frozenset({Role.PRACTITIONER})),
    Destination("Team", "supervised", frozenset({Role.SUPERVISOR})),
    Destination("Shared strains", "shared_strains", frozenset({Role.SUPERVISOR})),
    Destination("Cover", "cover", frozenset({Role.PRACTITIONER, Role.SUPERVISOR})),
    Destination("To act on today", "disclosures", frozenset({Role.SAFEGUARDING_LEAD})),
    Destination("Said to be wrong", "complaints", frozenset({Role.SUPERVISOR, Role.PRIVACY_OFFICER})),
    Destination("Emergencies", "emergencies", frozenset({Role.PRIVACY_OFFICER})),
    Destination("Ledger", "ledger_reading", frozenset({Role.PRIVACY_OFFICER})),
    Destination("Incidents", "incidents", frozenset({Role.PRIVACY_OFFICER})),
    Destination("Clocks", "clocks", frozenset({Role.PRIVACY_OFFICER})),
    Destination("Asked for a copy", "access_requests", frozenset({Role.PRIVACY_OFFICER})),
    Destination("Held apart", "held_apart", frozenset({Role.PRIVACY_OFFICER})),
    Destination("Keeping records", "retention", frozenset({Role.PRIVACY_OFFICER})),
    Destination("Schedules", "schedules", frozenset({Role.ADMINISTRATOR})),
    Destination("Users", "users", frozenset({Role.ADMINISTRATOR})),
    Destination("Inspections", "inspections", frozenset({Role.ADMINISTRATOR})),
    Destination("Shared reflections", "reflections", frozenset({Role.SUPERVISOR})),
    Destination("Imports", "imports", frozenset({Role.ADMINISTRATOR, Role.PRACTITIONER})),
)
ACCOUNT: Sequence[Destination] = (
    Destination("Calendar", "calendar", frozenset({Role.PRACTITIONER})),
    Destination("In an emergency", "emergency", frozenset({Role.PRACTITIONER, Role.SAFEGUARDING_LEAD})),
    Destination("Paper sheets", "type_sheet"),
    Destination("Conflicts of interest", "conflicts"),
    Destination("How you sign in", "mfa_index"),
    Destination("Sign out", "account_logout", is_post=True),
)
FOOTER: Sequence[Destination] = ()
OWN_SIDE = (
    "/mine/",
    "/check-in/",
    "/door/",
)  # by the address alone: what failed may have failed before anything is known


def service(request: HttpRequest) -> dict[str, Any]:
    """Give templates `navigation`, `account_navigation`, `footer_navigation` and `printed_by`, the name of the reader.

    Signed out, all but the footer are empty. `error_layout` is what a page about a failure looks like here: on the person's side
    it has the way out, and no name of the service in its title. `failed` is what it says there, in the language of the person.
    """
    is_own_side = request.path.startswith(OWN_SIDE)
    actor = getattr(request, "actor", None)
    reader: Actor | None = actor if actor is not None and not actor.is_person else None
    roles = reader.roles if reader else None
    return {
        "printed_by": reader.name if reader else "",
        "navigation": _links(MAIN, roles, request.path),
        "account_navigation": _links(ACCOUNT, roles, request.path),
        "is_demo": settings.ALONGSIDE_DEMO,
        "is_own_side": is_own_side,
        "failed": _words_of_failure,
        "error_layout": "layout/own_error.html" if is_own_side else "layout/plain.html",
        "footer_navigation": [NavigationItem(item.text, reverse(item.url_name)) for item in FOOTER],
    }


def _words_of_failure() -> Mapping[str, str]:
    """Return them only when a template asks: most pages do not fail."""
    return page_words("failed", language=get_language() or "en-gb")


def _links(destinations: Sequence[Destination], roles: frozenset[Role] | None, path: str) -> list[NavigationItem]:
    if roles is None:
        return []
    shown = [item for item in destinations if not item.roles or item.roles & roles]
    hrefs = [reverse(item.url_name) for item in shown]
    current = max((href for href in hrefs if _leads_to(href, path)), key=len, default=None)
    return [
        NavigationItem(item.text, href, is_current=href == current, is_post=item.is_post)
        for item, href in zip(shown, hrefs, strict=True)
    ]


def _leads_to(href: str, path: str) -> bool:
    return path == href if href == "/" else path.startswith(href)
