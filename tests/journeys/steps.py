"""What people do in every story: a member of staff at a desk, and a person with a card and a phone."""

import re
from collections.abc import Callable
from datetime import date, datetime

from playwright.sync_api import Page, expect

from tests.journeys.test_sign_in import OWN_PASSWORD, PASSWORD, add_virtual_passkeys, sign_in_with_password


def open_fold(page: Page, name: str) -> None:
    """Open the fold with exactly these words, unless it is open: whoever comes back finds theirs as they left it."""
    summary = page.locator("summary", has_text=re.compile(rf"^\s*{re.escape(name)}\s*$"))
    if page.locator("details:not([open])").filter(has=summary).count():
        summary.click()


class Desk:
    """One member of staff at one browser, on a day whose clock is set by hand."""

    def __init__(self, page: Page, check: Callable[[Page], None], set_clock: Callable[[datetime], None]) -> None:
        self.page, self.check, self.set_clock = page, check, set_clock

    def sees(self, *texts: str) -> None:
        """Fail unless each of these is somewhere on the page."""
        for text in texts:
            expect(self.page.get_by_text(text).first).to_be_visible()

    def never_meets(self, *texts: str) -> None:
        """Fail if any of these is anywhere in what the browser was sent."""
        content = self.page.content()
        for text in texts:
            assert text not in content, f"{text} on {self.page.url}"

    def press(self, name: str) -> None:
        """Press the button with exactly these words, wherever the page has it first, and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).first.click()

    def choose(self, words: str) -> None:
        """Choose one of several, or tick a box."""
        self.page.get_by_label(words, exact=True).check()

    def follow(self, name: str) -> None:
        """Go where the link with these words leads, or the link that looks like a button."""
        link = self.page.get_by_role("link", name=name).or_(self.page.get_by_role("button", name=name))
        with self.page.expect_navigation():
            link.first.click()

    def write(self, label: str, words: str) -> None:
        """Write into the box with this label."""
        self.page.get_by_label(label, exact=True).fill(words)

    def fill_date(self, day: date) -> None:
        """Fill the one date of the page."""
        for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self.write(part, str(value))

    def sign_in_for_the_first_time(self) -> None:
        """With the password an administrator gave, a password of one's own and a passkey."""
        add_virtual_passkeys(self.page)
        sign_in_with_password(self.page, PASSWORD)
        self.write("The password you were given", PASSWORD)
        self.write("New password", OWN_PASSWORD)
        self.write("New password again", OWN_PASSWORD)
        self.press("Save the new password")
        self.press("Add a passkey")
        self.write("What to call it", "Work laptop")
        self.page.wait_for_load_state("networkidle")
        self.press("Add the passkey")
        self.press("I have kept them, carry on")

    def sign_in(self) -> None:
        """With the passkey alone, after the device was handed over or a while went by."""
        self.page.goto("/accounts/login/")
        self.page.wait_for_load_state("networkidle")
        self.press("Sign in with a passkey")
        self.page.wait_for_url(lambda url: "/accounts/" not in url)

    def at(self, when: datetime) -> None:
        """Let it be this moment, and sign in again as after a break of more than a quarter of an hour."""
        self.set_clock(when)
        self.sign_in()


