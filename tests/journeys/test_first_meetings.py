"""Somebody new, from the day they are added to the papers both have signed, and who else may read of it.

Two people at one desk: a first meeting, the conversation about risks, needs and strengths with the screen turned, the
figures and a map. Then whoever stands in reads what the table of confidentiality gives them, and another team nothing.
"""

from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import expect

from alongside.access.actors import actor_for
from alongside.casework.relationships.covering import CoverDates, arrange_cover_of_person
from alongside.casework.sessions.operations import Plan, plan_session
from tests.cast import START
from tests.journeys.conftest import PHONE
from tests.journeys.steps import (
    THINGS,
    Desk,
    ask_to_look,
    draw_on_the_map,
    fill_in_the_history,
    put_on_the_map,
    saved,
)

# The last two make a circle: what comes after keeps what was before going.
LINKS = [(7, "It protects from …", 3), (4, "It leads to …", 5), (5, "It keeps … going", 4)]
BACK = "You listen, and you tell the court if I stay away"
DISSENT = "A small part, I said"
TOLD = "My mam"
WORDS = "It was not the cans 🙂 وليس الجمعة"


class Meetings(Desk):
    """The desk of Ruth, who meets Jordan for the first time."""

    about = ""

    @property
    def person_id(self) -> UUID:
        return UUID(self.about.split("/")[2])

    def go(self, path: str = "") -> None:
        """Open a page about Jordan."""
        self.page.goto(self.about + path)

    def leave_the_box(self) -> None:
        """Click beside the boxes, which saves what was typed at once."""
        self.page.get_by_role("heading", level=1).click()
        saved(self.page)

    def is_fine(self) -> None:
        """Fail on what axe finds, on what the browser complains about and on sideways scroll."""
        self.check(self.page)

    def question(self, name: str):
        return self.page.locator(f'[data-question="{name}"]')


@pytest.fixture
def ruth(page, cast, sign_in_page, check_page, set_clock):
    sign_in_page(page, cast.practitioner)
    return Meetings(page, check_page, set_clock)


def test_somebody_new_is_met_understood_and_given_the_papers(ruth, new_page, cast, sign_in_page, check_page):
    add_somebody_new(ruth)
    meet_for_the_first_time(ruth, cast)
    agree_on_how_to_work(ruth)
    talk_it_through(ruth)
    turn_the_screen(ruth)
    stop_in_what_happened(ruth)
    work_out_the_figures(ruth)
    look_at_them_together(ruth)
    draw_the_map(ruth)
    sign_it_both(ruth)
    take_the_papers(ruth)

    stand_in = new_page(PHONE)
    dates = CoverDates(START.date(), START.date() + timedelta(days=6))
    arrange_cover_of_person(
        person_id=ruth.person_id, covering_id=cast.cover.id, dates=dates, by=actor_for(cast.practitioner), at=START
    )
    sign_in_page(stand_in, cast.cover)
    whoever_stands_in_reads_what_is_signed(Meetings(stand_in, check_page, ruth.set_clock), ruth.about)
    other_team = new_page(PHONE)
    sign_in_page(other_team, cast.stranger)
    another_team_finds_nothing(Meetings(other_team, check_page, ruth.set_clock), ruth.about)


def add_somebody_new(ruth):
    ruth.page.goto("/people/add/")
    ruth.is_fine()
    ruth.write("Given names", "Jordan")
    ruth.write("Family name", "Doyle")
    born = ruth.page.get_by_role("group", name="Date of birth")
    for part, typed in (("Day", "31"), ("Month", "6"), ("Year", "1994")):
        born.get_by_label(part).fill(typed)
    ruth.page.get_by_label("England and Wales").check()
    ruth.press("Check the answers")
    # An impossible day is said at its place, and every word is still there.
    ruth.sees("There is no 31 June")
    expect(ruth.page.get_by_label("Family name")).to_have_value("Doyle")
    ruth.is_fine()
    born.get_by_label("Day").fill("5")
    ruth.press("Check the answers")
    ruth.is_fine()
    ruth.press("Add this person")
    ruth.about = "/" + "/".join(ruth.page.url.split("/")[3:5]) + "/"
    ruth.is_fine()


