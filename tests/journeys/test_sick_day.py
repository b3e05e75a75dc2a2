"""A practitioner rings in sick: cover from the absence to the return, and what whoever stands in sees and never sees."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from alongside.access.actors import actor_for
from alongside.casework.check_ins.words import seal_words
from alongside.casework.promises.operations import make_promise
from alongside.casework.sessions.notes.finishing import finish_note
from alongside.casework.sessions.operations import Plan, plan_session
from alongside.domain.promises import Side
from alongside.records.models import CheckIn, Cover, Relationship
from alongside.vault import open_keys
from tests.cast import START, Cast
from tests.journeys.steps import Desk
from tests.meetings import weeks
from tests.noted import noted

TODAY = START.date()
WROTE = "I did not like being asked about Gaz."
NOTES = ["The oldest note of four.", "The second note.", "The third note.", "The latest note."]


@pytest.fixture
def session_id(cast) -> UUID:
    """Ruth and Tomos have met for a while: four notes, a low mark with words, promises, and a session at noon."""
    by = actor_for(cast.practitioner)
    Relationship.objects.update(starts_on=TODAY - timedelta(weeks=20))
    Cover.objects.all().delete()
    rows = weeks(cast.person_id, cast.practitioner, TODAY - timedelta(weeks=6), [8, 7, 8, 7, 8, 3])
    words = seal_words(open_keys([cast.person_id]), rows[-1], WROTE)
    CheckIn.objects.filter(id=rows[-1].id).update(sealed_words=words)
    for row, text in zip(rows[-4:], NOTES, strict=True):
        write_note(row, text, by)
    for side, promised in ((Side.PRACTITIONER, "Ring housing about the damp"), (Side.PERSON, "Bring the receipt")):
        make_promise(person_id=cast.person_id, side=side, words=promised, due_on=TODAY, by=by, at=START)
    return plan_session(person_id=cast.person_id, plan=Plan(START + timedelta(hours=1, minutes=30)), by=by, at=START)


def write_note(row: CheckIn, text: str, by) -> None:
    finish_note(session_id=row.session_id, typed=noted(text), by=by, at=row.offered_at)


@pytest.fixture
def desk_of(new_page, sign_in_page, set_clock, check_page):
    """Return a function that gives a member of staff a browser in which they are signed in."""

    def made(user, page: Page | None = None) -> Desk:
        page = page or new_page()
        sign_in_page(page, user)
        return Desk(page, check_page, set_clock)

    return made


def test_a_sick_day_from_the_call_to_the_return(cast, session_id, desk_of, set_clock):
    colin = desk_of(cast.colleague)
    assert colin.page.goto(f"/people/{cast.person_id}/").status == 404, "nobody stands in yet"
    the_supervisor_arranges_cover(desk_of(cast.supervisor), cast)
    whoever_stands_in_sees_what_they_need(colin, cast, session_id)
    and_nothing_of_how_it_has_been_between_the_two(colin, cast)
    the_session_is_held(colin, session_id)
    set_clock(datetime(2026, 5, 5, 9, 0, tzinfo=START.tzinfo))
    desk_of(cast.colleague, colin.page)
    colin.page.goto(f"/people/{cast.person_id}/")
    the_cover_ends(desk_of(cast.supervisor))
    everything_is_closed_at_the_next_request(colin, cast, session_id)
    ruth_sees_what_was_done(desk_of(cast.practitioner), cast, session_id)


def the_supervisor_arranges_cover(desk: Desk, cast: Cast) -> None:
    page = desk.page
    page.goto("/team/")
    page.locator("summary", has_text="Ruth Adeyemi").click()
    desk.follow("Arrange cover for Ruth Adeyemi")
    chosen = page.locator("#id_practitioner option:checked")
    expect(chosen).to_have_text(f"Ruth Adeyemi, {cast.team.name}")
    page.locator("#id_covering").select_option(label=f"Colin Ode, {cast.team.name}")
    for field, day in (("starts_on", TODAY), ("ends_on", TODAY + timedelta(days=2))):
        for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
            page.locator(f"#id_{field}_{part}").fill(str(value))
    desk.press("Arrange cover")
    desk.sees("The cover is arranged.", "Colin Ode")
    page.goto("/team/")
    desk.sees("Away. Colin Ode stands in until")
    desk.check(page)


def whoever_stands_in_sees_what_they_need(desk: Desk, cast: Cast, session_id: UUID) -> None:
    page = desk.page
    page.goto("/today/")
    desk.sees("One session today.", "Tomos Bevan", "You stand in for their practitioner", "You stand in for Ruth")
    desk.check(page)
    page.goto(f"/people/{cast.person_id}/")
    desk.sees("Ring housing about the damp", "Bring the receipt")
    desk.check(page)
    page.goto(f"/people/{cast.person_id}/notes/")
    desk.sees(*NOTES[1:])
    desk.never_meets(NOTES[0])
    page.goto(f"/sessions/{session_id}/")
    desk.sees("Held by Ruth", "Ring housing about the damp")
    desk.check(page)


def and_nothing_of_how_it_has_been_between_the_two(desk: Desk, cast: Cast) -> None:
    person = f"/people/{cast.person_id}"
    for path in (f"{person}/", f"{person}/timeline/", "/today/", "/caseload/", "/strains/", f"{person}/promises/"):
        assert desk.page.goto(path).status == 200, path
        desk.never_meets(WROTE, "usually answered", "own range", " of 10", "app-sparkline", "How it has been between")
    for path in (f"{person}/line/", f"{person}/who-has-looked/", f"{person}/access/"):
        assert desk.page.goto(path).status == 404, path
    check_in = CheckIn.objects.latest("completed_at")
    assert desk.page.goto(f"/check-ins/{check_in.id}/answer/").status == 404


def the_session_is_held(desk: Desk, session_id: UUID) -> None:
    page = desk.page
    page.goto(f"/sessions/{session_id}/")
    desk.press("Start")
    page.locator("#id_text").fill("Met in place of Ruth. The damp is worse.")
    desk.press("Finish the note")
    desk.sees("Note finished.")
    page.get_by_role("group", name="What became of it: Bring the receipt").get_by_text("Kept", exact=True).click()
    page.get_by_role("group", name="What became of it: Bring the receipt").wait_for(state="detached")
    desk.choose("Came")
    for part, value in (("Day", 11), ("Month", 5), ("Year", 2026)):
        desk.write(part, str(value))
    desk.press("Finish the session")
    desk.sees("Tomos came")
    desk.check(page)


def the_cover_ends(desk: Desk) -> None:
    desk.page.goto("/cover/")
    desk.page.get_by_role("button", name="End it now").first.click()
    desk.sees("The cover has ended.")


def everything_is_closed_at_the_next_request(desk: Desk, cast: Cast, session_id: UUID) -> None:
    expect(desk.page.get_by_role("heading", level=1)).to_contain_text("Tomos")  # still on the screen of an open tab
    person = f"/people/{cast.person_id}"
    for path in (f"{person}/", f"{person}/notes/", f"{person}/promises/", f"/sessions/{session_id}/"):
        assert desk.page.goto(path).status == 404, path
        desk.never_meets("Tomos")
    for path in ("/today/", "/caseload/", "/cover/"):
        desk.page.goto(path)
        desk.never_meets("Tomos")


def ruth_sees_what_was_done(desk: Desk, cast: Cast, session_id: UUID) -> None:
    page = desk.page
    page.goto("/today/")
    desk.sees("Ring housing about the damp")
    page.goto(f"/sessions/{session_id}/")
    desk.sees("Tomos came", "Colin Ode", "Met in place of Ruth. The damp is worse.", "Kept")
    desk.check(page)
    page.goto(f"/people/{cast.person_id}/who-has-looked/")
    desk.sees("Practitioner standing in")
    page.goto(f"/people/{cast.person_id}/")
    desk.sees(WROTE)
