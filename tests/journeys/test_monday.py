"""A practitioner's whole Monday: six people, from Today in the morning to two minutes for oneself in the evening.

What was there before the Monday is made in one go. From then on nothing happens that is not pressed, typed or answered in
the browser.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import expect

from alongside.access.actors import actor_for
from alongside.casework.check_ins.words import seal_words
from alongside.casework.people.contact import RouteFacts, add_contact_route
from alongside.casework.people.operations import PersonFacts, add_person
from alongside.casework.people.sealing import PersonName
from alongside.casework.promises.operations import make_promise
from alongside.domain.people.contact import RouteKind, Safe
from alongside.domain.people.kinds import Jurisdiction
from alongside.domain.promises import Side
from alongside.records.models import Absence, CheckIn, PractitionerRating, Relationship
from alongside.vault import open_keys
from tests.cast import START, Cast
from tests.journeys.conftest import PHONE
from tests.journeys.steps import Desk
from tests.journeys.test_sign_in import PASSWORD
from tests.meetings import answer, meet, weeks

TODAY = START.date()
OTHERS = ["Ada", "Femi", "Zoe", "Iqra", "Noor"]
WROTE = "The waiting room is loud. I nearly left."
BACK = "I asked the front desk to let you wait in the corridor."


@dataclass
class Monday:
    """The six people of the day, by their first names, and the sessions that are planned for it."""

    cast: Cast
    people: dict[str, UUID]
    sessions: dict[str, UUID]

    def page_of(self, name: str) -> str:
        return f"/people/{self.people[name]}/"

    def session_with(self, name: str) -> str:
        return f"/sessions/{self.sessions[name]}/"


def at(clock: str) -> datetime:
    """Return a time of this Monday in London, where it is an hour later than in START's time."""
    hour, minute = clock.split(":")
    return START.replace(hour=int(hour) - 1, minute=int(minute))


@pytest.fixture(autouse=True)
def service(settings) -> None:
    """What the service has told Alongside: whom to ring, and by when it wants to know about an absence."""
    settings.ALONGSIDE_DUTY_MANAGER = "Gwen Rees, 029 2018 0100"
    settings.ALONGSIDE_PROCEDURE = "Ring the duty manager first."
    settings.ALONGSIDE_ABSENCE_WORKING_DAYS = 5


@pytest.fixture
def monday(cast) -> Monday:
    """Everything that was there when the Monday began."""
    ruth = cast.practitioner
    ruth.set_password(PASSWORD)
    ruth.one_time_password_until = START + timedelta(hours=72)
    ruth.save()
    people = {"Tomos": cast.person_id}
    for name in OTHERS:
        facts = PersonFacts(PersonName(name, "Doyle"), None, Jurisdiction.ENGLAND_WALES)
        people[name] = add_person(facts=facts, by=actor_for(ruth), at=START)
    Relationship.objects.update(starts_on=TODAY - timedelta(weeks=20))
    they_met_before(ruth, people)
    planned = {"Tomos": 11, "Ada": 12, "Femi": 13, "Zoe": 14}
    sessions = {
        name: meet(people[name], ruth, TODAY, attendance="planned", clock=hour).id for name, hour in planned.items()
    }
    PractitionerRating.objects.filter(session__in=sessions.values()).delete()
    return Monday(cast, people, sessions)


