"""Promises walked through in a browser: made in a session, settled in one tap, given another day, without any script."""

import pytest

from alongside.access.actors import actor_for
from alongside.casework.promises.operations import make_promise
from alongside.casework.sessions.operations import Plan, plan_session
from alongside.domain.promises import Side
from tests.cast import START
from tests.journeys.conftest import PHONE


@pytest.fixture
def session_id(cast):
    by = actor_for(cast.practitioner)
    for side, words in ((Side.PRACTITIONER, "Ring housing about the damp"), (Side.PERSON, "Bring the receipt")):
        make_promise(person_id=cast.person_id, side=side, words=words, due_on=START.date(), by=by, at=START)
    return plan_session(person_id=cast.person_id, plan=Plan(START), by=by, at=START)


def test_promises_are_made_settled_and_moved_on_the_way_through_a_session(
    page, cast, session_id, sign_in_page, check_page
):
    sign_in_page(page, cast.practitioner)
    page.goto(f"/sessions/{session_id}/")
    check_page(page)
    page.get_by_role("group", name="What became of it: Ring housing about the damp").get_by_text("Kept").click()
    page.get_by_text("Done. That was said on 4 May").wait_for()
    check_page(page)
    page.get_by_role("button", name="Undo what was said of it: Ring housing about the damp").click()
    page.get_by_role("group", name="What became of it: Ring housing about the damp").wait_for()

    page.get_by_role("link", name="Add a promise").click()
    page.get_by_role("heading", name="Add a promise", level=1).wait_for()
    page.get_by_role("button", name="Keep this promise").click()
    page.get_by_role("link", name="Write what was promised").wait_for()
    check_page(page)
    page.get_by_label("Tomos", exact=True).check()
    page.get_by_label("What will they do?").fill("Ask Gaz about the van")
    page.get_by_role("button", name="Keep this promise").click()
    page.get_by_role("link", name="Ask Gaz about the van").first.wait_for()

    page.get_by_role("link", name="Ask Gaz about the van").first.click()
    page.get_by_role("heading", name="Ask Gaz about the van", level=1).wait_for()
    check_page(page)
    page.get_by_label("Why another day?").fill("Gaz is away")
    page.get_by_label("Day", exact=True).fill("11")
    page.get_by_label("Month").fill("5")
    page.get_by_label("Year").fill("2026")
    page.get_by_role("button", name="Keep the new day").click()
    page.get_by_text("A new day: 11 May").wait_for()
    check_page(page)
    for path in ("", "promises/", "promises/print/"):
        page.goto(f"/people/{cast.person_id}/{path}")
        check_page(page)


def test_everything_works_on_a_phone_without_javascript(new_page, cast, session_id, sign_in_page):
    phone = new_page(PHONE, java_script_enabled=False)
    sign_in_page(phone, cast.practitioner)
    phone.goto(f"/people/{cast.person_id}/promises/")
    phone.get_by_role("group", name="What became of it: Bring the receipt").get_by_text("Not done").click()
    phone.get_by_text("Not done. That was said on 4 May").wait_for()
    phone.get_by_role("button", name="Undo what was said of it: Bring the receipt").click()
    phone.get_by_role("group", name="What became of it: Bring the receipt").wait_for()
