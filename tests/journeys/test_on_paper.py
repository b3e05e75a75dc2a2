"""What comes out of a printer: the page and nothing to press, with the day, the name and a word of care."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from alongside.access.actors import actor_for
from alongside.casework.promises.operations import make_promise
from alongside.casework.sessions.notes.finishing import begin_correction, finish_note
from alongside.casework.sessions.operations import Plan, plan_session
from alongside.domain.promises import Side
from tests.cast import START
from tests.noted import noted
from tests.pages.own_door import PIN, give_door

BY_HAND = "a, button, summary, input, textarea, select, nav, form, .app-header, .app-footer, .app-person-header"
# What one could press or fill in, and links that do not stand in a sentence or a heading as text does.
SHOWN = f"""() => [...document.querySelectorAll('{BY_HAND}')]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().height > 1)
  .filter(one => !one.closest('.app-filters'))  // the one choice that was made, held below
  .filter(one => one.tagName !== 'A' || one.classList.contains('govuk-button') || one.closest('nav, ul.app-actions'))
  .map(one => one.outerHTML.slice(0, 120))"""


@pytest.fixture
def session_id(cast):
    by = actor_for(cast.practitioner)
    for side, words in ((Side.PRACTITIONER, "Ring housing about the damp"), (Side.PERSON, "Bring the receipt")):
        make_promise(person_id=cast.person_id, side=side, words=words, due_on=START.date(), by=by, at=START)
    return plan_session(person_id=cast.person_id, plan=Plan(START + timedelta(hours=1)), by=by, at=START)


def print_out(page: Page, path: str) -> None:
    page.goto(path)
    page.emulate_media(media="print")


def test_what_staff_print_has_nothing_to_press_and_says_who_printed_it(page, cast, session_id, sign_in_page):
    sign_in_page(page, cast.practitioner)
    about = f"/people/{cast.person_id}/"
    for path in ("/caseload/", "/today/", f"/sessions/{session_id}/", f"{about}promises/", f"{about}timeline/", about):
        print_out(page, path)
        assert page.evaluate(SHOWN) == [], path
        line = page.locator(".app-printed")
        expect(line).to_be_visible()
        expect(line).to_contain_text("Confidential. As it stood on 4 May 2026 at 10:30, printed by Ruth Adeyemi")
        assert "Tomos" in page.locator("body").inner_text(), path
        page.emulate_media(media="screen")
        expect(line).to_be_hidden()


def test_the_list_on_paper_says_what_was_chosen(page, cast, session_id, sign_in_page):
    sign_in_page(page, cast.practitioner)
    print_out(page, "/caseload/?show=promise-due")
    expect(page.get_by_text("Promise due 1")).to_be_visible()
    expect(page.get_by_text("Everybody 1")).to_be_hidden()


def test_what_a_note_said_before_is_named_on_paper_and_so_not_taken_for_what_it_says(
    page, cast, session_id, sign_in_page
):
    by = actor_for(cast.practitioner)
    note_id = finish_note(session_id=session_id, typed=noted("Tomos was late."), by=by, at=START)
    begin_correction(session_id=session_id, note_id=note_id, by=by, at=START)
    finish_note(session_id=session_id, typed=noted("The bus was late.", 1), by=by, at=START)
    sign_in_page(page, cast.practitioner)
    print_out(page, f"/people/{cast.person_id}/notes/")
    expect(page.get_by_text("What it said before")).to_be_visible()
    expect(page.get_by_text("Tomos was late.")).to_be_visible()


def test_a_sheet_for_the_person_does_not_call_their_own_promises_confidential(page, cast, session_id, sign_in_page):
    sign_in_page(page, cast.practitioner)
    print_out(page, f"/people/{cast.person_id}/promises/print/")
    expect(page.locator(".app-printed")).to_have_count(0)
    assert page.evaluate(SHOWN) == []


@pytest.mark.parametrize(
    ("language", "printed"),
    [("en", "As it stood on Monday 4 May 2026."), ("cy", "Fel yr oedd pethau: Dydd Llun 4 Mai 2026.")],
)
def test_the_persons_own_promises_are_printed_with_the_day_and_no_name(
    page, cast, session_id, language, printed, check_page: Callable[[Page], None]
):
    door = give_door(cast)
    page.goto(f"/door/{door.token}/")
    page.locator("input[name=pin]").fill(PIN)
    page.locator("form:has(input[name=pin]) button[type=submit]").click()
    page.wait_for_url("**/mine/")
    if language == "cy":
        page.get_by_role("button", name="Cymraeg").click()
    page.goto("/mine/promises/")
    check_page(page)
    page.emulate_media(media="print")
    assert page.evaluate(SHOWN) == []
    expect(page.locator(".app-printed")).to_contain_text(printed)
    paper = page.locator("body").inner_text()
    assert "Bring the receipt" in paper
    assert not {"Tomos", "Bevan", "Confidential", "Alongside"} & set(paper.replace(".", " ").split())