def they_met_before(ruth, people: dict[str, UUID]) -> None:
    by, week_ago = actor_for(ruth), START - timedelta(weeks=1)
    weeks(people["Tomos"], ruth, TODAY - timedelta(weeks=2), [7, 8])
    for side, words in ((Side.PRACTITIONER, "Ring housing about the damp"), (Side.PERSON, "Bring the receipt")):
        make_promise(person_id=people["Tomos"], side=side, words=words, due_on=TODAY, by=by, at=week_ago)
    phone = RouteFacts(RouteKind.PHONE, "07700 900123", {Safe.RING, Safe.TEXT}, is_confirmed_now=True)
    add_contact_route(person_id=people["Ada"], facts=phone, by=by, at=week_ago)
    meet(people["Ada"], ruth, week_ago.date())
    meet(people["Femi"], ruth, week_ago.date())
    weeks(people["Zoe"], ruth, TODAY - timedelta(weeks=6), [8, 7, 8, 7, 8, 3])
    friday = answer(meet(people["Iqra"], ruth, TODAY - timedelta(days=3)), 6)
    words = seal_words(open_keys([friday.person_id]), friday, WROTE)
    CheckIn.objects.filter(id=friday.id).update(sealed_words=words)
    meet(people["Noor"], ruth, TODAY - timedelta(weeks=5))


@pytest.mark.on_both_databases
def test_a_whole_monday_from_today_to_two_minutes_for_oneself(page, monday, set_clock, check_page):
    desk = Desk(page, check_page, set_clock)
    desk.sign_in_for_the_first_time()
    the_day_begins(desk)
    one_meeting_from_preparation_to_the_contact_entry(desk, monday)
    one_did_not_come(desk, monday)
    one_is_worried_about(desk, monday)
    one_strain_is_talked_about(desk, monday)
    one_answer_is_answered_back(desk, monday)
    one_is_planned_again(desk, monday)
    the_day_ends(desk, monday)


def the_day_begins(desk: Desk) -> None:
    page = desk.page
    page.wait_for_url("**/today/")
    desk.sees("Good morning, Ruth", "Four sessions today.", "Your 3rd session together")
    for section, name in (
        ("Promises due", "Ring housing about the damp"), ("Strains to talk about", "Zoe Doyle"),
        ("Answers that came in", "Iqra Doyle"), ("Not seen for longer than agreed", "Noor Doyle"), ("Later today", "Ada Doyle"),
    ):  # fmt: skip
        expect(page.get_by_role("region", name=section)).to_contain_text(name)
    desk.sees("Wrote something that nobody has read yet.")
    desk.never_meets(WROTE)
    desk.check(page)


def one_meeting_from_preparation_to_the_contact_entry(desk: Desk, monday: Monday) -> None:
    desk.at(at("11:00"))
    desk.follow("Prepare")
    desk.sees("Before you meet", "Last time")
    desk.check(desk.page)
    desk.follow("Turn the screen")
    desk.sees("Ring housing about the damp", "Bring the receipt")
    desk.never_meets("Check-in", "Before you meet", "Tomos")
    desk.check(desk.page)
    desk.follow("Turn the screen back")
    desk.press("Start")
    promises_are_settled_and_made(desk)
    a_note_of_every_kind_is_written(desk)
    desk.choose("Came")
    desk.fill_date(TODAY + timedelta(weeks=1))
    desk.press("Finish the session")
    desk.sees("Tomos came")
    the_device_changes_hands(desk, monday)
    desk.set_clock(at("11:45"))
    desk.sign_in()
    expect(desk.page.get_by_role("region", name="Answers that came in")).to_contain_text("Rate today’s session first")
    the_own_rating_comes_first(desk, monday)
    the_contact_entry_is_copied(desk)


def promises_are_settled_and_made(desk: Desk) -> None:
    page = desk.page
    for words in ("Ring housing about the damp", "Bring the receipt"):
        page.get_by_role("group", name=f"What became of it: {words}").get_by_text("Kept", exact=True).click()
        page.get_by_role("group", name=f"What became of it: {words}").wait_for(state="detached")
    for side, words in (("Ruth Adeyemi, that is you", "Write to the landlord"), ("Tomos", "Ask Gaz about the van")):
        desk.follow("Add a promise")
        desk.choose(side)
        desk.write("What will they do?", words)
        desk.fill_date(TODAY + timedelta(weeks=1))
        desk.press("Keep this promise")
        desk.sees(words)


