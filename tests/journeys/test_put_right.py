"""A person says from their phone, without scripts, what is wrong: in what is kept about them, and in how they are treated.

The first is for those who work with them to answer, and stands on Today until they have. The second goes to whom the person
chose, and nobody who works with them can tell that it was sent.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from alongside.records.models import Complaint
from tests.journeys.conftest import PHONE
from tests.journeys.steps import Desk, Phone
from tests.journeys.test_check_in import CANARIES
from tests.pages.own_door import PIN, give_door

NOT_RIGHT, RIGHT = "It says I was late.", "The bus was late."
FOUND, STILL = "The log at the desk says ten past.", "The clock at the desk is wrong."
TREATED, ANSWER = "My letters are read out in the waiting room.", "Letters are read behind a door from today."
WAITS = "Asked to be put right"


@pytest.fixture
def phone(cast, new_page) -> Phone:
    """The person's own phone, which never runs a script, with their own page open by card and PIN."""
    door = give_door(cast)
    phone = Phone(new_page(PHONE, has_touch=True, is_mobile=True, java_script_enabled=False), CANARIES)
    phone.page.goto("/door/")
    phone.write("Enter your code", door.code)
    phone.press("Next")
    phone.write("Enter your PIN", PIN)
    phone.press("Open")
    return phone


@pytest.fixture
def desk_of(cast, new_page, sign_in_page, check_page, set_clock):
    """Return a function that gives a part of the cast a browser in which they are signed in."""

    def made(part: str) -> Desk:
        page = new_page()
        sign_in_page(page, cast.staff()[part])
        return Desk(page, check_page, set_clock)

    return made


def test_something_is_put_right_or_both_readings_stand_side_by_side(phone, desk_of):
    it_is_asked_for(phone)
    ruth = desk_of("practitioner")
    it_waits_on_today_and_is_looked_into(ruth)
    phone.page.reload()
    phone.sees("Somebody is looking into it. You get an answer by Thursday 4 June 2026.")
    it_is_answered(ruth)
    they_do_not_agree(phone)
    ruth.page.reload()
    ruth.sees("Tomos does not agree with the answer.", STILL, "This stays beside the record.")
    ruth.check(ruth.page)
    ruth.page.goto("/today/")
    expect(ruth.page.get_by_role("region", name=WAITS)).to_have_count(0)


def it_is_asked_for(phone: Phone) -> None:
    phone.unfold("What is kept about me")
    phone.follow("Put something right")
    phone.press("Next")
    phone.sees("Choose what it is about.", "Say what is not right.")
    phone.choose("A meeting")
    phone.write("What is not right?", NOT_RIGHT)
    phone.write("What should it say?", RIGHT)
    phone.press("Next")
    phone.sees("Nothing is sent yet.", NOT_RIGHT, RIGHT)
    phone.press("Change it")
    expect(phone.page.get_by_label("What is not right?")).to_have_value(NOT_RIGHT)
    phone.press("Next")
    phone.press("Send it")
    phone.sees("It is sent. You can see below what becomes of it.")


def it_waits_on_today_and_is_looked_into(ruth: Desk) -> None:
    ruth.page.goto("/today/")
    expect(ruth.page.get_by_role("region", name=WAITS)).to_contain_text("Answer by 4 Jun")
    ruth.check(ruth.page)
    ruth.page.get_by_role("region", name=WAITS).get_by_role("link", name="Tomos Bevan").click()
    ruth.sees("Tomos says this is not right", NOT_RIGHT, RIGHT)
    ruth.press("I am looking into it")


def it_is_answered(ruth: Desk) -> None:
    ruth.press("Send the answer")
    ruth.sees("Choose whether it is put right or stays as it is", "Say what was put right, or why it stays as it is")
    ruth.check(ruth.page)
    ruth.choose("It stays as it is")
    ruth.write("Say it to the person", FOUND)
    ruth.press("Send the answer")
    ruth.sees(FOUND, "Tomos can read the answer on their own page.")


def they_do_not_agree(phone: Phone) -> None:
    phone.page.reload()
    phone.sees("It stays as it is.", FOUND)
    phone.page.get_by_text("I do not agree", exact=True).click()
    phone.write("Say why you do not agree", STILL)
    phone.press("Keep my words")
    phone.sees("Your words are kept next to it.", STILL)


def test_something_is_wrong_is_said_past_everybody_who_works_with_the_person(phone, desk_of, cast):
    ruth, marian = desk_of("practitioner"), desk_of("supervisor")
    person = f"/people/{cast.person_id}/"
    before = {path: words_on(ruth.page, path) for path in ("/today/", "/caseload/", person, f"{person}timeline/")}
    inbox = words_on(marian.page, "/complaints/")
    it_is_said(phone)
    assert {path: words_on(ruth.page, path) for path in before} == before
    assert words_on(marian.page, "/complaints/") == inbox, "it went past the team"
    path = f"/complaints/{Complaint.objects.get().id}/"
    for desk in (ruth, marian):
        assert desk.page.goto(path).status == 404
    petra = desk_of("privacy_officer")
    it_is_read_and_answered(petra, path)
    phone.page.reload()
    phone.sees("You have an answer.", ANSWER)
    phone.leave()


def words_on(page: Page, path: str) -> str:
    page.goto(path)
    return page.locator("main").inner_text()


def it_is_said(phone: Phone) -> None:
    phone.unfold("What is kept about me")
    phone.follow("Make a complaint")
    expect(phone.page.locator("textarea")).to_have_count(0)
    phone.press("Next")
    phone.sees("Choose who should read it.")
    phone.choose("Somebody outside the team, Petra")
    phone.press("Next")
    phone.sees("It goes to Petra, and to nobody else.")
    phone.write("What is wrong?", TREATED)
    phone.press("Next")
    phone.sees("Nothing is sent yet.", TREATED)
    phone.press("Send it")
    phone.sees("It is sent.", "Nobody has said yet that they read it.")


def it_is_read_and_answered(petra: Desk, path: str) -> None:
    petra.page.goto("/complaints/")
    petra.check(petra.page)
    petra.follow("Tomos Bevan")
    expect(petra.page).to_have_url(re.compile(f"{path}$"))
    petra.sees(TREATED, "Tomos chose that somebody outside the team reads this.")
    petra.press("I have read it")
    petra.write("Your answer", ANSWER)
    petra.press("Send the answer")
    petra.sees("Your answer is on their own page now.")
    petra.check(petra.page)
