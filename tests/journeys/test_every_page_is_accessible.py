"""Every page of the table of pages, as those who may open it: nothing for axe to say, no sideways scroll, no complaint.

The pages come from tests/access/pages_for_whom.py, so a new page is looked at without a line here. By default each is
looked at as one of those who may open it; --nightly looks at it as every one of them.
"""

import json
from collections.abc import Callable, Collection, Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from axe_playwright_python.sync_playwright import Axe
from django.test import RequestFactory
from django.urls import resolve
from playwright.sync_api import Page

from alongside.records.models import Episode, User
from tests.access.browsers import path_of
from tests.access.canaries import put_canaries
from tests.access.pages_for_whom import EVERYBODY, PAGES, SIGN_IN, Row
from tests.access.world import World, make_world
from tests.addresses import Address, every_address
from tests.cast import START
from tests.journeys.conftest import DESKTOP, NARROWEST
from tests.journeys.no_pages import NO_PAGES
from tests.journeys.test_sign_in import add_virtual_passkeys
from tests.meetings import weeks
from tests.pages.my_side import QUESTIONS
from tests.pages.own_door import PIN, give_door

# Whoever has most on a page comes first: the others see less of the same page.
MOST_FIRST = [
    "practitioner", "supervisor", "privacy_officer", "safeguarding_lead", "administrator", "typist", "visitor",
]  # fmt: skip
# The person's pages follow on each other. Those that only a form answers are met on the way.
OWN = {name for name in PAGES if name.startswith("mine_")} | {"my_side"}
DEVICE = {name for name, row in PAGES.items() if name.startswith("my_side_") and "device" in row.get}
PARTS = sorted(EVERYBODY - {"device"})
ADDRESSES = {address.name: address for address in every_address()}
AXE = Axe()
CHECK = "() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"


class Looker:
    """Looks at pages and keeps what is wrong with them, so that one run says everything."""

    def __init__(self, page: Page) -> None:
        self.page, self.wrong, self.seen = page, list[str](), set[str]()

    def open(self, path: str, who: str) -> None:
        """Open a page and look at it."""
        response = self.page.goto(path)
        if response is None or response.status != 200:
            self.wrong.append(f"{path} as {who}: {response and response.status}")
        else:
            self.look(who)

    def look(self, who: str) -> None:
        """Look at the page that is open."""
        self.page.wait_for_load_state()
        self.seen.add(resolve(urlsplit(self.page.url).path).url_name or "")
        self.wrong += [f"{self.page.url} as {who}: {sentence}" for sentence in self._problems()]

    def press(self, words: str, who: str = "the person") -> None:
        """Press a button and look at the page it leads to."""
        self.page.get_by_role("main").get_by_role("button", name=words, exact=True).click()
        self.look(who)

    def _problems(self) -> Iterator[str]:
        self.page.evaluate(AXE.axe_script)
        for found in self.page.evaluate(CHECK):
            yield f"{found['id']}: {found['help']} {json.dumps([node['html'][:160] for node in found['nodes'][:2]])}"
        self.page.set_viewport_size({"width": NARROWEST, "height": 800})
        if (width := self.page.evaluate("document.documentElement.scrollWidth")) > NARROWEST:
            yield f"{width} px wide at {NARROWEST}"
        self.page.set_viewport_size(DESKTOP)
        complaints = self.page.alongside_trouble.complaints
        yield from complaints
        complaints.clear()


@pytest.fixture
def world(cast) -> World:
    """Everybody and a thing of each kind, with a history long enough for a line and for a strain."""
    made = make_world(cast)
    put_canaries(made)
    Episode.objects.all().delete()
    weeks(cast.person_id, cast.practitioner, START.date() - timedelta(weeks=7), [8, 7, 8, 7, 8, 3])
    Episode.objects.update(tried_on=START.date())
    made.ids["episode_id"] = Episode.objects.get().id
    give_an_app(cast.practitioner)
    return made


def give_an_app(user: User) -> None:
    """Give a member of staff an app for codes, and recovery codes, so that their pages are there."""
    request = RequestFactory().get("/")
    request.user = user
    with context.request_context(request):
        TOTP.activate(user, generate_totp_secret())
        RecoveryCodes.activate(user)


