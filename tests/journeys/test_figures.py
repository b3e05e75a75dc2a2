"""Figures on a phone without scripts: worked out, and a person who is asked. All of it is walked in test_first_meetings."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.steps import ask_to_look, fill_in_the_history

THE_RECORD = re.compile("^This is wrong.*Your record, A new offence of any kind")


def test_it_works_on_a_phone_without_any_script(new_page, cast, sign_in_page):
    page = new_page(PHONE, java_script_enabled=False)
    sign_in_page(page, cast.practitioner)
    page.goto(f"/people/{cast.person_id}/risk/history/")
    fill_in_the_history(page)
    page.get_by_text("The history is saved.").wait_for()
    page.get_by_role("button", name="Work out from what is known today").click()
    ask_to_look(page, "Tomos", "Yes, show me")
    page.get_by_role("heading", name="What the figures say", exact=True).wait_for()
    page.get_by_role("link", name=THE_RECORD).click()
    page.get_by_label("What is wrong?").fill("It was seven times.")
    page.get_by_role("button", name="Say that it is wrong").click()
    page.get_by_text("It is written down that you say this is wrong.").wait_for()
    page.get_by_text("You said this is wrong. You get an answer by 4 June 2026.").wait_for()


def test_a_judgement_outlives_a_lost_line_and_a_crash_until_it_is_saved(page, cast, sign_in_page, check_page):
    sign_in_page(page, cast.practitioner)
    page.goto(f"/people/{cast.person_id}/risk/history/")
    fill_in_the_history(page)
    page.get_by_role("button", name="Work out from what is known today").click()
    page.get_by_role("link", name="Write your judgement").click()
    page.get_by_label("Your reason").fill("Kingfisher before.")
    expect(page.locator("[data-state=saved]")).to_be_visible()
    check_page(page)
    page.context.set_offline(True)
    page.get_by_label("Your reason").fill("Kingfisher before. Heron during.")
    expect(page.locator("[data-state=unsaved]")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("[data-state=saved]")).to_be_visible()
    again = page.context.new_page()
    page.close()
    again.goto(f"/people/{cast.person_id}/risk/judgement/")
    expect(again.get_by_label("Your reason")).to_have_value("Kingfisher before. Heron during.")
    again.get_by_label("I judge otherwise").check()
    again.get_by_role("button", name="Keep it beside the figures").click()
    again.get_by_text("Your judgement is kept beside the figures.").wait_for()
    again.goto(f"/people/{cast.person_id}/risk/judgement/")
    expect(again.get_by_label("Your reason")).to_have_value("")


def test_every_page_on_the_turned_screen_is_fine(page, cast, sign_in_page, check_page):
    sign_in_page(page, cast.practitioner)
    page.goto(f"/people/{cast.person_id}/risk/history/")
    fill_in_the_history(page)
    page.get_by_role("button", name="Work out from what is known today").click()
    page.get_by_role("button", name="Share these now, in my name").click()
    page.get_by_role("heading", name="Other results about you").wait_for()
    check_page(page)
    page.goto(f"/people/{cast.person_id}/risk/")
    ask_to_look(page, "Tomos", "Yes, show me")
    page.get_by_role("link", name=THE_RECORD).click()
    check_page(page)
    page.get_by_role("button", name="Say that it is wrong").click()
    page.get_by_text("It is written down that you say this is wrong.").wait_for()
    check_page(page)
