"""The first page anybody sees."""


def test_the_front_door_opens_in_a_browser_on_desktop_and_phone(page, phone, check_page):
    for each in (page, phone):
        each.goto("/")
        each.wait_for_url("**/accounts/login/**")