class Phone:
    """A person with a phone: what they press, and what must never be on a page of theirs."""

    def __init__(self, page: Page, never: re.Pattern[str]) -> None:
        self.page, self.never = page, never
        self.devtools = page.context.new_cdp_session(page)

    def look(self) -> None:
        """Fail on sideways scroll, on a complaint of the browser and on what must never be on a page of theirs.

        The browser is asked for its measures, since nothing can be evaluated in a page where scripts are off. For the
        same reason axe looks at these pages elsewhere, in test_every_page_is_accessible.
        """
        measures = self.devtools.send("Page.getLayoutMetrics")
        assert measures["cssContentSize"]["width"] <= measures["cssLayoutViewport"]["clientWidth"], self.page.url
        assert self.page.alongside_trouble.complaints == [], self.page.url
        assert not self.never.search(self.page.content()), self.page.url

    def sees(self, *texts: str) -> None:
        """Fail unless each of these is somewhere on the page."""
        for text in texts:
            expect(self.page.get_by_text(text).first).to_be_visible()

    def press(self, name: str) -> None:
        """Press a button of the page itself, and look at the page it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()
        self.look()

    def unfold(self, name: str) -> None:
        """Open what the pages of one's own home are folded under, with a finger as anybody would."""
        open_fold(self.page, name)

    def follow(self, name: str) -> None:
        """Go where a link leads, and look at that page."""
        link = self.page.get_by_role("link", name=name, exact=True)
        with self.page.expect_navigation():
            link.or_(self.page.get_by_role("button", name=name, exact=True)).first.click()
        self.look()

    def write(self, label: str, words: str) -> None:
        """Write into the box with this label."""
        self.page.get_by_label(label, exact=True).fill(words)

    def choose(self, label: str) -> None:
        """Choose the answer with this label."""
        self.page.get_by_label(label, exact=True).check(force=True)

    def leave(self, name: str = "Exit this page") -> None:
        """Press the way out that is on top of every page."""
        with self.page.expect_navigation():
            self.page.get_by_role("banner").get_by_role("button", name=name).click()
        self.look()

    def mark(self, mark: int, *, questions: int, go_on: str = "Next") -> None:
        """Give every question this mark, and leave the last box unticked."""
        for _ in range(questions):
            self.page.locator(f".app-scale__row--{mark} input").check(force=True)
            self.press(go_on)
        self.press(go_on)


def saved(page: Page) -> None:
    """Wait until the page says that what was typed is saved."""
    page.locator('[data-state="saved"]:visible').wait_for()


def fill_in_the_history(page: Page, *, code: str = "04700") -> None:
    """Write dates, counts and the code of the offence into the form that is open, and save it."""
    page.get_by_label("Male", exact=True).check()
    page.get_by_label("Home Office code of the offence").fill(code)
    conviction = page.get_by_role("group", name="Date of the conviction")
    for part, typed in (("Day", "14"), ("Month", "2"), ("Year", "2025")):
        conviction.get_by_label(part).fill(typed)
    page.get_by_label("How many sanctions in all").fill("9")
    page.get_by_label("How many of them for violence").fill("2")
    page.get_by_label("Age at the first sanction").fill("17")
    page.get_by_label("None of these").check()
    page.get_by_role("button", name="Save the history").click()


def ask_to_look(page: Page, first_name: str, answer: str) -> None:
    """Turn the screen and ask whether they want to see their figures. This is what they say."""
    page.get_by_role("link", name=f"Turn the screen and ask {first_name}").click()
    page.get_by_role("heading", name="Do you want to see what the figures say?").wait_for()
    page.get_by_role("button", name=answer).click()


THINGS = [
    ("What shaped me", "Dad shouted, then went quiet for days"),
    ("What shaped me", "Off work since my back went"),
    ("What sets it off", "Being talked down to in front of people"),
    ("What sets it off", "A drink on a Friday with nothing on Saturday"),
    ("What keeps it going", "I go quiet, it builds up, then I blow"),
    ("What keeps it going", "After, I stay away, so it never gets sorted"),
    ("What I want instead", "To say it when it’s small"),
    ("What protects me", "Saturday mornings with Ella"),
]


def put_on_the_map(page: Page, place: str, words: str) -> None:
    """Put one thing on the map, on the page that asks for it and then for the next."""
    page.get_by_label("What is it?").fill(words)
    page.get_by_label(place, exact=True).check()
    page.get_by_role("button", name="Put it on, and one more").click()
    page.get_by_text("It is on the map.").wait_for()


def draw_on_the_map(page: Page, start: int, kind: str, end: int) -> None:
    """Draw a link between two of THINGS, from the page of the map."""
    page.get_by_role("link", name=THINGS[start][1], exact=False).first.click()
    page.get_by_label(kind).check()
    page.get_by_label("To what?").select_option(label=": ".join(THINGS[end]))
    page.get_by_role("button", name="Draw the link").click()
    page.get_by_text("The link is drawn.").wait_for()
