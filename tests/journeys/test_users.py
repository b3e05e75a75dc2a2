"""An administrator's pages, the demo page and the pages of a session that ended, in a real browser at both sizes."""

import os
from datetime import timedelta

from tests.cast import START


def shoot(page, name: str) -> None:
    """Save a picture where SCREENSHOTS says. Without it nothing is saved."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}-{page.viewport_size['width']}.png", full_page=True)


def test_an_administrators_pages_are_fine_on_desktop_and_phone(page, phone, cast, sign_in_page, check_page):
    for each in (page, phone):
        sign_in_page(each, cast.administrator)
        paths = {
            "users": "/users/",
            "add-user": "/users/add/",
            "change-user": f"/users/{cast.colleague.id}/",
            "own-user": f"/users/{cast.administrator.id}/",
            "teams": "/users/teams/",
            "rename-team": f"/users/teams/{cast.team.id}/",
            "sessions": "/accounts/sessions/",
            "sign-out": "/accounts/logout/",
        }
        for name, path in paths.items():
            each.goto(path)
            check_page(each)
            shoot(each, name)


def test_adding_a_user_shows_the_errors_and_then_the_password_once(page, cast, sign_in_page, check_page):
    sign_in_page(page, cast.administrator)
    page.goto("/users/add/")
    page.get_by_role("button", name="Add and show their password").click()
    page.locator(".govuk-error-summary").get_by_text("Enter their first and last name").wait_for()
    check_page(page)
    shoot(page, "add-user-errors")
    page.get_by_label("First and last name").fill("Nia Fairclough")
    page.get_by_label("Email address").fill("nia@example.org")
    page.get_by_label("Practitioner", exact=True).check()
    page.get_by_role("button", name="Add and show their password").click()
    page.get_by_role("heading", name="Tell Nia Fairclough this password").wait_for()
    check_page(page)
    shoot(page, "one-time-password")


def test_the_demo_page_and_a_role_without_a_page_are_fine(page, phone, cast, settings, check_page):
    settings.ALONGSIDE_DEMO = True
    for each in (page, phone):
        each.goto("/demo/")
        check_page(each)
        shoot(each, "demo")
        each.get_by_role("button", name="Sign in as Evan Roe").click()
        each.get_by_role("heading", name="You are signed in").wait_for()
        check_page(each)
        shoot(each, "no-page-yet")


def test_an_ended_session_leads_to_a_page_that_says_why(page, cast, sign_in_page, set_clock, check_page):
    sign_in_page(page, cast.administrator)
    page.goto("/users/teams/")
    set_clock(START + timedelta(hours=1))
    page.get_by_label("Name of the team").fill("A team with a name that is long enough to be sorry for")
    page.get_by_role("button", name="Add the team").click()
    page.get_by_role("heading", name="You were signed out").wait_for()
    assert "long enough to be sorry for" in page.get_by_label("What you wrote").input_value()
    check_page(page)
    shoot(page, "signed-out-words")
    sign_in_page(page, cast.administrator)
    set_clock(START + timedelta(hours=2))
    page.goto("/users/")
    page.get_by_text("nothing happened for a while").wait_for()
    check_page(page)
    shoot(page, "signed-out")