def meet_for_the_first_time(ruth, cast):
    """Before it, the limits said back, one useful thing, and the practitioner's own first rating."""
    session = plan_session(person_id=ruth.person_id, plan=Plan(START), by=actor_for(cast.practitioner), at=START)
    ruth.go()
    ruth.follow("First meeting")
    ruth.press("Begin before you meet")
    ruth.is_fine()
    ruth.go("first-contact/steps/limits/")
    ruth.write("In their own words", BACK)
    ruth.choose("Jordan has it")
    ruth.press("Done, go to step 5")
    ruth.go("first-contact/steps/useful/")
    ruth.write("What you did together, and how it ended", "Rang the surgery. Seen on Thursday at ten")
    ruth.press("Done, go to step 10")
    ruth.go("first-contact/steps/close/")
    ruth.write("What I will do before next time", "Bring the letter")
    ruth.choose("Jordan has seen or heard it")
    ruth.press("Done, go to step 14")
    ruth.is_fine()
    ruth.page.goto(f"/sessions/{session}/rating/")
    ruth.is_fine()
    ruth.press("7")
    ruth.press("6")


def agree_on_how_to_work(ruth):
    """On the turned screen and on paper. What was said becomes a promise."""
    ruth.go("first-contact/agreement/")
    for who in ("Jordan", "Ruth Adeyemi"):
        ruth.page.get_by_role("group", name=who).get_by_label("Agrees").check()
    ruth.press("Keep both answers")
    ruth.is_fine()
    ruth.go("first-contact/after/")
    ruth.press("Take over as promises")
    ruth.sees("Bring the letter")
    ruth.is_fine()


def talk_it_through(ruth):
    """A choice on the practitioner's side, which makes the next question appear, and a line that goes down meanwhile."""
    ruth.go("assessment/")
    ruth.press("Begin")
    ruth.sees("None of nine areas done")
    ruth.is_fine()
    ruth.follow("Alcohol")
    asked = ruth.question("alcohol.trouble")
    assert not asked.is_visible()
    ruth.question("alcohol.drinks").get_by_label("Yes").nth(1).check()
    asked.wait_for()
    ruth.page.context.set_offline(True)
    asked.get_by_label("Yes, a lot").nth(1).check()
    asked.get_by_label("What you see").fill("Both nights were after a drink")
    ruth.page.get_by_role("heading", level=1).click()
    ruth.page.locator('[data-state="unsaved"]:visible').wait_for()
    # The browser reports each request it could not send.
    ruth.page.alongside_trouble.complaints.clear()
    ruth.page.context.set_offline(False)
    saved(ruth.page)
    ruth.page.alongside_trouble.complaints.clear()
    asked.get_by_label("Where it comes from").fill("Police summary, 14 February")
    ruth.leave_the_box()
    ruth.is_fine()


def turn_the_screen(ruth):
    """The person's own side: another choice, a decline, and a stop with a way back to the same place."""
    ruth.follow("Turn the screen")
    ruth.sees("You can skip any question")
    ruth.never_meets("Doyle")
    own = ruth.question("alcohol.trouble")
    own.get_by_label("No", exact=True).check()
    own.get_by_label("In your words").fill(WORDS)
    own.locator('[data-standing="differ"]').wait_for()
    ruth.question("alcohol.ready").locator("select").select_option("I would rather not say")
    ruth.leave_the_box()
    ruth.is_fine()
    ruth.press("Save")
    ruth.sees("You would rather not say. That is all right.")
    ruth.press("Stop here for today")
    ruth.sees("You stopped on 4 May")
    ruth.is_fine()
    ruth.press("Go on where we stopped")
    ruth.question("alcohol.trouble").locator('[data-standing="differ"]').wait_for()


def stop_in_what_happened(ruth):
    """What happened to them is asked for first, and stopped when they say so."""
    ruth.follow("What happened to me")
    ruth.is_fine()
    ruth.choose("Yes, that is all right")
    ruth.press("Keep the answer")
    loss = ruth.question("adversity.loss")
    loss.get_by_label("In Jordan’s words").fill(TOLD)
    ruth.leave_the_box()
    ruth.is_fine()
    ruth.press("Stop here")
    ruth.page.get_by_role("button", name="Go on where we stopped").wait_for()
    ruth.never_meets(TOLD)
    ruth.press("Go on where we stopped")
    loss.wait_for()


def work_out_the_figures(ruth):
    """The answers flow in, what is missing is listed, and a judgement with its reason stands beside."""
    ruth.go("risk/")
    ruth.page.get_by_role("heading", name="What the figures say, and what you judge").wait_for()
    ruth.is_fine()
    ruth.sees("How many sanctions in all, with this one", "did you drink a lot in one go?")
    # What was answered in the conversation is not asked for again.
    ruth.never_meets("Is your drinking a problem", "Do you drink?")
    ruth.follow("Fill in the history")
    fill_in_the_history(ruth.page, code="99999")
    ruth.page.get_by_role("link", name="This code is not on the list. Check it").wait_for()
    ruth.is_fine()
    fill_in_the_history(ruth.page)
    ruth.sees("The history is saved.")
    ruth.press("Work out from what is known today")
    ruth.page.get_by_role("img", name="people").first.wait_for()
    ruth.is_fine()
    ruth.follow("Write your judgement")
    ruth.choose("I judge otherwise")
    ruth.press("Keep it beside the figures")
    ruth.page.get_by_role("link", name="Write your reason").wait_for()
    ruth.is_fine()
    ruth.write("Your reason", "He has not drunk since March.")
    ruth.press("Keep it beside the figures")
    ruth.sees("He has not drunk since March.")


