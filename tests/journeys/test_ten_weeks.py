"""The whole loop on real input: a file of people, ten weeks of meetings, a dip, its repair, and everybody else's view.

The time is set by hand, one week after the other. Nothing is put into the tables on the way: what nobody types, taps or
uploads does not happen. Only the worker process is missing, so its step for imports is called in its place, and at the
end the supervisor's two forms, cover and exclusion, which have journeys of their own, are called as operations.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from alongside.access.actors import actor_for
from alongside.casework.access_rules.operations import exclude_worker
from alongside.casework.imports.steps import advance_imports
from alongside.casework.relationships.covering import CoverDates, arrange_cover
from alongside.ledger import make_checkpoint_if_due, sequence_entries, verify_ledger
from alongside.ledger.verifying import Report
from alongside.records.models import Episode
from tests.cast import START, Cast
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.test_sign_in import OWN_PASSWORD, PASSWORD, add_virtual_passkeys, sign_in_with_password

PEOPLE = """id_scheme,id_number,given_names,family_name,preferred_name,said_as,pronouns,born_on,jurisdiction,languages
CRN,X900001,Ieuan Wyn,Prosser-Llewellyn,Ieu,YAY-an,"he, him",01/03/1999,England and Wales,Welsh and English
CRN,X900002,Siân,Parry,,SHARN,,23/11/1988,England and Wales,
CRN,X900003,Nobody,Here,,,,31/02/1990,England and Wales,
"""
NAME = "Ieu Prosser-Llewellyn"
PATIENCE = 30_000  # milliseconds: it runs beside everything else
expect.set_options(timeout=PATIENCE)
MARKS = [8, 7, 8, 8, 7, 8, 3, 6, 8, 8]
DIP = MARKS.index(3)
SECRET = "Quokka: said that the letter felt like a threat"
TALKED = "Asked what I had missed. It was the letter."
TRIED = "We read letters together before they go out."


class Story:
    """One practitioner, one person, one browser."""

    def __init__(self, page: Page, check: Callable[[Page], None], set_clock: Callable[[datetime], None]) -> None:
        self.page, self.check, self.set_clock = page, check, set_clock
        self.now = START
        self.session = self.person = ""

    def at(self, when: datetime) -> None:
        self.now = when
        self.set_clock(when)

    def see(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def choose(self, words: str) -> None:
        self.page.get_by_role("radio", name=words, exact=True).check()

    def sign_in_for_the_first_time(self) -> None:
        add_virtual_passkeys(self.page)
        sign_in_with_password(self.page, PASSWORD)
        self.page.get_by_label("The password you were given").fill(PASSWORD)
        self.page.get_by_label("New password", exact=True).fill(OWN_PASSWORD)
        self.page.get_by_label("New password again").fill(OWN_PASSWORD)
        self.press("Save the new password")
        self.press("Add a passkey")
        self.page.get_by_label("What to call it").fill("Work laptop")
        self.page.wait_for_load_state("networkidle")
        self.press("Add the passkey")
        self.press("I have kept them, carry on")

    def sign_in_again(self) -> None:
        self.page.goto("/accounts/login/")
        self.page.wait_for_load_state("networkidle")
        self.press("Sign in with a passkey")
        self.page.wait_for_url(lambda url: "/accounts/" not in url)

    def import_people(self) -> None:
        self.page.goto("/imports/add/")
        file = {"name": "people.csv", "mimeType": "text/csv", "buffer": PEOPLE.encode()}
        self.page.locator("input[type=file]").set_input_files([file])
        self.press("Upload and check")
        self.work()
        self.page.reload()
        self.see("There is no 31 February")
        self.check(self.page)
        self.press("Publish")
        self.work()
        self.page.goto("/caseload/")
        self.see(NAME)
        expect(self.page.get_by_text("Nobody Here")).to_have_count(0)

    def work(self) -> None:
        while advance_imports(at=self.now):
            pass

    def plan_the_first_session(self) -> None:
        self.page.get_by_role("link", name=NAME).click()
        self.page.wait_for_url("**/people/**")
        self.page.wait_for_load_state()
        self.person = self.page.url
        self.check(self.page)
        self.page.get_by_role("link", name="Plan a session").or_(
            self.page.get_by_role("button", name="Plan a session")
        ).first.click()
        self.fill_date(self.now)
        self.page.get_by_label("Time", exact=True).fill("10:30")
        self.press("Plan the session")
        self.open_next_session()

    def fill_date(self, when: datetime) -> None:
        for part, value in (("Day", when.day), ("Month", when.month), ("Year", when.year)):
            self.page.get_by_label(part, exact=True).fill(str(value))

    def open_next_session(self) -> None:
        self.page.goto(self.person)
        self.page.get_by_role("button", name="Open the next session").or_(
            self.page.get_by_role("link", name="Open the next session")
        ).first.click()
        self.page.wait_for_url("**/sessions/**")
        self.session = self.page.url

    def meet(self, words: str, next_on: datetime) -> None:
        self.press("Start")
        self.page.get_by_label("Note", exact=True).fill(words)
        expect(self.page.locator("[data-state=saved]")).to_be_visible()
        self.press("Finish the note")
        self.see("Note finished.")
        self.choose("Came")
        self.fill_date(next_on)
        self.press("Finish the session")
        self.see("Ieu came")

    def hand_over(self) -> None:
        self.page.goto(self.session)
        self.press("Offer the check-in")
        self.see("This signs you out on this device.")
        self.press("Hand over the device")
        self.page.get_by_role("heading", name="Four short questions").wait_for()

    def answer(self, mark: int, *, says: str = "") -> None:
        """The person's side: four marks, nothing off, *my worker*, and out again."""
        self.page.get_by_role("button", name="Start").click()
        if says:
            self.see("Did that help?")
            self.choose(says)
            self.press("Next")
        for _ in range(4):
            self.page.locator(f".app-scale__row--{mark} input").check()
            self.press("Next")
        self.press("Next")
        self.choose("Ruth")
        self.press("Next")
        self.press("Send my answers")
        self.see("Thank you")
        self.press("Finish")
        self.see("This page is closed")

    def rate(self) -> None:
        self.page.goto(self.session)
        self.page.get_by_role("link", name="Rate it").click()
        self.page.get_by_role("button", name="8", exact=True).click()
        self.page.get_by_role("button", name="7", exact=True).click()

    def write_step(self, link: str, words: str) -> None:
        self.page.get_by_role("link", name=link).or_(self.page.get_by_role("button", name=link)).first.click()
        self.page.locator("textarea").fill(words)
        self.press("Save")
        self.see(words)

    def open_strain(self) -> None:
        self.page.goto(self.person)
        link = "See why and what to do"
        self.page.get_by_role("link", name=link).or_(self.page.get_by_role("button", name=link)).first.click()
        self.page.wait_for_url("**/strains/**")


