"""A supervisor's hour: who needs somebody, what was brought to them, what was said to be wrong, and who is kept out.

On no page of it stands a figure of how it is between two people: each page is asked for again after every answer, line and
strain of the record has become another, and has to be the same word for word.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Locator, Page, expect

from alongside.access.actors import actor_for
from alongside.casework.people.operations import add_person
from alongside.casework.people.sealing import PersonName
from alongside.casework.relationships.covering import CoverDates, arrange_cover
from alongside.records.models import CaseloadState, CheckIn, User
from tests.cast import TOMOS, Cast
from tests.journeys.conftest import PHONE
from tests.journeys.steps import Desk
from tests.meetings import meet
from tests.pages.own_door import PIN, give_door, open_own
from tests.strain_story import NEXT_DAY, make_dip

TODAY = NEXT_DAY.date()
WRONG, ANSWER = "My letters are read out in the waiting room.", "We moved the room. Letters are read behind a door now."
SHARED = "I spoke over them in front of their sister."
# An answer out of ten, a mean, a line of ten weeks, or the words that stand for one.
FIGURES = re.compile(r"\d\.\d|\b\d+ of 10\b|out of 10|own range|Below|Above their|%")
PICTURES = ".app-spark__line, .app-line__dot, .app-answers, main svg[role=img]"


class Hour(Desk):
    """Marian at her desk: the people of the hour, and every page she opened with what it said."""

    def __init__(self, cast: Cast, *at_a_desk: Any) -> None:
        super().__init__(*at_a_desk)
        self.cast, self.opened = cast, dict[str, str]()
        self.noor, self.shanice, self.door = _not_seen(cast), _seen(cast), give_door(cast, at=NEXT_DAY)

    def about(self, person_id: UUID, part: str = "") -> str:
        return f"/people/{person_id}/{part}"

    def go(self, path: str) -> None:
        """Open a page of hers and keep what it says."""
        self.page.goto(path)
        self.look()

    def look(self) -> None:
        """Fail if a figure stands on the page that is open."""
        words = self.page.locator("main").inner_text()
        assert not FIGURES.search(words), f"{FIGURES.search(words)} on {self.page.url}"
        assert self.page.locator(PICTURES).count() == 0, self.page.url
        self.opened[self.page.url] = words

    def press(self, name: str | re.Pattern[str], within: str = "main") -> None:
        with self.page.expect_navigation():
            self.page.locator(within).get_by_role("button", name=name).last.click()
        self.look()

    def follow(self, name: str | re.Pattern[str], within: str = "main") -> None:
        link = self.page.locator(within).get_by_role("link", name=name)
        with self.page.expect_navigation():
            link.or_(self.page.locator(within).get_by_role("button", name=name)).first.click()
        self.look()

    def section(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name)


@pytest.fixture
def hour(cast, page, sign_in_page, set_clock, check_page) -> Hour:
    """Eight weeks of work before the hour begins: a strain, an unseen person, a cover that does not reach everybody."""
    make_dip(cast)
    week = CoverDates(TODAY, TODAY + timedelta(days=4))
    away, erin, by = cast.practitioner.id, cast.excluded.id, actor_for(cast.supervisor)
    arrange_cover(practitioner_id=away, covering_id=erin, dates=week, by=by, at=NEXT_DAY)
    set_clock(NEXT_DAY)
    hour = Hour(cast, page, check_page, set_clock)
    phone = open_own(hour.door)
    phone.post("/mine/wrong/", {"receiver": "supervisor", "words": WRONG, "do": "send"})
    phone.post("/check-in/exit/")
    sign_in_page(page, cast.supervisor)
    return hour


def _not_seen(cast: Cast) -> UUID:
    noor = _add("Noor", cast.colleague)
    meet(noor, cast.colleague, TODAY - timedelta(days=40))
    return noor


def _seen(cast: Cast) -> UUID:
    shanice = _add("Shanice", cast.colleague)
    meet(shanice, cast.colleague, TODAY - timedelta(days=1))
    return shanice


def _add(given: str, worker: User) -> UUID:
    facts = replace(TOMOS, name=PersonName(given, "Doyle"), identifiers=(), born_on=date(1990, 1, 2))
    return add_person(facts=facts, by=actor_for(worker), at=NEXT_DAY - timedelta(weeks=8))


def test_a_supervisors_hour_in_which_everybody_is_seen_to_and_nobody_is_measured(
    hour, new_page, sign_in_page, set_clock, check_page
):

    def desk_of(part: str) -> Page:
        colleagues_page = new_page()
        sign_in_page(colleagues_page, hour.cast.staff()[part])
        return colleagues_page

    set_clock(NEXT_DAY + timedelta(minutes=5))
    the_team_is_looked_at(hour)
    check_page(hour.page)
    the_gap_in_the_cover_is_filled(hour)
    set_clock(NEXT_DAY + timedelta(minutes=15))
    somebody_who_was_not_seen_is_handed_on(hour)
    a_strain_is_brought_to_supervision(hour, desk_of("practitioner"))
    set_clock(NEXT_DAY + timedelta(minutes=25))
    something_said_to_be_wrong_is_answered(hour)
    the_person_reads_the_answer(hour, new_page(PHONE))
    set_clock(NEXT_DAY + timedelta(minutes=35))
    a_colleague_who_knows_somebody_is_kept_out_and_let_in_again(hour, desk_of("colleague"))
    set_clock(NEXT_DAY + timedelta(minutes=45))
    a_colleague_is_kept_out_by_name_and_let_back_in(hour, desk_of("colleague"))
    the_record_is_kept_to_a_list_and_opened_again(hour, desk_of("practitioner"))
    check_page(hour.page)
    the_hour_ends_and_no_answer_was_in_any_of_it(hour)


def the_team_is_looked_at(hour: Hour) -> None:
    hour.go("/team/")
    expect(hour.section("Waiting for a practitioner")).to_contain_text(
        "Erin Bevan stands in, and is kept out of this record. Choose somebody else for them."
    )
    unseen = hour.section("Not seen for longer than agreed")
    expect(unseen).to_contain_text("Noor Doyle")
    expect(unseen).to_contain_text("40 days ago")
    expect(unseen).not_to_contain_text("Shanice")
    expect(hour.section("Strains shared with you")).to_contain_text("None now.")


def the_gap_in_the_cover_is_filled(hour: Hour) -> None:
    hour.follow("Arrange cover for Tomos Bevan", within="[aria-labelledby=waiting]")
    hour.page.get_by_label("Who stands in").select_option(label="Callum Price, Cardiff East")
    fill_last_day(hour.page, TODAY + timedelta(days=4))
    hour.press("Arrange cover")
    hour.sees("Callum Price for Ruth Adeyemi")
    hour.go("/team/")
    expect(hour.section("Waiting for a practitioner")).to_have_count(0)
    expect(hour.section("Cover, the next two weeks")).to_contain_text(
        "Callum Price for Ruth Adeyemi, this person only."
    )


def fill_last_day(page: Page, day: date) -> None:
    last = page.get_by_role("group", name="Last day")
    for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        last.get_by_label(part, exact=True).fill(str(value))


def somebody_who_was_not_seen_is_handed_on(hour: Hour) -> None:
    hour.follow("Noor Doyle", within="[aria-labelledby=not-seen]")
    hour.go(hour.about(hour.noor, "workers/"))
    hour.follow("Change practitioner")
    hour.page.get_by_label("Who takes over").select_option(label="Callum Price, Cardiff East")
    hour.press("Change practitioner")
    hour.sees("Write why the practitioner changes")
    hour.write("Why the practitioner changes", "Colin cannot get to the valleys")
    hour.press("Change practitioner")
    hour.sees("The change of practitioner is recorded.")
    expect(hour.section("Handovers")).to_contain_text("Went from Colin Ode to Callum Price on 9 June 2026.")


def a_strain_is_brought_to_supervision(hour: Hour, ruth: Page) -> None:
    """Ruth tells Tomos first. Then Marian reads what was written about it, and none of what Tomos answered."""
    ruth.goto("/strains/")
    ruth.get_by_role("link", name="Tomos Bevan").click()
    ruth.get_by_role("button", name="We tried something").click()
    ruth.get_by_label("What did you do to put it right?").fill(SHARED)
    ruth.get_by_role("button", name="Save").click()
    ruth.get_by_text(SHARED).wait_for()
    strain = ruth.url.split("#")[0].rstrip("/")
    assert hour.page.goto(strain + "/").status == 404
    ruth.goto(strain + "/share/")
    ruth.get_by_label("I have told Tomos that Marian Ellis will see it").check()
    ruth.get_by_role("button", name="Share it").click()
    ruth.get_by_text("You and Marian Ellis can see this").wait_for()
    hour.go("/team/")
    hour.follow("Tomos Bevan", within="[aria-labelledby=shared]")
    hour.sees(SHARED)


def something_said_to_be_wrong_is_answered(hour: Hour) -> None:
    hour.go("/complaints/")
    hour.follow("Tomos Bevan")
    hour.sees(WRONG, "Alongside has not told anybody who works with Tomos that this was sent")
    hour.press("I have read it")
    hour.press("Send the answer")
    hour.sees("Write what you found and what changes, or leave it for later")
    hour.write("Your answer", ANSWER)
    hour.press("Send the answer")
    hour.sees("Your answer is on their own page now.", ANSWER)
    hour.go("/complaints/")
    expect(hour.section("Answered lately")).to_contain_text("Tomos Bevan")


def the_person_reads_the_answer(hour: Hour, phone: Page) -> None:
    phone.goto("/door/")
    phone.get_by_label("Enter your code").fill(hour.door.code)
    phone.get_by_role("main").get_by_role("button", name="Next", exact=True).click()
    phone.get_by_label("Enter your PIN").fill(PIN)
    phone.get_by_role("main").get_by_role("button", name="Open", exact=True).click()
    phone.wait_for_url("**/mine/")
    phone.goto("/mine/wrong/")
    expect(phone.get_by_text(ANSWER)).to_be_visible()
    expect(phone.get_by_text("Marian Ellis")).to_have_count(0)


def a_colleague_who_knows_somebody_is_kept_out_and_let_in_again(hour: Hour, colin: Page) -> None:
    """Colin works with Shanice, and says that they know each other. It counts from the very next page."""
    shanice = hour.about(hour.shanice)
    assert colin.goto(shanice).status == 200
    colin.goto("/conflicts/")
    colin.get_by_label("Given names").fill("Shanice")
    colin.get_by_label("Family name").fill("Doyle")
    for part, value in (("Day", "2"), ("Month", "1"), ("Year", "1990")):
        colin.get_by_label(part, exact=True).fill(value)
    colin.get_by_role("button", name="I know this person").click()
    colin.get_by_text("their record is closed to you").first.wait_for()
    assert colin.goto(shanice).status == 404
    hour.go("/team/")
    expect(hour.section("Waiting for a practitioner")).to_contain_text("Colin Ode is kept out of this record")
    hour.go(hour.about(hour.shanice, "access/"))
    hour.press("Confirm that Colin Ode stays out")
    hour.sees("confirmed by Marian Ellis")
    hour.follow(re.compile("Let them in ?: Colin Ode"))
    lift(hour, "Let them back in", "Another Shanice Doyle, I asked")
    hour.sees("Colin Ode said that they know the person", "Lifted by Marian Ellis on 9 June 2026.")
    assert colin.goto(shanice).status == 200


def a_colleague_is_kept_out_by_name_and_let_back_in(hour: Hour, colin: Page) -> None:
    shanice = hour.about(hour.shanice)
    hour.go(shanice + "access/")
    hour.follow("Keep somebody out")
    hour.page.get_by_label("Who is kept out").select_option(label="Colin Ode, Cardiff East")
    hour.press("Keep them out")
    hour.sees("Write why they are kept out")
    hour.write("Why", "Her brother rang about Colin")
    hour.press("Keep them out")
    hour.sees("They are kept out. The case is still theirs: choose who takes over.", "Her brother rang about Colin")
    assert colin.goto(shanice).status == 404
    hour.follow(re.compile("Let them back in ?: Colin Ode"))
    lift(hour, "Let them back in", "The brother meant somebody else")
    hour.sees("Colin Ode was kept out", "Why: The brother meant somebody else")
    assert colin.goto(shanice).status == 200


def the_record_is_kept_to_a_list_and_opened_again(hour: Hour, ruth: Page) -> None:
    tomos = hour.about(hour.cast.person_id)
    hour.go(tomos + "access/")
    hour.follow("Restrict to a list")
    hour.page.get_by_label("Ruth Adeyemi, Cardiff East").uncheck()
    hour.page.get_by_label("Callum Price, Cardiff East").check()
    hour.write("Why", "A newspaper asks about this case")
    hour.press("Restrict to this list")
    hour.sees("Only the people on the list can open this record now.", "A newspaper asks about this case")
    assert ruth.goto(tomos).status == 404
    hour.follow("Lift the list")
    lift(hour, "Lift the list", "The newspaper has printed it")
    hour.sees("Why: A newspaper asks about this case", "Why: The newspaper has printed it")
    assert ruth.goto(tomos).status == 200


def lift(hour: Hour, button: str, reason: str) -> None:
    """Lift a rule: not without a reason, then with one."""
    hour.press(button)
    hour.sees("Write why it is lifted")
    hour.write("Why", reason)
    hour.press(button)


def the_hour_ends_and_no_answer_was_in_any_of_it(hour: Hour) -> None:
    for path in ("/team/", "/strains/shared/", "/cover/", hour.about(hour.cast.person_id)):
        hour.go(path)
    pages = [url for url in hour.opened if hour.page.goto(url).status == 200]
    before = {url: again(hour.page, url) for url in pages}
    CheckIn.objects.update(answers=[1, 9, 0, 5], felt_off=True)
    CaseloadState.objects.update(points=[["2026-05-01", 1.5, 6.0, 9.0, True]], line_words="Below own range")
    assert {url: again(hour.page, url) for url in pages} == before
    assert len(pages) > 10


def again(page: Page, url: str) -> str:
    page.goto(url)
    return page.locator("main").inner_text()
