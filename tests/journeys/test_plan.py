"""A plan made at the desk: a goal, steps, five levels, what both say to it, the turned screen, the sheet, another look."""

from playwright.sync_api import Page

from alongside.domain.plan import Level


def test_a_plan_is_made_agreed_on_turned_printed_and_looked_at_again(page, cast, sign_in_page, check_page):
    at = f"/people/{cast.person_id}/plan/"
    sign_in_page(page, cast.practitioner)
    page.goto(f"/people/{cast.person_id}/")
    page.get_by_role("link", name="Plan", exact=True).click()
    check_page(page)
    put_a_goal_on(page, check_page)
    add_two_steps(page, check_page)
    page.goto(at)
    page.get_by_role("link", name="Back on site by spring").first.click()
    check_page(page)
    say_how_we_will_know(page, check_page)
    page.goto(f"{at}answers/")
    both_agree(page, check_page)
    mark_the_first_step(page, check_page)
    page.goto(f"{at}review/")
    check_page(page)
    page.get_by_label("What did you both see?").fill("The test is booked")
    page.get_by_role("button", name="Keep what you saw").click()
    for inside in ("history/", "versions/1/", "again/", "print/", "screen/"):
        page.goto(f"{at}{inside}")
        check_page(page)
    page.get_by_text("Book the safety test").wait_for()
    assert page.get_by_role("navigation").count() == 0


def put_a_goal_on(page: Page, check_page) -> None:
    page.get_by_role("button", name="Put a goal on the plan").click()
    page.get_by_role("button", name="Put it on the plan").click()
    page.get_by_role("link", name="Write what they want, in their words").wait_for()
    check_page(page)
    page.get_by_label("What does Tomos want?").fill("Back on site by spring, with a dry room for Ella")
    page.get_by_label("How much does it matter, from 0 to 10?").select_option("9")
    page.get_by_label("How sure are they that they can, from 0 to 10?").select_option("4")
    page.get_by_role("button", name="Put it on the plan").click()
    page.get_by_role("heading", name="Add a step").wait_for()


def add_two_steps(page: Page, check_page) -> None:
    page.get_by_label("What is to be done?").fill("Book the safety test")
    page.get_by_label("Tomos", exact=True).check()
    check_page(page)
    page.get_by_role("button", name="Add it, and one more").click()
    page.get_by_text("The step is on the plan.").wait_for()
    page.get_by_label("What is to be done?").fill("Ring the landlord about the damp")
    page.get_by_label("Ruth Adeyemi").check()
    page.get_by_role("button", name="Add it", exact=True).click()
    page.get_by_role("heading", name="The plan", exact=False, level=1).wait_for()


def say_how_we_will_know(page: Page, check_page) -> None:
    page.get_by_role("link", name="Write the five levels").click()
    for level in Level:
        page.get_by_label(level.label, exact=True).fill(f"What it looks like: {level.label}")
    check_page(page)
    page.get_by_role("button", name="Keep the five").click()
    page.get_by_label(Level.START.label, exact=True).and_(page.get_by_role("radio")).check()
    page.get_by_role("button", name="Write it down").click()


def both_agree(page: Page, check_page) -> None:
    check_page(page)
    for who in ("Tomos", "Ruth Adeyemi"):
        page.get_by_role("group", name=who).get_by_label("Agrees", exact=True).check()
    page.get_by_role("button", name="Keep both answers").click()
    page.get_by_text("You both agreed on it on 4 May 2026").first.wait_for()
    check_page(page)


def mark_the_first_step(page: Page, check_page) -> None:
    page.get_by_role("link", name="Book the safety test").first.click()
    check_page(page)
    page.get_by_label("Doing", exact=True).check()
    page.get_by_role("button", name="Write it down").click()
