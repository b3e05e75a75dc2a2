"""A first meeting in a browser: out of order, in Welsh, on two devices, not agreed on, printed. test_first_meetings goes on."""

import pytest
from playwright.sync_api import expect

from alongside.access.actors import actor_for
from alongside.casework.sessions.operations import Plan, plan_session
from tests.cast import START
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.steps import saved

TABLET = {"width": 820, "height": 1180}
BACK = "So you’re not my mum and you’re not the police."


@pytest.fixture
def session_id(cast):
    return plan_session(person_id=cast.person_id, plan=Plan(START), by=actor_for(cast.practitioner), at=START)


@pytest.fixture
def about(cast):
    return f"/people/{cast.person_id}/first-contact/"


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def test_a_first_meeting_from_before_it_to_the_paper(new_page, cast, session_id, about, sign_in_page, check_page):
    page, second = new_page(DESKTOP), new_page(TABLET)
    sign_in_page(page, cast.practitioner), sign_in_page(second, cast.cover)
    begin_out_of_order(page, cast, check_page)
    turn_the_screen_and_hear_it_back(page, check_page)
    go_on_from_a_second_device(page, second, about, check_page)
    disagree_and_print(page, about, check_page)
    read_how_it_went(page, about, check_page)


def begin_out_of_order(page, cast, check_page):
    """Before the meeting, and then the limits first."""
    page.goto(f"/people/{cast.person_id}/")
    page.get_by_role("link", name="First meeting").click()
    page.get_by_text("Nothing is written down yet").wait_for()
    check_page(page)

    page.get_by_role("button", name="Begin before you meet").click()
    page.get_by_text("Nobody has written this down yet").wait_for()
    check_page(page)
    page.get_by_role("link", name="What stays between us").click()
    page.get_by_label("In their own words").fill(BACK)
    saved(page)
    check_page(page)


def turn_the_screen_and_hear_it_back(page, check_page):
    """In Welsh, with nothing on it but what both look at. What is heard back is chosen by the keyboard alone."""
    page.get_by_role("button", name="Turn the screen").click()
    page.get_by_role("link", name="Yn Gymraeg").click()
    page.get_by_text("Gall llys ein gorchymyn").wait_for()
    expect(page.get_by_text(BACK)).to_be_visible()
    assert "Bevan" not in page.content()
    check_page(page)
    page.get_by_role("link", name="Turn the screen back").click()

    page.get_by_label("Tomos has it").focus()
    page.keyboard.press("Space")
    page.get_by_label("Welsh", exact=True).focus()
    page.keyboard.press("Space")
    saved(page)
    page.get_by_role("button", name="Done, go to step 5").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_role("heading", name="How decisions are made", level=1).wait_for()


def go_on_from_a_second_device(page, second, about, check_page):
    """Somebody who stands in goes on where it was left, and both write at once."""
    page.goto(f"{about}steps/jobs/")
    page.get_by_label("What is fixed").fill("Unpaid work on Saturdays, by the court")
    page.get_by_label("What I expect of you").fill("Ring me back the same day")
    press(page, "Leave it open")
    page.get_by_text("One done, one started").wait_for()

    second.goto(f"{about}steps/jobs/")
    expect(second.get_by_label("What is fixed")).to_have_value("Unpaid work on Saturdays, by the court")
    page.goto(f"{about}steps/jobs/")
    second.get_by_label("What you can decide together").fill("Which day we meet")
    press(second, "Done, go to step 4")
    page.get_by_label("What I expect of you").fill("Ring me back")
    page.locator('[data-state="two"]:not([hidden])').wait_for()
    press(page, "See both and choose")
    page.get_by_role("heading", name="Two texts of this step").wait_for()
    expect(page.get_by_text("Which day we meet")).to_be_visible()
    check_page(page)
    press(page, "Keep both, one after the other")
    expect(page.get_by_label("What you can decide together")).to_have_value("Which day we meet")


def disagree_and_print(page, about, check_page):
    """Only staff are asked why, and the paper stays a draft with two lines to sign on."""
    page.goto(f"{about}agreement/")
    page.get_by_role("group", name="Tomos").get_by_label("Could not answer").check()
    page.get_by_role("group", name="Ruth Adeyemi").get_by_label("Agrees").check()
    press(page, "Keep both answers")
    page.get_by_role("link", name="Say why. Only you are asked").wait_for()
    check_page(page)
    page.get_by_role("group", name="Tomos").get_by_label("Does not agree").check()
    page.get_by_label("Anything they want written beside it").fill("Not Saturdays")
    press(page, "Keep both answers")
    expect(page.get_by_text("Tomos does not agree. Ruth Adeyemi agrees.")).to_be_visible()
    check_page(page)

    page.get_by_role("link", name="Print it to sign").click()
    expect(page.get_by_text("This is a draft until you both agree")).to_be_visible()
    expect(page.get_by_text("Signature")).to_have_count(2)
    check_page(page)
    page.emulate_media(media="print")
    expect(page.get_by_text("Use your browser’s print command")).to_be_hidden()
    expect(page.get_by_text("Unpaid work on Saturdays, by the court")).to_be_visible()
    page.emulate_media(media="screen")


def read_how_it_went(page, about, check_page):
    """One page of what was explained, in which words and language."""
    page.goto(f"{about}history/")
    for words in (BACK, "Explained in: Welsh", "Not Saturdays"):
        expect(page.get_by_text(words).first).to_be_visible()
    check_page(page)


def test_it_is_held_on_a_phone_without_javascript(new_page, cast, about, sign_in_page):
    phone = new_page(PHONE, java_script_enabled=False)
    sign_in_page(phone, cast.practitioner)
    phone.goto(f"{about}steps/limits/")
    phone.get_by_label("In their own words").fill(BACK)
    phone.get_by_label("Come back to it next time").check()
    phone.get_by_role("button", name="Done, go to step 5").click()
    phone.get_by_role("link", name="All steps").click()
    expect(phone.get_by_text("None done, one started")).to_be_visible()
    phone.get_by_role("link", name="What stays between us").click()
    expect(phone.get_by_label("In their own words")).to_have_value(BACK)
    assert phone.get_by_text("Explained, to come back to").is_visible()
