"""The person's own door in a real browser: set up on a laptop, opened on a phone without scripts, and nothing left."""

import os
import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, expect

from alongside.pages.my_side.door import COOKIE
from alongside.records.models import CheckIn
from tests.journeys.conftest import PHONE
from tests.journeys.steps import open_fold
from tests.journeys.test_check_in import CANARIES, STORED, press
from tests.pages.my_side import QUESTIONS, make_session
from tests.pages.own_door import PIN, WRONG, give_door

# A label of a text box only says what it is for: the box is the target.
SMALL_TARGETS = """() => [...document.querySelectorAll('main a, main button, main input:not([type=hidden]), header button')]
  .filter(e => e.offsetParent && e.getBoundingClientRect().height < 44 && !e.closest('.govuk-error-summary'))
  .map(e => e.outerHTML.slice(0, 120))"""


def look(page: Page, check_page, name: str, *, of_the_person: bool = True) -> None:
    """Check a page, and save a picture where SCREENSHOTS says."""
    page.wait_for_load_state()
    check_page(page)
    if of_the_person:
        assert page.evaluate(SMALL_TARGETS) == []
        assert not CANARIES.search(re.sub(r"between you and Ruth", "", page.content()))
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/door-{name}-{page.viewport_size['width']}.png", full_page=True)


def go_back(page: Page) -> None:
    """Press Back. A browser that kept nothing shows its own page instead of the answer to a form."""
    with suppress(Error):
        page.go_back(wait_until="load")


def set_up(laptop: Page, sign_in_page, cast, check_page) -> str:
    """Choose a PIN and make a card, as two people sitting together. Returns the code on the card."""
    sign_in_page(laptop, cast.practitioner)
    laptop.goto(f"/people/{cast.person_id}/")
    laptop.get_by_role("link", name="Their own side").click()
    look(laptop, check_page, "set-up-first", of_the_person=False)
    press(laptop, "Hand over to choose a PIN")
    look(laptop, check_page, "pin")
    laptop.get_by_label("Your PIN", exact=True).fill("123456")
    laptop.get_by_label("Your PIN once more").fill("123456")
    press(laptop, "Save my PIN")
    look(laptop, check_page, "pin-error")
    laptop.get_by_label("Your PIN", exact=True).fill(PIN)
    laptop.get_by_label("Your PIN once more").fill(PIN)
    press(laptop, "Save my PIN")
    expect(laptop.get_by_role("heading", level=1)).to_have_text("Your PIN is saved")
    look(laptop, check_page, "pin-chosen")
    for _ in range(3):
        go_back(laptop)
        # Unlike the content of the page, a locator waits while Back is still on its way.
        assert not CANARIES.search(laptop.locator("html").inner_html())
    sign_in_page(laptop, cast.practitioner)
    laptop.goto(f"/people/{cast.person_id}/my-side/")
    look(laptop, check_page, "set-up", of_the_person=False)
    press(laptop, "Make a card")
    look(laptop, check_page, "card", of_the_person=False)
    code = laptop.locator(".app-door-card__code").inner_text()
    laptop.goto(f"/people/{cast.person_id}/my-side/")
    look(laptop, check_page, "set-up-last", of_the_person=False)
    return code


def test_a_practitioner_sets_it_up_and_a_phone_without_scripts_does_a_check_in(
    new_page, sign_in_page, cast, check_page
):
    make_session(cast)
    code = set_up(new_page(), sign_in_page, cast, check_page)
    phone = new_page(PHONE, has_touch=True, is_mobile=True, java_script_enabled=False)
    phone.goto("/door/")
    phone.get_by_label("Enter your code").fill(code.lower())
    press(phone, "Next")
    phone.get_by_label("Enter your PIN").fill(PIN)
    press(phone, "Open")
    expect(phone).to_have_title("What would you like to do?")
    phone.get_by_role("link", name="Answer four short questions").click()
    press(phone, "Start")
    for _ in range(QUESTIONS):
        phone.get_by_role("radio", name=re.compile(r"^6\b")).check(force=True)
        press(phone, "Next")
    press(phone, "Next")
    phone.get_by_label("Ruth", exact=True).check()
    phone.get_by_role("main").get_by_role("button").first.click()
    if phone.url.endswith("/words/"):
        phone.get_by_role("main").get_by_role("button").first.click()
    expect(phone).to_have_title("Thank you")
    phone.get_by_role("link", name="Back to your own page").click()
    expect(phone).to_have_title("What would you like to do?")
    open_fold(phone, "About me")
    expect(phone.get_by_role("link", name="What matters to me")).to_be_visible()
    expect(phone.get_by_role("link", name="Answer four short questions")).to_have_count(0)
    press(phone, "Finish")
    expect(phone.get_by_role("heading", level=1)).to_have_text("This page is closed")
    row = CheckIn.objects.get()
    assert (row.answers, row.audience, row.offered_by) == ([6] * QUESTIONS, "worker", None)
    assert COOKIE not in {cookie["name"] for cookie in phone.context.cookies()}
    for _ in range(6):
        go_back(phone)
        assert phone.get_by_role("radio").count() == 0


def test_a_phone_looks_right_at_the_door_and_keeps_nothing(phone, cast, check_page):
    door = give_door(cast)
    make_session(cast)
    phone.goto("/door/")
    look(phone, check_page, "code")
    press(phone, "Next")
    look(phone, check_page, "code-error")
    phone.goto(f"/door/{door.token}/")
    look(phone, check_page, "open")
    box = phone.get_by_role("button", name="Open").bounding_box()
    assert box["y"] + box["height"] <= 844
    phone.get_by_label("Enter your PIN").fill(WRONG)
    press(phone, "Open")
    look(phone, check_page, "open-error")
    assert phone.get_by_label("Enter your PIN").input_value() == ""
    phone.get_by_label("Enter your PIN").fill(PIN)
    press(phone, "Open")
    look(phone, check_page, "home")
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.innerText") == "Exit this page"
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("This page is closed")
    assert phone.evaluate(STORED) == [0, 0, 0, 0]
    assert COOKIE not in {cookie["name"] for cookie in phone.context.cookies()}
    phone.goto("/mine/")
    expect(phone).to_have_url(re.compile("/check-in/closed/$"))
    for _ in range(4):
        go_back(phone)
        assert (
            phone.get_by_label("Enter your PIN").count() == 0
            or phone.get_by_label("Enter your PIN").input_value() == ""
        )


@pytest.mark.parametrize("kind", ["card", "link"])
def test_the_square_of_a_card_and_a_link_open_the_same_home(phone, cast, kind):
    door = give_door(cast)
    phone.goto(f"/door/{door.token if kind == 'card' else door.link}/")
    phone.get_by_label("Enter your PIN").fill(PIN)
    press(phone, "Open")
    expect(phone).to_have_url(re.compile("/mine/$"))


def test_a_card_is_as_large_as_a_bank_card_on_paper_and_the_page_is_one_sheet(page, sign_in_page, cast, tmp_path):
    give_door(cast)
    sign_in_page(page, cast.practitioner)
    page.goto(f"/people/{cast.person_id}/my-side/")
    press(page, "Make a card")
    page.emulate_media(media="print")
    box = page.locator(".app-door-card").bounding_box()
    millimetres = [round(side / 96 * 25.4, 1) for side in (box["width"], box["height"])]
    assert millimetres[0] == 85.6
    assert 54 <= millimetres[1] <= 60
    shown = page.locator("body").inner_text()
    for word in ("Tomos", "Ruth", "Print this card"):
        assert word not in shown
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/door-card-print.png")
