"""A service on its first day: every list says what will be there and what to do, and no form asks for a choice of none."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from alongside.access.actors import actor_for
from alongside.casework.people.operations import PersonFacts, add_person
from alongside.casework.people.sealing import Needs, PersonName
from alongside.domain.people.kinds import Jurisdiction
from alongside.records.models import Team, User
from tests.cast import START, make_user

pytestmark = pytest.mark.django_db
ROLES = ["practitioner", "supervisor", "safeguarding_lead", "privacy_officer", "evaluator", "administrator"]


class Page(HTMLParser):
    """What the main part of a page says, what one can press there, and how much each box to choose from offers."""

    def __init__(self, response: Any) -> None:
        super().__init__()
        self.is_inside = False
        self.words, self.ways, self.choices, self.rows = "", 0, list[int](), list[int]()
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        self.is_inside = self.is_inside or tag == "main"
        if not self.is_inside:
            return
        self.ways += tag in ("a", "button")
        if tag == "select":
            self.choices.append(0)
        if tag == "option" and dict(attrs).get("value"):
            self.choices[-1] += 1
        if tag == "tbody":
            self.rows.append(0)
        if tag == "tr" and self.rows:
            self.rows[-1] += 1

    def handle_endtag(self, tag):
        if tag == "main":
            self.is_inside = False

    def handle_data(self, data):
        if self.is_inside:
            self.words += data


@pytest.fixture
def staff(db) -> dict[str, User]:
    """One of each role, and nobody else."""
    team = Team.objects.create(name="Cardiff East")
    in_a_team = ("practitioner", "supervisor")
    return {role: make_user(f"{role.title()} One", role, team=team if role in in_a_team else None) for role in ROLES}


# What waits for somebody else to begin. It says what will come, and there is nothing to do about it.
INBOXES = {
    "/disclosures/",
    "/complaints/",
    "/clocks/",
    "/emergencies/",
    "/strains/shared/",
    "/reflections/",
    "/held-apart/",
}
ASKS_FOR_HELP = ("Ask your administrator", "A supervisor can")


def led_to(browser: Client) -> set[str]:
    """Return the pages that the menu leads to, but for those of signing in."""
    header = browser.get("/", follow=True).content.decode().split("</header>")[0]
    menu = set(re.findall(r'service-navigation__link" href="(/[^"]*)"', header))
    return {path for path in menu if not path.startswith("/accounts/")}


@pytest.mark.parametrize("role", ROLES)
def test_no_page_the_menu_leads_to_is_a_dead_end_in_an_empty_service(staff, sign_in, role):
    browser = sign_in(staff[role])
    menu = led_to(browser)
    assert "/conflicts/" in menu
    for path in menu:
        page = Page(browser.get(path))
        assert min(page.choices, default=1) > 0, f"{path} asks for a choice of none"
        assert min(page.rows, default=1) > 0, f"{path} shows a table with nothing in it"
        has_a_way = page.ways or path in INBOXES or any(words in page.words for words in ASKS_FOR_HELP)
        assert has_a_way, f"{path} leaves {role} with nothing to do: {page.words}"


@pytest.mark.parametrize("role", ROLES)
def test_each_role_lands_on_a_page_of_its_own_or_is_told_plainly(staff, sign_in, role):
    page = sign_in(staff[role]).get("/", follow=True)
    assert ("has no page for that role yet" in page.content.decode()) is (role == "evaluator")


def test_the_pages_of_somebody_who_has_just_come_say_what_will_be_there(staff, sign_in):
    facts = PersonFacts(
        name=PersonName("Zofia", "Nowak"), born_on=None, jurisdiction=Jurisdiction.SCOTLAND, needs=Needs("")
    )
    person_id = add_person(facts=facts, by=actor_for(staff["practitioner"]), at=START)
    browser = sign_in(staff["practitioner"])
    for page, words in {
        "": "The line begins with the first answers Zofia lets you see", "line/": "The line begins with the first answers",
        "promises/": "Add a promise", "notes/": "A note begins on the page of a session", "contact/": "Add a way to reach",
        "supervisions/": "Add an order", "what-matters/": "Ask Zofia what matters to them",
        "corrections/": "Zofia can say on their own page", "my-side/": "No PIN is chosen yet",
        "power-events/add/": "Nothing yet.",
    }.items():  # fmt: skip
        assert words in browser.get(f"/people/{person_id}/{page}").content.decode(), page
    assert "Print these" not in browser.get(f"/people/{person_id}/promises/").content.decode()


def test_cover_is_not_asked_for_where_nobody_else_could_stand_in(staff, sign_in):
    browser = sign_in(staff["practitioner"])
    assert "There is no other practitioner who could stand in" in browser.get("/cover/").content.decode()
    make_user("Second One", "practitioner", team=staff["practitioner"].team)
    assert "Arrange cover" in browser.get("/cover/").content.decode()


def test_an_inspection_is_not_asked_for_where_there_is_no_team(db, sign_in):
    browser = sign_in(make_user("Adam Kerr", "administrator"))
    page = browser.get("/inspections/").content.decode()
    assert "It needs a" in page
    assert 'href="/users/teams/"' in page
    assert "<select" not in page
