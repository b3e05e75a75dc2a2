"""A person's month on a phone without scripts: a card, a PIN, four weeks, one of them in Welsh, and a way back in.

The first two weeks are walked at 390 px and the others at 320. What the practitioner does between them on the person's
page is done by operations, but for what the two do together and for the answer that is written back.
"""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from alongside.access.actors import actor_for
from alongside.casework.promises.operations import make_promise
from alongside.domain.promises import Side
from alongside.domain.questionnaires import CLOSER_LOOK, load_definition
from alongside.pages.my_side.door import COOKIE
from alongside.records.models import CheckIn, Disclosure, Promise
from tests.cast import START, Cast
from tests.journeys.conftest import PHONE
from tests.journeys.steps import Phone
from tests.journeys.test_check_in import CANARIES
from tests.meetings import meet
from tests.pages.my_side import QUESTIONS
from tests.pages.own_door import PIN, WRONG

NARROW = {"width": 320, "height": 640}
NEW_PIN = "905163"
WROTE, BACK = "The waiting room is hard.", "I asked the front desk to call you in first."


class Month:
    """Two people and two devices, week after week."""

    def __init__(self, cast: Cast, phone: Phone, laptop: Page, sign_in_page, set_clock) -> None:
        self.cast, self.phone, self.laptop = cast, phone, laptop
        self.sign_in_page, self.set_clock = sign_in_page, set_clock
        self.code = ""

    def begin_week(self, number: int, *, size: dict[str, int] = PHONE) -> datetime:
        """Let it be half an hour after the meeting of this week, with the next one planned."""
        now = START + timedelta(weeks=number - 1)
        self.set_clock(now)
        self.phone.page.set_viewport_size(size)
        meet(self.cast.person_id, self.cast.practitioner, now.date())
        return now

    def open_with_the_card(self, pin: str = PIN) -> None:
        phone = self.phone
        phone.page.goto("/door/")
        phone.look()
        phone.write("Enter your code", self.code)
        phone.press("Next")
        phone.write("Enter your PIN", pin)
        phone.press("Open")

    def ruth_opens(self, path: str) -> Page:
        self.sign_in_page(self.laptop, self.cast.practitioner)
        self.laptop.goto(path)
        return self.laptop


@pytest.fixture
def month(cast, new_page, sign_in_page, set_clock) -> Month:
    page = new_page(PHONE, has_touch=True, is_mobile=True, java_script_enabled=False)
    page.set_default_timeout(5_000)
    return Month(cast, Phone(page, CANARIES), new_page(), sign_in_page, set_clock)


def test_a_month_from_the_first_pin_to_a_new_one(month):
    choose_a_pin_together(month, PIN, "Hand over to choose a PIN")
    get_a_card(month)
    the_first_week(month)
    the_second_week_is_not_a_day_for_questions(month)
    the_third_week_in_welsh(month)
    the_fourth_week_looks_closer(month)
    five_wrong_tries_and_back_in(month)


def choose_a_pin_together(month: Month, pin: str, button: str) -> None:
    laptop = month.ruth_opens(f"/people/{month.cast.person_id}/my-side/")
    laptop.get_by_role("button", name=button).click()
    laptop.get_by_label("Your PIN", exact=True).fill(pin)
    laptop.get_by_label("Your PIN once more").fill(pin)
    laptop.get_by_role("button", name="Save my PIN").click()
    expect(laptop.get_by_role("heading", level=1)).to_have_text("Your PIN is saved")
    assert not CANARIES.search(laptop.content())


def get_a_card(month: Month) -> None:
    laptop = month.ruth_opens(f"/people/{month.cast.person_id}/my-side/")
    laptop.get_by_role("button", name="Make a card", exact=True).click()
    month.code = laptop.locator(".app-door-card__code").inner_text()


def the_first_week(month: Month) -> None:
    phone, by = month.phone, actor_for(month.cast.practitioner)
    now = month.begin_week(1)
    for side, words in ((Side.PRACTITIONER, "Ring housing about the damp"), (Side.PERSON, "Bring the receipt")):
        due = now.date() + timedelta(weeks=1)
        make_promise(person_id=month.cast.person_id, side=side, words=words, due_on=due, by=by, at=now)
    month.open_with_the_card()
    expect(phone.page).to_have_title("What would you like to do?")
    phone.follow("Answer four short questions")
    phone.sees("You choose who sees it", "The limits")
    phone.press("Start")
    phone.mark(7, questions=QUESTIONS)
    phone.choose("Ruth")
    phone.press("Next")
    phone.sees("Ruth can read this as soon as you send it.")
    phone.page.locator("textarea").fill(WROTE)
    phone.press("Send my answers")
    phone.follow("Back to your own page")
    expect(phone.page.get_by_role("link", name="Answer four short questions")).to_have_count(0)
    phone.leave()
    nothing_is_left(phone)
    answer_back(month)


def nothing_is_left(phone: Phone) -> None:
    """Nobody who picks the phone up finds anything: no key, no page behind Back."""
    expect(phone.page.get_by_role("heading", level=1)).to_have_text(re.compile("This page is closed|Mae'r dudalen hon"))
    assert COOKIE not in {cookie["name"] for cookie in phone.page.context.cookies()}
    for path in ("/mine/", "/mine/promises/", "/check-in/1/"):
        phone.page.goto(path)
        expect(phone.page).to_have_url(re.compile("/check-in/closed/$"))


def answer_back(month: Month) -> None:
    laptop = month.ruth_opens(f"/people/{month.cast.person_id}/")
    expect(laptop.get_by_text(WROTE)).to_be_visible()
    laptop.get_by_role("link", name="Write back").click()
    laptop.get_by_label("What you did with it").fill(BACK)
    laptop.get_by_role("button", name="Let them read it").click()
    expect(laptop.get_by_text(BACK)).to_be_visible()