def add_a_passkey(page: Page) -> int:
    """Let whoever is signed in add a passkey, and return which it is."""
    add_virtual_passkeys(page)
    page.goto("/accounts/2fa/passkeys/add/")
    page.get_by_label("What to call it").fill("Work laptop")
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Add the passkey").click()
    page.wait_for_url(lambda url: "/add/" not in url)
    return Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN).pk


@pytest.fixture
def looker_as(new_page, sign_in_page, world) -> Callable[[str], Looker]:
    """Return a function that gives a part of the world a browser in which they are signed in."""

    def made(part: str) -> Looker:
        page = new_page(DESKTOP)
        if part in world.staff():
            sign_in_page(page, world.staff()[part])
        return Looker(page)

    return made


def pages_of(part: str, *, as_everybody: bool) -> list[Address]:
    """Return all pages this part of the world may open, or those that they are the one to look at."""
    chosen = [name for name, row in PAGES.items() if part in _lookers(row, as_everybody=as_everybody)]
    return [ADDRESSES[name] for name in chosen if name not in NO_PAGES | OWN | DEVICE]


def _lookers(row: Row, *, as_everybody: bool) -> Collection[str]:
    if row is SIGN_IN:  # a visitor signs in, and only the practitioner of this world has every second step
        return {"practitioner", "visitor"}
    return row.get if as_everybody else ([part for part in MOST_FIRST if part in row.get] or sorted(row.get))[:1]


def test_every_page_of_staff_and_of_a_visitor_is_fine(world, looker_as):
    wrong = [sentence for part in PARTS for sentence in look_as(part, world, looker_as(part), as_everybody=False)]
    assert wrong == [], "\n".join(wrong)


@pytest.mark.nightly
@pytest.mark.parametrize("part", PARTS)
def test_every_page_that_each_may_open_is_fine(world, looker_as, part):
    wrong = look_as(part, world, looker_as(part), as_everybody=True)
    assert wrong == [], "\n".join(wrong)


def look_as(part: str, world: World, looker: Looker, *, as_everybody: bool) -> list[str]:
    """Look at the pages of one part of the world, and return what is wrong with them."""
    if part == "practitioner":
        world.ids["pk"] = add_a_passkey(looker.page)
    for address in pages_of(part, as_everybody=as_everybody):
        looker.open(path_of(address, world), part)
    looker.page.context.close()
    return looker.wrong


def test_every_page_of_a_device_that_was_handed_over_is_fine(world, looker_as):
    looker = looker_as("practitioner")
    page, session = looker.page, world.ids["session_id"]
    page.goto(f"/sessions/{session}/hand-over/")
    looker.press("Hand over the device")
    page.goto("/check-in/first/")
    looker.look("the person")
    looker.press("Next")
    page.goto("/check-in/1/")
    for _ in range(QUESTIONS):
        looker.press("Next")
        page.locator("input[type=radio]").first.check(force=True)
        page.get_by_role("main").get_by_role("button", name="Next", exact=True).click()
        looker.look("the person")
    looker.press("Next")
    looker.press("Next")
    page.locator("input[type=radio]").first.check(force=True)
    looker.press("Next")
    looker.press("Tell someone today")
    looker.press("Send it now")
    page.locator("textarea").fill("My brother knows where I live.")
    looker.press("Send it now")
    page.get_by_role("main").get_by_role("button", name="Go back to my answers").click()
    page.wait_for_load_state()
    looker.press("Send my answers")
    looker.press("Finish")
    assert looker.wrong == [], "\n".join(looker.wrong)
    assert looker.seen >= DEVICE


def test_every_page_of_the_persons_own_door_is_fine(world, looker_as, cast):
    door = give_door(cast)
    looker = looker_as("visitor")
    looker.open("/door/", "the person")
    looker.open(f"/door/{door.token}/", "the person")
    looker.press("Open")
    looker.page.locator("#id_pin").fill(PIN)
    looker.press("Open")
    for name in sorted(OWN):
        looker.open(path_of(ADDRESSES[name], world), "the person")
    assert looker.wrong == [], "\n".join(looker.wrong)
    assert looker.seen >= OWN - {"mine_told"}


def test_pages_that_are_not_there_are_fine(looker_as):
    wrong = []
    for part in ("practitioner", "visitor"):
        looker = looker_as(part)
        looker.page.goto("/nothing/")
        looker.wrong += [f"404 as {part}: {sentence}" for sentence in looker._problems()]
        wrong += looker.wrong
    assert wrong == []
