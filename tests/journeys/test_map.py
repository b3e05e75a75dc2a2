"""A map changed by two at once, drawn on a phone, reached by keyboard, printed on one sheet. It is drawn in test_first_meetings."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.steps import THINGS, draw_on_the_map, put_on_the_map


def change_at_once(page, other, address):
    """Change the same words in two browsers, and stop where the second is shown both."""
    for browser in (other, page):
        browser.goto(address)
        browser.locator(".app-map__node", has_text="Off work").click()
        browser.get_by_label("What is it?").wait_for()
    other.get_by_label("What is it?").fill("Off work since March. The money went first")
    other.get_by_role("button", name="Keep the change").click()
    other.get_by_text("The change is kept").wait_for()
    page.get_by_label("What is it?").fill("Off work, and nobody rang")
    page.get_by_role("button", name="Keep the change").click()
    page.get_by_text("Somebody else changed this meanwhile").wait_for()


@pytest.fixture
def address(cast):
    return f"/people/{cast.person_id}/map/"


def test_of_two_who_draw_at_once_each_finds_what_the_other_did(page, new_page, cast, address, sign_in_page, check_page):
    sign_in_page(page, cast.practitioner)
    page.goto(address + "add/")
    put_on_the_map(page, *THINGS[1])
    other = new_page()
    sign_in_page(other, cast.practitioner)
    change_at_once(page, other, address)
    check_page(page)
    page.get_by_role("button", name="Keep both, yours as one thing more").click()
    expect(page.locator(".app-map__node")).to_have_count(2)
    page.get_by_role("link", name="Earlier versions").click()
    page.get_by_text("became “Off work since March. The money went first”").wait_for()
    check_page(page)


def test_a_map_is_drawn_on_a_phone_without_a_script_and_the_list_comes_first(
    new_page, cast, address, sign_in_page, check_page
):
    phone = new_page(PHONE, java_script_enabled=False)
    sign_in_page(phone, cast.practitioner)
    phone.goto(address + "add/")
    put_on_the_map(phone, *THINGS[2])
    put_on_the_map(phone, *THINGS[4])
    phone.goto(address)
    listed = phone.locator(".app-map-list__words a", has_text="Being talked down to")
    expect(listed).to_be_visible()
    assert listed.bounding_box()["y"] < phone.locator(".app-map__scroller").bounding_box()["y"]
    listed.click()
    phone.get_by_label("It leads to …").check()
    phone.get_by_label("To what?").select_option(label=": ".join(THINGS[4]))
    phone.get_by_role("button", name="Draw the link").click()
    phone.get_by_text("It leads to “I go quiet, it builds up, then I blow”").wait_for()


def test_every_part_of_the_picture_is_reached_by_keyboard_and_leads_on(page, cast, address, sign_in_page):
    sign_in_page(page, cast.practitioner)
    page.goto(address + "add/")
    put_on_the_map(page, *THINGS[2])
    put_on_the_map(page, *THINGS[4])
    page.goto(address)
    draw_on_the_map(page, 2, "It leads to …", 4)
    page.goto(address)
    page.locator(".app-map__scroller").focus()
    page.keyboard.press("Tab")
    said = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert said == f"“{THINGS[2][1]}” leads to “{THINGS[4][1]}”"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name=THINGS[2][1]).wait_for()


def test_the_map_is_one_sheet_of_paper(page, cast, address, sign_in_page, check_page):
    sign_in_page(page, cast.practitioner)
    page.goto(address + "add/")
    for place, words in THINGS:
        put_on_the_map(page, place, words)
    page.goto(address + "print/")
    check_page(page)
    sheets = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1
