"""A real browser on a running server, which remembers everything that went wrong on the way."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from alongside.commands.clock import test_clock_path
from tests.cast import START, Cast, make_cast

CHROMIUM = os.environ.get("ALONGSIDE_CHROMIUM", "/usr/bin/chromium")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
NARROWEST = 320

# Playwright's own loop runs in the thread of the test, where Django would otherwise refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder needs a browser."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture(autouse=True)
def set_clock() -> Iterator[Callable[[datetime], None]]:
    """Set the time that requests see. Every journey starts at START."""

    def set_to(at: datetime) -> None:
        test_clock_path().parent.mkdir(parents=True, exist_ok=True)
        test_clock_path().write_text(at.isoformat())

    set_to(START)
    yield set_to
    test_clock_path().unlink(missing_ok=True)


@pytest.fixture
def new_page(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page in a browser profile of its own. Addresses start at the live server."""
    contexts: list[BrowserContext] = []

    def opened(viewport: dict[str, int] = DESKTOP, **options: Any) -> Page:
        # One name for both: a passkey belongs to the name in the address.
        address = live_server.url.replace("127.0.0.1", "localhost")
        context = browser.new_context(base_url=address, viewport=viewport, locale="en-GB", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        Trouble.watch(page)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A desktop browser."""
    return new_page(DESKTOP)


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    """A phone."""
    return new_page(PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def sign_in_page(live_server: Any) -> Callable[[Page, Any], None]:
    """Return a function that signs this user in on this page without walking through the sign-in pages."""
    from tests.signed_in import signed_in_client

    def sign_in(page: Page, user: Any) -> None:
        value = signed_in_client(user).cookies["sessionid"].value
        address = live_server.url.replace("127.0.0.1", "localhost")
        page.context.add_cookies([{"name": "sessionid", "value": value, "url": address, "httpOnly": True}])

    return sign_in


@dataclass
class Trouble:
    """What the browser complained about on one page: refused by the CSP, errors of scripts, things not found."""

    complaints: list[str] = field(default_factory=list)

    @classmethod
    def watch(cls, page: Page) -> "Trouble":
        trouble = cls()
        page.alongside_trouble = trouble

        def hear(message: ConsoleMessage) -> None:
            # The page itself may be a 404 on purpose. What it asks for may not.
            on_purpose = message.location.get("url") == page.url and "Failed to load resource" in message.text
            if message.type in {"error", "warning"} and not on_purpose:
                trouble.complaints.append(message.text)

        page.on("console", hear)
        page.on("pageerror", lambda error: trouble.complaints.append(str(error)))
        return trouble


@pytest.fixture
def check_page() -> Callable[[Page], None]:
    """Return a function that fails on anything axe finds, any complaint of the browser and any sideways scroll."""
    return assert_page_is_fine


def assert_page_is_fine(page: Page) -> None:
    """Fail on anything axe finds at any impact, any complaint of the browser so far, or sideways scroll at 320 px."""
    results = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    found = [
        f"{violation['id']}: {violation['help']} {[node['html'][:200] for node in violation['nodes']]}"
        for violation in results.response["violations"]
    ]
    assert found == [], f"axe on {page.url}"
    complaints = page.alongside_trouble.complaints
    assert complaints == [], f"the browser on {page.url}"
    _assert_no_sideways_scroll(page)


def _assert_no_sideways_scroll(page: Page) -> None:
    usual = page.viewport_size
    page.set_viewport_size({"width": NARROWEST, "height": 800})
    width = page.evaluate("document.documentElement.scrollWidth")
    if usual:
        page.set_viewport_size(usual)
    assert width <= NARROWEST, f"{page.url} is {width} px wide at {NARROWEST}"
