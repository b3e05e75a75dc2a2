"""The caseload walked through with the keyboard alone: in, along, chosen, put in order, opened, and never stuck."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from alongside.access.actors import actor_for
from alongside.casework.people.operations import PersonFacts, add_person
from alongside.casework.people.sealing import Needs, PersonName
from alongside.domain.people.kinds import Jurisdiction
from tests.cast import START
from tests.journeys.conftest import Trouble
from tests.meetings import meet

# What has the focus, in words a sighted person and a screen reader would both know it by.
HELP = "Help on this page (opens in a new tab)"
NAME = "() => document.activeElement.innerText.trim().replace(/\\s+/g, ' ')"
VISIBLE = """() => {
  const style = getComputedStyle(document.activeElement);
  return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
}"""
IN_SIGHT = """() => {
  const box = document.activeElement.getBoundingClientRect();
  return box.width > 0 && box.height > 0 && box.top >= 0 && box.bottom <= window.innerHeight;
}"""


@pytest.fixture
def caseload(page, cast, sign_in_page) -> Page:
    for number, given in enumerate(("Ada", "Zoe")):
        facts = PersonFacts(
            name=PersonName(given, "Doyle"), born_on=None, jurisdiction=Jurisdiction.SCOTLAND, needs=Needs("")
        )
        person_id = add_person(facts=facts, by=actor_for(cast.practitioner), at=START)
        day = START.date() + timedelta(days=5 - number)
        meet(person_id, cast.practitioner, day, attendance="planned")
    sign_in_page(page, cast.practitioner)
    page.goto("/caseload/")
    return page


def stop(page: Page, key: str = "Tab") -> str:
    """Press a key and return what has the focus then. Everybody must be able to see that it has."""
    page.keyboard.press(key)
    name: str = page.evaluate(NAME)
    assert page.evaluate(VISIBLE), f"nobody sees that the focus is on {name}"
    assert page.evaluate(IN_SIGHT), f"the focus is out of sight, on {name}"
    return name


def walk(page: Page, last: str, key: str = "Tab") -> list[str]:
    """Return everything that has the focus on the way to the last stop."""
    names = [stop(page, key)]
    while names[-1] != last:
        assert len(names) < 60, f"the keyboard is stuck, after {names}"
        names.append(stop(page, key))
    return names


def go_to(page: Page, name: str) -> None:
    """Press Tab until what is named so has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if re.fullmatch(name, page.evaluate(NAME)):
            return
    raise AssertionError(f"no Tab leads to {name}")


def people(page: Page) -> list[str]:
    return page.locator(".app-person-link").all_inner_texts()


def test_everything_is_reached_in_the_order_it_is_read_and_back(caseload):
    there = walk(caseload, HELP)
    main = there[there.index("Add a person") :]
    assert there[0] == "Skip to main content"
    assert main == [
        "Add a person", "Everybody 3", "Today 0", "Seen this week 0", "Not seen as agreed 0", "Strain open 0",
        "Promise due 0", "New or ending 3", "Person", "Last session", "Next session", "Zoe Doyle", "Ada Doyle",
        "Tomos Bevan", HELP,
    ]  # fmt: skip
    assert walk(caseload, "Skip to main content", "Shift+Tab") == there[-2::-1]


def test_the_first_stop_skips_the_menu(caseload):
    caseload.keyboard.press("Tab")
    caseload.keyboard.press("Enter")
    caseload.keyboard.press("Tab")
    assert caseload.evaluate(NAME) == "Add a person"


def test_a_choice_an_order_and_a_person_are_opened_with_enter(caseload, check_page):
    go_to(caseload, "New or ending 3")
    caseload.keyboard.press("Enter")
    caseload.wait_for_url("**/caseload/?show=new-or-ending")
    expect(caseload.get_by_role("link", name="New or ending 3")).to_have_attribute("aria-current", "true")
    assert people(caseload) == ["Zoe Doyle", "Ada Doyle", "Tomos Bevan"]
    check_page(caseload)

    go_to(caseload, "Person")
    caseload.keyboard.press("Enter")
    caseload.wait_for_url("**/caseload/?show=new-or-ending&sort=name")
    expect(caseload.get_by_role("columnheader", name="Person")).to_have_attribute("aria-sort", "ascending")
    expect(caseload.locator("[aria-sort]")).to_have_count(1)
    assert people(caseload) == ["Ada Doyle", "Tomos Bevan", "Zoe Doyle"]

    go_to(caseload, "Promise due 0")
    caseload.keyboard.press("Enter")
    caseload.get_by_text("No promise of either side is late").wait_for()
    check_page(caseload)
    go_to(caseload, "Show everybody")
    caseload.keyboard.press("Enter")
    caseload.wait_for_url("**/caseload/")

    go_to(caseload, "Ada Doyle")
    caseload.keyboard.press("Enter")
    caseload.wait_for_url("**/people/*/")


def test_help_opens_beside_the_page_and_leads_back(caseload, check_page):
    go_to(caseload, "Help on this page .*")
    with caseload.context.expect_page() as opened:
        caseload.keyboard.press("Enter")
    help_page = opened.value
    help_page.get_by_role("heading", name="Your caseload", level=1).wait_for()
    Trouble.watch(help_page)
    check_page(help_page)
    help_page.get_by_role("link", name="Back to the page you came from").press("Enter")
    help_page.wait_for_url("**/caseload/")