@pytest.fixture
def ruth_with_a_one_time_password(cast: Cast) -> Cast:
    cast.practitioner.set_password(PASSWORD)
    cast.practitioner.one_time_password_until = START + timedelta(hours=72)
    cast.practitioner.save()
    return cast


@pytest.fixture
def own_checkpoints(settings, tmp_path) -> None:
    """The folders of one ledger, since other tests of this process write checkpoints of theirs."""
    settings.ALONGSIDE_CHECKPOINT_DIRS = [tmp_path / "first", tmp_path / "second"]


@pytest.mark.usefixtures("own_checkpoints")
@pytest.mark.parametrize(
    "viewport",
    [pytest.param(DESKTOP, id="desktop", marks=pytest.mark.on_both_databases), pytest.param(PHONE, id="phone")],
)
def test_ten_weeks_from_a_file_of_people_to_a_strain_put_right(
    viewport, new_page, ruth_with_a_one_time_password, set_clock, check_page, sign_in_page
):
    cast = ruth_with_a_one_time_password
    page = new_page(viewport)
    page.set_default_timeout(PATIENCE)
    story = Story(page, check_page, set_clock)
    story.at(START)
    story.sign_in_for_the_first_time()
    story.import_people()
    story.plan_the_first_session()

    for week, mark in enumerate(MARKS):
        story.at(START + timedelta(weeks=week))
        if week:
            story.sign_in_again()
            story.open_next_session()
        words = SECRET if week == DIP else f"Week {week + 1} went as planned."
        story.meet(words, story.now + timedelta(weeks=1))
        story.hand_over()
        story.check(story.page)
        story.answer(mark, says="Yes, it helped" if week == DIP + 2 else "")
        story.sign_in_again()
        story.rate()
        if week < DIP:
            story.page.goto("/caseload/")
            expect(story.page.locator(".app-chip--open")).to_have_count(0)
        if week == DIP:
            see_the_flag_with_its_sentence(story)
        if week == DIP + 1:
            repair(story)
        if week == DIP + 2:
            say_whether_it_helped_and_close(story)

    story.page.goto(story.person)
    story.check(story.page)
    story.page.goto("/caseload/")
    story.check(story.page)
    expect(story.page.locator(".app-chip--open")).to_have_count(0)
    everybody_else_gets_only_what_the_table_says(story, cast, new_page, sign_in_page)
    the_ledger_is_whole(story.now)


