"""Somebody did not come, walked through at the desk: curiosity, a decision, what they were told, a warning, and the talk."""

import pytest

from alongside.access.actors import actor_for
from alongside.casework.sessions.operations import Plan, plan_session, record_attendance
from alongside.domain.sessions import Attendance
from tests.cast import START
from tests.journeys.conftest import PHONE


@pytest.fixture
def session_id(cast):
    by = actor_for(cast.practitioner)
    planned = plan_session(person_id=cast.person_id, plan=Plan(START), by=by, at=START)
    record_attendance(session_id=planned, attendance=Attendance.MISSED, by=by, at=START)
    return planned


@pytest.mark.parametrize("size", [None, PHONE], ids=["desk", "phone"])
def test_the_way_through_an_absence_is_walked_to_its_end(page, cast, session_id, sign_in_page, check_page, size):
    if size:
        page.set_viewport_size(size)
    sign_in_page(page, cast.practitioner)
    page.goto(f"/sessions/{session_id}/absence/")
    check_page(page)
    page.get_by_label("Spoke to them in person").check()
    page.get_by_label("What came of it?").fill("Met him at the door")
    page.get_by_label("What is the reason?").fill("The bus did not come")
    page.get_by_label("What makes it hard to come?").fill("Two buses")
    page.get_by_label("What did you offer?").fill("A call instead")
    page.get_by_role("button", name="Save").first.click()
    page.get_by_text("Saved. You can go on with it at any time.").wait_for()
    page.get_by_label("Not excused").check()
    page.get_by_role("button", name="Save").first.click()
    page.get_by_role("link", name="Say why in a few words").wait_for()
    check_page(page)
    page.get_by_label("Why?").fill("It is the third time")
    page.get_by_label("What did you tell them, in which words?").fill("What the order says, and why")
    page.get_by_label("How can they challenge it?").fill("Ask my manager within 14 days")
    page.get_by_role("button", name="Save").last.click()
    page.get_by_text("Saved. You can go on with it at any time.").wait_for()
    page.get_by_role("link", name="Write down a use of authority").click()
    check_page(page)
    page.get_by_label("Warning", exact=True).check()
    page.get_by_role("button", name="Write it down").click()
    page.get_by_text("What you wrote with the absence is filled in").wait_for()
    check_page(page)
    for part, number in zip(("Day", "Month", "Year"), ("4", "5", "2026"), strict=True):
        page.get_by_label(part, exact=True).first.fill(number)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Say what became of it").click()
    check_page(page)
    page.get_by_label("They do not want to talk about it").check()
    page.get_by_role("button", name="Save").click()
    way = page.get_by_role("navigation", name="The way through this")
    way.wait_for()
    assert way.get_by_text("Done", exact=True).count() == 5
    check_page(page)


def test_what_was_typed_survives_a_page_that_was_closed_and_worried_never_waits(
    page, cast, session_id, sign_in_page, check_page
):
    sign_in_page(page, cast.practitioner)
    page.goto(f"/sessions/{session_id}/absence/")
    page.get_by_label("What makes it hard to come?").fill("Two buses and the school run")
    page.get_by_text("Draft saved at").wait_for()
    page.goto(f"/people/{cast.person_id}/")
    page.goto(f"/sessions/{session_id}/absence/")
    assert page.get_by_label("What makes it hard to come?").input_value() == "Two buses and the school run"
    page.get_by_text("This is a draft of yours").wait_for()
    check_page(page)
    # The database of a journey is in memory, where a draft on its way locks out whatever comes beside it.
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_label("What did you offer?").fill("A call")
    page.get_by_role("button", name="I am worried about risk now").click()
    page.get_by_role("heading", name="You are worried about risk now").wait_for()


def test_a_goal_that_was_begun_is_there_again_and_goes_on_the_plan(page, cast, sign_in_page, check_page):
    sign_in_page(page, cast.practitioner)
    page.goto(f"/people/{cast.person_id}/plan/goals/add/")
    page.get_by_label("What does Tomos want?").fill("A dry room for Ella")
    page.get_by_text("Draft saved at").wait_for()
    page.goto(f"/people/{cast.person_id}/plan/")
    page.goto(f"/people/{cast.person_id}/plan/goals/add/")
    check_page(page)
    assert page.get_by_label("What does Tomos want?").input_value() == "A dry room for Ella"
    page.get_by_role("button", name="Put it on the plan").click()
    page.get_by_role("heading", name="Add a step").wait_for()
    check_page(page)
