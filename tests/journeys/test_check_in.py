"""The check-in in a real browser: on a desktop and a phone, with and without scripts, with the keyboard alone."""

import os
import re

import pytest
from playwright.sync_api import Page, expect

from alongside.pages.my_side.door import COOKIE
from alongside.records.models import CheckIn, Episode, HelpAnswer
from tests.cast import START
from tests.journeys.conftest import DESKTOP, PHONE
from tests.pages.my_side import make_session

pytestmark = pytest.mark.on_both_databases
CANARIES = re.compile(r"Tomos|Bevan|X123456|Adeyemi|Ellis|Community order")
# What the browser keeps for pages of this address, apart from the HTTP cache that nothing of ours may enter.
STORED = """async () => [
  localStorage.length, sessionStorage.length, (await caches.keys()).length, (await indexedDB.databases()).length
]"""
# In the choice of an audience the radio itself covers its whole card.
SMALL_TARGETS = """() => [...document.querySelectorAll('main a, main button, header button, .app-person-help button, label')]
  .filter(e => e.offsetParent && e.getBoundingClientRect().height < 44 && !e.closest('.govuk-error-summary, .app-audience'))
  .map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture
def session(cast):
    session = make_session(cast)
    Episode.objects.create(
        person_id=cast.person_id, relationship_id=session.relationship_id, source="practitioner", opened_at=START,
        tried_on=START.date(),
    )  # fmt: skip
    return session


@pytest.fixture
def look(check_page):
    """Check a page of the person, and save a picture where SCREENSHOTS says."""

    def looked(page: Page, name: str) -> None:
        page.wait_for_load_state()
        check_page(page)
        assert page.evaluate(SMALL_TARGETS) == []
        assert not CANARIES.search(page.content())
        if folder := os.environ.get("SCREENSHOTS"):
            page.screenshot(path=f"{folder}/check-in-{name}-{page.viewport_size['width']}.png", full_page=True)

    return looked


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def hand_over(page: Page, session) -> None:
    page.goto(f"/sessions/{session.id}/hand-over/")
    press(page, "Hand over the device")
    expect(page).to_have_url(re.compile(r"/check-in/$"))


def answer(page: Page, mark: int, next_words: str = "Next") -> None:
    page.get_by_role("radio", name=re.compile(rf"^{mark}\b")).check(force=True)
    press(page, next_words)


def test_what_staff_left_open_in_another_tab_is_gone_once_the_device_is_handed_over(page, sign_in_page, cast, session):
    sign_in_page(page, cast.practitioner)
    other = page.context.new_page()
    other.goto("/caseload/")
    assert CANARIES.search(other.content())
    hand_over(page, session)
    expect(other).to_have_url(re.compile(r"/check-in/$"))
    assert not CANARIES.search(other.content())


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_check_in_from_the_hand_over_to_nothing_left(new_page, sign_in_page, cast, session, look, size):
    page = new_page(size)
    sign_in_page(page, cast.practitioner)
    hand_over(page, session)
    look(page, "about")
    press(page, "Start")
    look(page, "help")
    page.get_by_label("It helped a bit").check()
    press(page, "Next")
    answer(page, 7)
    look(page, "question")
    press(page, "Skip this one")
    answer(page, 0)
    answer(page, 10)
    look(page, "off")
    press(page, "Next")
    look(page, "who")
    page.get_by_label("Ruth", exact=True).check()
    press(page, "Next")
    press(page, "Send my answers")
    look(page, "thanks")
    press(page, "Finish")
    look(page, "closed")
    row = CheckIn.objects.get()
    assert (row.state, row.audience, row.answers) == ("completed", "worker", [7, None, 0, 10])
    assert HelpAnswer.objects.get().answer == "helped_a_bit"
    assert_nothing_is_left(page)


def assert_nothing_is_left(page: Page) -> None:
    """Go back through everything, load everything again, and look into all that a browser stores."""
    assert page.evaluate(STORED) == [0, 0, 0, 0]
    assert COOKIE not in {cookie["name"] for cookie in page.context.cookies()}
    for _ in range(12):
        page.go_back(wait_until="load")
        assert not CANARIES.search(page.content())
        assert page.get_by_role("radio").count() == 0
    for path in ("/check-in/", "/check-in/1/", "/check-in/who/", "/check-in/thanks/"):
        page.goto(path)
        page.reload()
        expect(page).to_have_url(re.compile("/check-in/closed/$"))
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_choosing_nothing_is_an_error_that_says_what_to_do(phone, sign_in_page, cast, session, look):
    sign_in_page(phone, cast.practitioner)
    hand_over(phone, session)
    for path, title in {"first": "One question first", "1": "Question 1 of 4"}.items():
        phone.goto(f"/check-in/{path}/")
        press(phone, "Next")
        expect(phone).to_have_title(f"Error: {title}")
        look(phone, f"error-{path}")


def test_back_after_sending_finds_no_answer(page, sign_in_page, cast, session):
    sign_in_page(page, cast.practitioner)
    hand_over(page, session)
    page.goto("/check-in/1/")
    for mark in (1, 2, 3, 4):
        answer(page, mark)
    press(page, "Next")
    page.get_by_label("Nobody sees mine").check()
    press(page, "Next")
    press(page, "Send my answers")
    for _ in range(4):
        page.go_back()
        expect(page).to_have_url(re.compile("/check-in/thanks/$"))
        assert page.get_by_role("radio").count() == 0


def test_handing_over_leaves_no_staff_page_behind(page, sign_in_page, cast, session):
    sign_in_page(page, cast.practitioner)
    page.goto(f"/people/{cast.person_id}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tomos")
    hand_over(page, session)
    for _ in range(2):
        page.go_back()
        expect(page).to_have_url(re.compile("/check-in/$"))
        assert not CANARIES.search(page.content())


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_it_works_without_scripts_and_in_welsh(new_page, sign_in_page, cast, session, size):
    page = new_page(size, java_script_enabled=False)
    sign_in_page(page, cast.practitioner)
    hand_over(page, session)
    expect(page.get_by_role("button", name="Listen to this page")).to_be_hidden()
    page.get_by_role("button", name="Cymraeg").click()
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    press(page, "Dechrau")
    press(page, "Hepgor y cwestiwn hwn")
    for _ in range(4):
        answer(page, 5, "Nesaf")
    page.get_by_label("Roedd rhywbeth o'i le heddiw").check()
    press(page, "Nesaf")
    page.get_by_label("Dim ond y goruchwyliwr, Marian").check()
    press(page, "Nesaf")
    press(page, "Anfon fy atebion")
    press(page, "Gorffen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mae'r dudalen hon ar gau")
    row = CheckIn.objects.get()
    assert (row.audience, row.answers, row.felt_off, row.language) == ("supervisor", [5] * 4, True, "cy")


def test_the_keyboard_alone_is_enough_and_the_first_tab_stop_is_the_way_out(page, sign_in_page, cast, session):
    sign_in_page(page, cast.practitioner)
    hand_over(page, session)
    page.goto("/check-in/1/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Exit this page"
    for number in range(1, 5):
        expect(page).to_have_url(re.compile(f"/check-in/{number}/$"))
        page.locator("#id_answer").focus()
        page.keyboard.press("Space")
        for _ in range(number):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/check-in/last/$"))
    page.get_by_label("Something was off today").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/check-in/who/$"))
    page.get_by_label("Ruth", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/check-in/words/$"))
    page.get_by_role("button", name="Send my answers").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/check-in/thanks/$"))
    row = CheckIn.objects.get()
    assert (row.audience, row.answers, row.felt_off) == ("supervisor", [1, 2, 3, 4], True)


@pytest.mark.parametrize("way", ["Not today", "Someone is with me"])
def test_each_quiet_way_out_ends_on_the_same_page(page, sign_in_page, cast, session, way):
    sign_in_page(page, cast.practitioner)
    hand_over(page, session)
    press(page, way)
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is closed")
    assert CheckIn.objects.get().state == "offered"
    page.get_by_role("link", name="Staff sign in").click()
    expect(page).to_have_url(re.compile("/accounts/login/"))


def test_next_ends_above_the_fold_of_a_phone_and_listening_is_offered(phone, sign_in_page, cast, session):
    sign_in_page(phone, cast.practitioner)
    hand_over(phone, session)
    for number in range(1, 5):
        phone.goto(f"/check-in/{number}/")
        box = phone.get_by_role("button", name="Next", exact=True).bounding_box()
        assert box["y"] + box["height"] <= 844
        assert phone.evaluate("document.querySelectorAll('.app-scale__row')[0].getBoundingClientRect().height") >= 44
    has_voice = phone.evaluate("'speechSynthesis' in window")
    assert phone.get_by_role("button", name="Listen to this page").is_visible() == has_voice