def see_the_flag_with_its_sentence(story: Story) -> None:
    story.page.goto("/caseload/")
    expect(story.page.locator(".app-chip--open").first).to_be_visible()
    story.page.goto(story.person)
    story.see("check-in on 15 June 2026 was 3")
    story.see("With you they have usually answered between")
    story.open_strain()
    story.see("a question to ask Ieu, not a finding")
    story.check(story.page)


def repair(story: Story) -> None:
    story.open_strain()
    story.write_step("We talked about it", TALKED)
    story.write_step("We tried something", TRIED)


def say_whether_it_helped_and_close(story: Story) -> None:
    story.open_strain()
    page = story.page
    expect(page.locator("strong", has_text="It helped")).to_have_count(0)  # what the person said is not shown yet
    story.choose("It helped")
    story.press("Save my answer")
    expect(page.locator("strong", has_text="It helped")).to_have_count(2)
    story.check(page)
    page.get_by_role("link", name="Close this strain").or_(
        page.get_by_role("button", name="Close this strain")
    ).first.click()
    story.choose("Repaired")
    story.press("Close it")
    story.see("Closed at")


def everybody_else_gets_only_what_the_table_says(story: Story, cast: Cast, new_page, sign_in_page) -> None:
    """The table of who may see what, as each of them walks up to the pages of this person."""
    strain = strain_address()
    let_one_stand_in_and_keep_one_out(story, cast)
    for part, user in cast.staff().items():
        if part == "practitioner":
            continue
        page = new_page(DESKTOP)
        sign_in_page(page, user)
        for address in (story.person, story.session, strain):
            may_open = part in ("supervisor", "cover") and address != strain
            status = page.goto(address).status
            assert status == (200 if may_open else 404), (part, address)
            assert SECRET not in page.content()
            assert (NAME in page.content()) == may_open, (part, address)
            assert "usually answered" not in page.content()
        for address in ("/caseload/", "/team/"):
            page.goto(address)
            if part != "cover":
                assert (NAME in page.content()) == (part == "supervisor" and address == "/team/"), (part, address)
            if part == "supervisor":
                assert page.locator("svg.app-sparkline, .app-chip--open").count() == 0


def let_one_stand_in_and_keep_one_out(story: Story, cast: Cast) -> None:
    person_id, by = Episode.objects.get().person_id, actor_for(cast.supervisor)
    dates = CoverDates(starts_on=story.now.date(), ends_on=story.now.date() + timedelta(days=6))
    arrange_cover(practitioner_id=cast.practitioner.id, covering_id=cast.cover.id, dates=dates, by=by, at=story.now)
    exclude_worker(person_id=person_id, user_id=cast.excluded.id, reason="A relative", by=by, at=story.now)


def strain_address() -> str:
    return f"/strains/{Episode.objects.get().id}/"


def the_ledger_is_whole(at: datetime) -> None:
    while sequence_entries():
        pass
    make_checkpoint_if_due(at=at)
    *_, report = verify_ledger(at=at)
    assert isinstance(report, Report)
    assert report.problems == []
    assert report.entries > 100