def a_note_of_every_kind_is_written(desk: Desk) -> None:
    page = desk.page
    kinds = [
        ("Said by Tomos", "I want the van back by summer."), ("I noticed", "Laughed for the first time."),
        ("My judgement", "The van matters more than the flat."), ("A fact", "Starts at the depot on 18 May."),
    ]  # fmt: skip
    for number, (kind, words) in enumerate(kinds):
        if number:
            desk.press("Add another statement")
        desk.choose(kind)
        page.locator("#id_text").fill(words)
    desk.press("Finish the note")
    expect(page).to_have_title(re.compile("^Error: Session on 4 May 2026"))
    desk.check(page)
    page.locator("#id_source").fill("Letter from the depot, 1 May")
    desk.press("Finish the note")
    desk.sees("Note finished.", "Laughed for the first time.", "Source: Letter from the depot, 1 May")


def the_device_changes_hands(desk: Desk, monday: Monday) -> None:
    page = desk.page
    desk.set_clock(at("11:40"))
    desk.sign_in()
    page.goto(monday.session_with("Tomos"))
    desk.follow("Offer the check-in")
    desk.press("Hand over the device")
    desk.press("Start")
    for _ in range(4):
        page.locator(".app-scale__row--8 input").check()
        desk.press("Next")
    desk.press("Next")
    desk.choose("Ruth")
    desk.press("Next")
    page.locator("textarea").fill("Thank you for ringing them.")
    desk.press("Send my answers")
    desk.press("Finish")
    desk.sees("This page is closed")
    desk.never_meets("Tomos", "Ruth")


def the_own_rating_comes_first(desk: Desk, monday: Monday) -> None:
    page = desk.page
    page.goto(monday.session_with("Tomos"))
    desk.never_meets("Thank you for ringing them.")
    desk.follow("Rate it")
    desk.press("8")
    desk.press("6")
    desk.sees("Thank you for ringing them.", "You said, for yourself only")
    desk.check(page)


