"""A strain walked through in a browser: noticed, talked about, put right, answered by both, shared, closed and undone."""

from datetime import timedelta

import pytest

from alongside.domain.strains import Help
from tests.strain_story import NEXT_DAY, make_dip, person_says

pytestmark = pytest.mark.on_both_databases


@pytest.fixture
def strain(cast, set_clock):
    episode = make_dip(cast)
    set_clock(NEXT_DAY)
    return episode


def wait_for_heading(page, words: str) -> None:
    """A click does not wait until the next page is there."""
    page.get_by_role("heading", name=words, level=1).wait_for()


def test_a_practitioner_puts_a_strain_right_and_both_say_whether_it_helped(
    page, cast, strain, sign_in_page, set_clock, check_page
):
    sign_in_page(page, cast.practitioner)
    page.goto("/strains/")
    check_page(page)
    page.get_by_role("link", name="Tomos Bevan").click()
    wait_for_heading(page, "Something may be wrong between you and Tomos")
    check_page(page)
    first = page.locator(".app-hero blockquote").inner_text()
    page.get_by_role("link", name="Another way to say it").click()
    page.wait_for_url("**way=2**")
    assert page.locator(".app-hero blockquote").inner_text() != first
    page.get_by_text("Show as a table").click()
    check_page(page)

    page.get_by_role("button", name="We tried something").click()
    wait_for_heading(page, "What you tried")
    page.get_by_label("Month").fill("13")
    page.get_by_label("What did you do to put it right?").fill("I rang before anything else was sent.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="The month is a number from 1 to 12").wait_for()
    check_page(page)
    page.get_by_role("link", name="The month is a number from 1 to 12").click()
    assert page.get_by_label("Month").evaluate("box => box === document.activeElement")
    page.get_by_label("Month").fill("6")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("I rang before anything else was sent.").wait_for()

    page.get_by_label("It helped", exact=True).check()
    page.get_by_role("button", name="Save my answer").click()
    page.get_by_text("Both answers are shown when both are there").wait_for()
    person_says(cast, Help.HELPED_A_BIT, NEXT_DAY + timedelta(minutes=5))
    page.reload()
    page.get_by_text("It helped a bit").wait_for()
    check_page(page)

    page.get_by_role("button", name="Close this strain").click()
    wait_for_heading(page, "Close this strain")
    check_page(page)
    page.get_by_label("Partly").check()
    page.get_by_role("button", name="Close it").click()
    page.get_by_role("button", name="Undo").wait_for()
    check_page(page)
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Open since 8 June 2026").wait_for()


def test_sharing_waits_for_the_person_to_be_told_and_others_find_nothing(
    page, new_page, cast, strain, sign_in_page, check_page
):
    sign_in_page(page, cast.practitioner)
    page.goto(f"/strains/{strain.id}/share/")
    check_page(page)
    page.get_by_role("button", name="Share it").click()
    page.get_by_role("link", name="Tell Tomos first. Then tick that you have").wait_for()
    check_page(page)
    supervisor = new_page()
    sign_in_page(supervisor, cast.supervisor)
    assert supervisor.goto(f"/strains/{strain.id}/").status == 404
    page.get_by_label("I have told Tomos that Marian Ellis will see it").check()
    page.get_by_role("button", name="Share it").click()
    page.get_by_text("You and Marian Ellis can see this").wait_for()
    supervisor.goto("/strains/shared/")
    check_page(supervisor)
    supervisor.get_by_role("link", name="Tomos Bevan").click()
    wait_for_heading(supervisor, "Something may be wrong between Ruth and Tomos")
    check_page(supervisor)
    assert "3.5" not in supervisor.locator("main").inner_text()
    colleague = new_page()
    sign_in_page(colleague, cast.colleague)
    assert colleague.goto(f"/strains/{strain.id}/").status == 404


def test_a_strain_is_named_on_a_phone_without_scripts_by_keyboard_alone(new_page, cast, sign_in_page, check_page):
    small = new_page({"width": 390, "height": 844})
    sign_in_page(small, cast.practitioner)
    small.goto("/strains/")
    check_page(small)
    small.goto(f"/people/{cast.person_id}/strains/name/")
    check_page(small)
    plain = new_page({"width": 390, "height": 844}, java_script_enabled=False)
    sign_in_page(plain, cast.practitioner)
    plain.goto(f"/people/{cast.person_id}/strains/name/")
    plain.get_by_label("What happened, in a line").focus()
    plain.keyboard.type("I was short with them.")
    plain.keyboard.press("Tab")
    plain.keyboard.press("Enter")
    plain.get_by_text("A strain between you and Tomos").wait_for()
    assert plain.get_by_text("I was short with them.").is_visible()