def look_at_them_together(ruth):
    """They are asked, may say no, and see their own figures when they say yes."""
    ask_to_look(ruth.page, "Jordan", "No, not today")
    ruth.sees("Jordan would rather not look.")
    ask_to_look(ruth.page, "Jordan", "Yes, show me")
    ruth.page.get_by_role("heading", name="What the figures say", exact=True).wait_for()
    ruth.is_fine()
    ruth.never_meets("sexual", "Doyle", "since March")


def draw_the_map(ruth):
    """Eight things in their words, three links of which two make a circle, and both find it right."""
    ruth.go("map/")
    ruth.sees("Nothing is on the map yet")
    ruth.is_fine()
    ruth.press("Put something on the map")
    ruth.is_fine()
    for place, words in THINGS:
        put_on_the_map(ruth.page, place, words)
    for start, kind, end in LINKS:
        ruth.go("map/")
        draw_on_the_map(ruth.page, start, kind, end)
    ruth.is_fine()
    ruth.go("map/")
    expect(ruth.page.locator(".app-map__node")).to_have_count(8)
    expect(ruth.page.locator(".app-map__link")).to_have_count(3)
    ruth.sees("It goes round: “I go quiet, it builds up, then I blow”")
    ruth.is_fine()
    ruth.press("We both find it right")
    ruth.sees("Kept as the map you both find right")
    ruth.go("map/screen/")
    ruth.never_meets("Doyle")
    ruth.is_fine()


def sign_it_both(ruth):
    """Finished, and signed by both: not agreeing is a way to sign. Then the figures rest on what is signed.

    What was judged, and what was said when they were asked, does not go with the earlier figures.
    """
    ruth.go("assessment/sign/")
    ruth.press("Mark as finished")
    ruth.choose("Does not agree")
    ruth.write("In their words", DISSENT)
    ruth.is_fine()
    ruth.press("Keep what Jordan says")
    ruth.press("Sign as Ruth Adeyemi")
    ruth.page.get_by_role("heading", name="How it was signed").wait_for()
    ruth.sees(DISSENT)
    ruth.is_fine()
    ruth.go("risk/")
    ruth.press("Work out from what is known today")
    ruth.sees(
        "Nobody has judged the newest figures yet", "He has not drunk since March.", "looked at the figures together"
    )


def take_the_papers(ruth):
    """What they take home, on the screen and on paper: the copy in plain words, the agreement and the map."""
    ruth.go("assessment/copy/")
    ruth.sees(WORDS)
    ruth.never_meets(TOLD)
    ruth.is_fine()
    ruth.page.emulate_media(media="print")
    ruth.sees("You see this differently. Both stay.")
    assert not ruth.page.get_by_text("Back to the areas").is_visible()
    ruth.page.emulate_media(media="screen")
    for path in ("first-contact/agreement/print/", "map/print/"):
        ruth.go(path)
        ruth.is_fine()


def whoever_stands_in_reads_what_is_signed(callum, about):
    """The agreement, the signed conversation, the figures and the map that both agreed on, and nothing told in confidence."""
    callum.about = about
    for path, words in (
        ("first-contact/history/", BACK),
        ("assessment/area/alcohol/", WORDS),
        ("assessment/sign/", DISSENT),
        ("risk/", "Think of 100 people"),
        ("map/", THINGS[0][1]),
        ("promises/", "Bring the letter"),
    ):
        callum.go(path)
        callum.sees(words)
        callum.never_meets(TOLD, "He has not drunk")
    callum.go("assessment/what-happened-to-me/")
    callum.sees("There is nothing here for you to read")
    callum.is_fine()
    callum.never_meets(TOLD)
    for path in ("risk/history/", "risk/judgement/", "risk/offer/", "map/add/", "map/history/", "who-has-looked/"):
        assert callum.page.goto(about + path).status == 404, path


def another_team_finds_nothing(sana, about):
    """Whether there is such a person at all is not to be told."""
    nobody = "/people/00000000-0000-4000-8000-000000000000/"
    for path in ("", "first-contact/", "assessment/", "assessment/copy/", "risk/", "map/", "map/print/", "promises/"):
        answers = [sana.page.goto(address + path) for address in (about, nobody)]
        assert [answer.status for answer in answers] == [404, 404], path
        assert sana.page.get_by_text("Jordan").count() == 0
