"""Figures on a phone without scripts: worked out, and a person who is asked. All of it is walked in test_first_meetings."""

import re

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
