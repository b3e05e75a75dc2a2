"""A note outlives the server, the line and the sign-in, and is nowhere in the browser's storage."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from alongside.access.actors import actor_for
from alongside.casework.sessions.notes.drafts import save_draft
from alongside.casework.sessions.notes.finishing import finish_note
from alongside.casework.sessions.operations import Plan, plan_session, start_session
from tests.cast import START
from tests.journeys.own_server import OwnServer, databases_for
from tests.noted import noted

pytestmark = pytest.mark.on_both_databases
STORAGE = """async () => ({
  local: {...localStorage}, session: {...sessionStorage},
  databases: await indexedDB.databases(), caches: globalThis.caches ? await caches.keys() : []
})"""
NOTHING = {"local": {}, "session": {}, "databases": [], "caches": []}
SAVED = "[data-state=saved]"
UNSAVED = "[data-state=unsaved]"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[OwnServer]:
    with databases_for(tmp_path) as databases:
        made = OwnServer.make(tmp_path, databases)
        made.start()
        yield made
        made.kill()


@pytest.fixture
def open_session(browser: Browser, server: OwnServer) -> Iterator[Callable[..., Page]]:
    contexts = []

    def opened(**options: object) -> Page:
        context = browser.new_context(locale="en-GB", **options)
        contexts.append(context)
        sign_in(context, server, server.cookie)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.goto(server.session_address)
        return page

    yield opened
    for context in contexts:
        context.close()


def sign_in(context, server: OwnServer, cookie: str) -> None:
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": server.address, "httpOnly": True}])


def wait_for(page: Page, state: str) -> None:
    expect(page.locator(state)).to_be_visible(timeout=30_000)


def test_words_typed_while_the_server_is_dead_arrive_when_it_is_back(server, open_session):
    page = open_session()
    note = page.get_by_label("Note", exact=True)
    note.press_sequentially("Quokka before. ")
    wait_for(page, SAVED)
    server.kill()
    note.press_sequentially("Quokka during. ")
    wait_for(page, UNSAVED)
    expect(page.locator(UNSAVED)).to_contain_text("Not saved since 10:30")
    expect(page.get_by_text("Your words are on this page and are sent again")).to_be_visible()
    note.press_sequentially("Quokka still.")
    server.start()
    wait_for(page, SAVED)
    assert page.evaluate(STORAGE) == NOTHING
    again = open_session()
    expect(again.get_by_label("Note", exact=True)).to_have_value("Quokka before. Quokka during. Quokka still.")


def test_words_typed_before_the_script_has_arrived_are_saved_when_it_has(server, open_session):
    page = open_session()
    held = []
    page.route("**/js/note.js", lambda route: held.append(route))
    page.goto(server.session_address, wait_until="commit")
    page.get_by_label("Note", exact=True).fill("Quokka on a slow line")
    assert len(held) == 1
    held[0].continue_()
    wait_for(page, SAVED)
    again = open_session()
    expect(again.get_by_label("Note", exact=True)).to_have_value("Quokka on a slow line")


def test_a_button_pressed_while_the_server_is_dead_keeps_the_page_and_its_words(server, open_session):
    page = open_session()
    server.kill()
    page.get_by_label("Note", exact=True).fill("Quokka written and finished")
    page.get_by_role("button", name="Finish the note").click()
    wait_for(page, UNSAVED)
    expect(page.get_by_label("Note", exact=True)).to_have_value("Quokka written and finished")
    server.start()
    wait_for(page, SAVED)
    page.get_by_role("button", name="Finish the note").click()
    expect(page.get_by_text("Note finished.")).to_be_visible()


def test_a_button_pressed_while_earlier_words_are_on_their_way_is_not_lost(server, open_session):
    page = open_session()
    held = []
    page.route("**/draft/", lambda route: route.continue_() if held else held.append(route))
    note = page.get_by_label("Note", exact=True)
    with page.expect_request("**/draft/"):
        note.fill("Quokka first")
        note.blur()
    note.fill("Quokka first and second")
    page.get_by_role("button", name="Finish the note").click()
    held[0].continue_()
    expect(page.get_by_text("Note finished.")).to_be_visible()
    expect(page.get_by_text("Quokka first and second")).to_be_visible()


def test_statements_are_written_with_the_keyboard_alone(open_session):
    page = open_session()
    page.locator("#id_kind_noticed").focus()
    for key in ("ArrowLeft", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("Quokka said by somebody")
    for key in ("Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#id_text")).to_be_focused()
    expect(page.locator("#id_text")).to_have_value("")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    for key in ("Tab", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("Quokka letter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("Quokka fact")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Source: Quokka letter")).to_be_visible()
    expect(page.locator("#id_text")).to_be_focused()
    page.get_by_role("button", name="Finish the note").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Note finished.")).to_be_visible()
    expect(page.get_by_label("Note by Ruth Adeyemi")).to_contain_text("Said by Tomos")


def test_leaving_with_unsaved_words_is_asked_about(server, open_session):
    page = open_session()
    server.kill()
    page.get_by_label("Note", exact=True).press_sequentially("Quokka")
    wait_for(page, UNSAVED)
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page.wait_for_event("dialog") if not asked else None
    assert asked == ["beforeunload"]


def test_somebody_signed_out_keeps_their_words_and_saves_them_after_signing_in(server, open_session):
    page = open_session()
    page.context.clear_cookies()
    page.get_by_label("Note", exact=True).press_sequentially("Quokka after the pause")
    wait_for(page, "[data-state=signed-out]")
    expect(page.get_by_role("link", name="Sign in again in a new tab")).to_be_visible()
    sign_in(page.context, server, server.second_cookie)
    wait_for(page, SAVED)
    expect(open_session().get_by_label("Note", exact=True)).to_have_value("Quokka after the pause")


def test_two_tabs_lose_nothing_and_the_author_chooses(open_session):
    first = open_session()
    second = first.context.new_page()
    second.goto(first.url)
    first.get_by_label("Note", exact=True).fill("Quokka in the first tab")
    wait_for(first, SAVED)
    second.get_by_label("Note", exact=True).fill("Quokka in the second tab")
    wait_for(second, "[data-state=two]")
    second.get_by_role("button", name="See both and choose").click()
    second.get_by_role("button", name="Keep both, one after the other").click()
    expect(second.get_by_text("Quokka in the second tab")).to_be_visible()
    expect(second.get_by_label("Note", exact=True)).to_have_value("Quokka in the first tab")


def test_without_script_what_was_sent_is_there_after_the_server_was_killed(server, open_session):
    page = open_session(java_script_enabled=False)
    page.get_by_label("Note", exact=True).fill("Quokka on paper, nearly")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Draft saved at 10:30")).to_be_visible()
    server.kill()
    server.start()
    page.goto(server.session_address)
    expect(page.get_by_label("Note", exact=True)).to_have_value("Quokka on paper, nearly")
    page.get_by_role("button", name="Finish the note").click()
    expect(page.get_by_text("Note finished.")).to_be_visible()


def test_a_draft_and_a_note_are_sealed_in_the_files(server, open_session):
    page = open_session()
    word = f"Quokka{uuid4().hex}"  # of this test alone: on PostgreSQL other tests write into the same files
    note = page.get_by_label("Note", exact=True)
    for _ in range(2):
        note.fill(f"{word} sealed away")
        wait_for(page, SAVED)
        stored = server.stored_bytes()
        assert b"Ruth Adeyemi" in stored, "else the tables were not searched"
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert word.encode(encoding) not in stored
        page.get_by_role("button", name="Finish the note").click()
        expect(page.get_by_text("Note finished.")).to_be_visible()
        page.get_by_role("button", name="Undo").click()


@pytest.fixture
def walk(cast, page, phone, sign_in_page, check_page):
    """Return a function that opens an address on desktop and phone and fails on anything wrong there."""

    def walked(path: str) -> None:
        for each in (page, phone):
            sign_in_page(each, cast.practitioner)
            each.goto(path)
            check_page(each)

    return walked


def test_every_page_about_a_session_is_fine_on_desktop_and_phone(cast, walk):
    by = actor_for(cast.practitioner)
    empty = plan_session(person_id=cast.person_id, plan=Plan(START), by=by, at=START)
    start_session(session_id=empty, by=by, at=START)
    written = plan_session(person_id=cast.person_id, plan=Plan(START.replace(hour=14)), by=by, at=START)
    finish_note(session_id=written, typed=noted("Tomos rang housing"), by=by, at=START)
    two = plan_session(person_id=cast.person_id, plan=Plan(START.replace(hour=16)), by=by, at=START)
    for words, revision, tab in (("One", 0, "a"), ("One more", 1, "a"), ("Other", 1, "b")):
        save_draft(session_id=two, typed=noted(words, revision, tab * 32), by=by, at=START)
    for session_id in (empty, written, two):
        walk(f"/sessions/{session_id}/")
    for page in ("change", "cancel", "attendance", "rating"):
        walk(f"/sessions/{empty}/{page}/")
    for page in ("sessions/plan", "power-events/add", "notes"):
        walk(f"/people/{cast.person_id}/{page}/")
