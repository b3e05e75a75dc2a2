"""A passkey on the person's own phone: made after the PIN once, then a finger is enough, and nothing is complained of."""

from playwright.sync_api import expect

from alongside.records.models import Door
from tests.journeys.conftest import PHONE
from tests.journeys.steps import open_fold
from tests.journeys.test_check_in import press
from tests.journeys.test_sign_in import add_virtual_passkeys
from tests.pages.own_door import PIN, give_door


def test_it_is_made_once_and_opens_the_page_without_a_pin(cast, new_page, check_page):
    door = give_door(cast)
    page = new_page(PHONE, has_touch=True, is_mobile=True)
    add_virtual_passkeys(page)
    page.goto("/door/")
    page.get_by_label("Enter your code").fill(door.code)
    press(page, "Next")
    page.get_by_label("Enter your PIN").fill(PIN)
    press(page, "Open")
    open_fold(page, "How I open this page")
    page.get_by_role("link", name="Open this without a PIN").click()
    check_page(page)
    press(page, "Make a passkey on this phone")
    expect(page.get_by_role("status")).to_have_text("Your passkey is made. You can use it the next time.")
    check_page(page)
    page.goto("/mine/")
    press(page, "Finish")
    page.goto("/door/")
    check_page(page)
    press(page, "Open with my passkey")
    expect(page.get_by_role("heading", level=1)).to_have_text("What would you like to do?")
    Door.objects.filter(kind="passkey").update(closed_at="2026-05-04T10:00Z", closed_because="staff")
    page.goto("/mine/")
    press(page, "Finish")
    page.goto("/door/")
    press(page, "Open with my passkey")
    expect(page.get_by_role("alert")).to_have_text("That did not work. You can use your card and your PIN.")