def the_second_week_is_not_a_day_for_questions(month: Month) -> None:
    phone = month.phone
    now = month.begin_week(2)
    coming = meet(
        month.cast.person_id, month.cast.practitioner, now.date() + timedelta(weeks=1), attendance="planned", clock=14
    )
    month.open_with_the_card()
    phone.follow("Answer four short questions")
    phone.press("Not today")
    nothing_is_left(phone)
    month.open_with_the_card()
    phone.sees("There is something new to read.")
    phone.follow("What came of what I said")
    phone.sees(WROTE, BACK)
    phone.follow("Back to your own page")
    phone.unfold("What we do together")
    phone.follow("Promises")
    phone.sees("Ring housing about the damp", "Bring the receipt")
    phone.press("I have done it")
    phone.sees("It now says that you have done it.")
    phone.follow("Back to your own page")
    phone.follow("When you meet next")
    phone.sees("Monday 18 May", "If you cannot come", "Use the number you have for Ruth")
    phone.leave()
    assert Promise.objects.get(side="person").outcome == "kept"
    coming.delete()


def the_third_week_in_welsh(month: Month) -> None:
    phone = month.phone
    month.begin_week(3, size=NARROW)
    phone.page.goto("/door/")
    phone.page.get_by_role("button", name="Cymraeg").click()
    expect(phone.page.locator("html")).to_have_attribute("lang", "cy")
    phone.write("Rhowch eich cod", month.code)
    phone.press("Nesaf")
    phone.write("Rhowch eich PIN", PIN)
    phone.press("Agor")
    expect(phone.page).to_have_title("Beth hoffech chi ei wneud?")
    phone.follow("Ateb pedwar cwestiwn byr")
    phone.press("Dechrau")
    phone.mark(5, questions=QUESTIONS, go_on="Nesaf")
    phone.choose("Does neb yn gweld fy un i")
    phone.press("Nesaf")
    expect(phone.page.locator("textarea")).to_have_count(0)
    phone.press("Anfon fy atebion")
    phone.follow("Yn ôl i'ch tudalen eich hun")
    phone.unfold("Amdanaf fi")
    phone.follow("Beth sy'n bwysig i mi")
    phone.write("Yn eich geiriau eich hun", "Y ferch, a'r ci.")
    phone.press("Cadw'r geiriau hyn")
    phone.sees("Y ferch, a'r ci.")
    phone.follow("Yn ôl i'ch tudalen eich hun")
    phone.unfold("Beth sy'n cael ei gadw amdanaf fi")
    phone.follow("Pwy sydd wedi edrych ar fy ngwybodaeth")
    phone.leave("Gadael y dudalen hon")
    nothing_is_left(phone)
    laptop = month.ruth_opens(f"/people/{month.cast.person_id}/")
    expect(laptop.get_by_text("Y ferch, a'r ci.")).to_be_visible()


def the_fourth_week_looks_closer(month: Month) -> None:
    phone = month.phone
    month.begin_week(4, size=NARROW)
    phone.page.goto("/door/")
    expect(phone.page.locator("html")).not_to_have_attribute("lang", "cy")  # nor is the language kept on the phone
    month.open_with_the_card()
    phone.follow("Answer four short questions")
    phone.press("Take a closer look")
    phone.mark(6, questions=len(load_definition(CLOSER_LOOK).items))
    phone.choose("Only the supervisor, Marian")
    phone.press("Next")
    phone.press("Send my answers")
    phone.follow("Back to your own page")
    phone.unfold("What is kept about me")
    phone.follow("Who has looked at my information")
    phone.sees("Your practitioner")
    phone.follow("Back to your own page")
    phone.unfold("What is kept about me")
    phone.follow("What happens to what I say")
    phone.sees("that is Ruth today", "The limits")
    phone.follow("Back to your own page")
    tell_someone_today(phone)
    phone.leave()
    nothing_is_left(phone)
    assert [row.audience for row in CheckIn.objects.filter(state="completed").order_by("completed_at")] == [
        "worker", "totals", "supervisor",
    ]  # fmt: skip


def tell_someone_today(phone: Phone) -> None:
    phone.follow("Tell someone today")
    phone.sees("It goes to Seren", "We do not tell Ruth.")
    phone.write("What should they know?", "My brother has found out where I live.")
    phone.press("Send it now")
    phone.sees("It went to Seren, and to nobody else.")
    assert Disclosure.objects.count() == 1
    phone.follow("Back to your own page")


def five_wrong_tries_and_back_in(month: Month) -> None:
    phone = month.phone
    month.set_clock(START + timedelta(weeks=3, days=1))
    for _ in range(5):
        month.open_with_the_card(WRONG)
        phone.sees("That did not open.")
    month.open_with_the_card(PIN)
    phone.sees("That did not open.")
    laptop = month.ruth_opens(f"/people/{month.cast.person_id}/")
    # Nobody is told on the phone why it does not open. Whoever they meet is, and where to put it right.
    expect(laptop.get_by_text(re.compile("The card of .* was closed after five wrong PINs"))).to_be_visible()
    laptop.get_by_role("link", name="Their own side").first.click()
    expect(laptop.get_by_text("after five wrong PINs").first).to_be_visible()
    old = month.code
    choose_a_pin_together(month, NEW_PIN, "Hand over for a new PIN")
    get_a_card(month)
    assert month.code != old
    month.open_with_the_card(PIN)
    phone.sees("That did not open.")
    month.open_with_the_card(NEW_PIN)
    expect(phone.page).to_have_title("What would you like to do?")
    phone.leave()
    nothing_is_left(phone)