def the_contact_entry_is_copied(desk: Desk) -> None:
    page = desk.page
    desk.follow("Copy as a contact entry")
    text = page.get_by_label("The entry").input_value()
    assert "Laughed for the first time." in text
    assert "Write to the landlord" in text
    assert "Thank you for ringing them." not in text
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the text").click()
    expect(page.locator("[data-copied]")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n").strip() == text.strip()
    desk.check(page)


def one_did_not_come(desk: Desk, monday: Monday) -> None:
    page = desk.page
    desk.at(at("12:25"))
    page.goto(monday.session_with("Ada"))
    desk.choose("Did not come")
    desk.press("Finish the session")
    desk.sees("Ada Doyle did not come", "Be curious first", "Monday 11 May 2026")
    before_deciding = page.get_by_role("heading", name="Be curious first").bounding_box()
    assert page.get_by_role("button", name="I am worried about risk now").bounding_box()["y"] < before_deciding["y"]
    assert page.get_by_role("heading", name="Your decision").bounding_box()["y"] > before_deciding["y"]
    desk.choose("Rang 07700 900123")
    desk.write("What came of it?", "Picked up, out of breath.")
    desk.write("What is the reason?", "The nursery rang.")
    desk.write("What makes it hard to come?", "Nobody else can fetch the boy.")
    desk.write("What did you offer?", "A call at nine instead.")
    desk.press("Save")
    expect(page.get_by_label("What makes it hard to come?")).to_have_value("Nobody else can fetch the boy.")
    expect(page.get_by_label("Not decided yet")).to_be_checked()
    desk.check(page)


def one_is_worried_about(desk: Desk, monday: Monday) -> None:
    page = desk.page
    desk.at(at("13:20"))
    page.goto(monday.session_with("Femi"))
    desk.follow("say that you are worried, or look into it")
    desk.press("I am worried about risk now")
    desk.sees("Ring the duty manager first.", "Gwen Rees, 029 2018 0100", "Monday 11 May 2026")
    desk.sees("Ruth Adeyemi said so on 4 May 2026 at 13:20")
    desk.check(page)
    desk.follow("Say whether you met")
    desk.choose("Did not come")
    desk.press("Finish the session")
    written = Absence.objects.get(session=monday.sessions["Femi"]).steps.values_list("kind", flat=True)
    assert list(written) == ["worried"], "nothing has to be filled in"


def one_strain_is_talked_about(desk: Desk, monday: Monday) -> None:
    page = desk.page
    desk.at(at("14:05"))
    page.goto(monday.session_with("Zoe"))
    desk.press("Start")
    page.goto("/today/")
    page.get_by_role("region", name="Strains to talk about").get_by_role("link", name="Open it").click()
    desk.sees("a question to ask Zoe, not a finding")
    desk.follow("We talked about it")
    page.locator("textarea").fill("Asked what I had missed. I had been late twice.")
    desk.press("Save")
    desk.sees("Asked what I had missed. I had been late twice.")
    desk.check(page)
    page.goto(monday.session_with("Zoe"))
    desk.choose("Came")
    desk.fill_date(TODAY + timedelta(weeks=1))
    desk.press("Finish the session")
    desk.follow("Rate it")
    desk.press("Skip it this time")
    desk.sees("Zoe came")


def one_answer_is_answered_back(desk: Desk, monday: Monday) -> None:
    page = desk.page
    desk.at(at("15:00"))
    page.goto("/today/")
    page.get_by_role("region", name="Answers that came in").get_by_role("link", name="Iqra Doyle").click()
    desk.sees(WROTE)
    desk.follow("Write back")
    desk.check(page)
    desk.write("What you did with it", BACK)
    desk.press("Let them read it")
    desk.sees(BACK)


def one_is_planned_again(desk: Desk, monday: Monday) -> None:
    page = desk.page
    page.goto("/today/")
    page.get_by_role("region", name="Not seen for longer than agreed").get_by_role("link", name="Noor Doyle").click()
    desk.follow("Plan a session")
    desk.fill_date(TODAY + timedelta(days=2))
    desk.write("Time", "2.30pm")
    desk.press("Plan the session")
    desk.sees("The session is planned.")


def the_day_ends(desk: Desk, monday: Monday) -> None:
    page = desk.page
    desk.at(at("17:00"))
    two_minutes_for_oneself(desk, monday)
    page.goto("/today/")
    desk.sees("Two sessions today. None is left.", "Nothing is due today or tomorrow, on either side.")
    for done in ("Later today", "Did these happen?"):
        expect(page.get_by_role("region", name=done)).to_have_count(0)
    # What came in within two days stays for a co-worker. Nothing of it waits to be read, rated or answered.
    expect(page.get_by_role("region", name="Answers that came in")).to_contain_text("It has been read.")
    desk.never_meets("nobody has read yet", "session first", "Iqra")
    expect(page.get_by_role("region", name="Strains to talk about")).to_contain_text("Zoe Doyle")
    expect(page.get_by_role("region", name="Not seen for longer than agreed")).to_contain_text(
        "Planned for Wed 6 May 14:30."
    )
    desk.check(page)


def two_minutes_for_oneself(desk: Desk, monday: Monday) -> None:
    page = desk.page
    page.goto(monday.session_with("Tomos"))
    desk.follow("Two minutes for yourself")
    desk.sees("Colleagues and managers cannot open this.")
    desk.write("What went well between you?", "I said nothing for a whole minute, and they went on.")
    desk.check(page)
    desk.press("Save and go back")
    page.goto("/reflections/")
    desk.sees("I said nothing for a whole minute, and they went on.")


def test_the_meeting_itself_on_a_phone(new_page, monday, set_clock, check_page):
    desk = Desk(new_page(PHONE, has_touch=True, is_mobile=True), check_page, set_clock)
    desk.sign_in_for_the_first_time()
    the_day_begins(desk)
    one_meeting_from_preparation_to_the_contact_entry(desk, monday)
    two_minutes_for_oneself(desk, monday)
