"""G25: whatever somebody types, no browser runs it: no dialog, no complaint of the policy, no request to anybody else.

Payloads stand in every sealed field of everybody's record, where the tokens of `tests/access/canaries.py` stand otherwise, and
every page is opened in Chromium as those who may. Many payloads share a field, so that two thousand need few walks.
"""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.template import base as template_base
from playwright.sync_api import Dialog, Page, Request

from tests.access import canaries
from tests.access.browsers import path_of
from tests.access.pages_for_whom import PAGES, SIGN_IN
from tests.access.world import World, make_world
from tests.addresses import every_address
from tests.journeys.conftest import DESKTOP
from tests.journeys.payloads import list_payloads

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
A_WALK, AT_NIGHT = 20, 2_000
IN_ONE_FIELD = 100
# Files are kept and not shown, and probes answer a word to a machine.
FILES = {
    "calendar_feed", "import_template", "import_problems", "form_token", "access_copy_file", "health_live", "health_ready",
}  # fmt: skip
WALKERS = ["practitioner", "supervisor", "privacy_officer", "safeguarding_lead", "administrator"]
EVERY_DAY = [
    "person",
    "timeline",
    "session",
    "notes",
    "map",
    "plan",
    "promises",
    "sealed_notes",
    "passed_on",
    "referrals",
]
ADDRESSES = {address.name: address for address in every_address()}


class Watched:
    """A page of somebody signed in, and everything it did that a page of words does not do."""

    def __init__(self, page: Page) -> None:
        self.page, self.done = page, list[str]()
        page.on("dialog", self._dialog)
        page.on("request", self._request)

    def open(self, path: str) -> bool:
        """Open a page and wait until it is quiet. Returns whether there was one."""
        response = self.page.goto(path)
        self.page.wait_for_load_state()
        complaints = self.page.alongside_trouble.complaints
        self.done += [f"{path}: {said}" for said in complaints if response is None or response.status == 200]
        complaints.clear()
        return response is not None and response.status == 200

    def _dialog(self, dialog: Dialog) -> None:
        self.done.append(f"{self.page.url}: a dialog said {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if urlsplit(request.url).hostname not in {"localhost", "127.0.0.1", None}:
            self.done.append(f"{self.page.url}: asked {request.url}")


@pytest.fixture
def walk(cast, new_page, sign_in_page, monkeypatch) -> Callable[[str, list[str]], Iterator[str]]:
    """Return a function that puts words into every field and opens pages as everybody who may. Yields what went wrong."""

    def walked(words: str, names: list[str]) -> Iterator[str]:
        monkeypatch.setattr(canaries, "CANARY", words)
        world = make_world(cast)
        canaries.put_canaries(world)
        for part in WALKERS:
            yield from walk_as(part, world, names, new_page, sign_in_page)

    return walked


def walk_as(part: str, world: World, names: list[str], new_page: Callable, sign_in_page: Callable) -> Iterator[str]:
    mine = [name for name in names if PAGES[name] is not SIGN_IN and part in PAGES[name].get]
    if not mine:
        return
    page = new_page(DESKTOP)
    sign_in_page(page, world.staff()[part])
    watched = Watched(page)
    opened = [name for name in mine if watched.open(path_of(ADDRESSES[name], world))]
    page.context.close()
    yield from watched.done
    if not opened:
        yield f"{part} opened nothing"


def test_there_are_two_thousand_payloads_and_no_two_are_the_same():
    made = list_payloads()
    assert len(set(made)) == len(made) >= AT_NIGHT


def test_what_is_typed_is_words_on_the_pages_of_every_day(walk):
    assert list(walk("".join(list_payloads()[:: AT_NIGHT // A_WALK][:A_WALK]), EVERY_DAY)) == []


@pytest.mark.nightly
@pytest.mark.parametrize("first", range(0, AT_NIGHT, IN_ONE_FIELD))
def test_two_thousand_payloads_are_words_on_every_page(walk, first, goal_result):
    names = [name for name in PAGES if name in ADDRESSES and name not in FILES and not name.startswith("mine_")]
    payloads = list_payloads()[first : first + IN_ONE_FIELD]
    wrong = list(walk("".join(payloads), names))
    goal_result(goal="G25", tried=len(payloads), failed=len(wrong), what="payloads in every field on every staff page")
    assert wrong == []


def test_a_template_that_escapes_nothing_would_be_noticed(walk, monkeypatch):
    """The check is broken once in each run: what was typed is written into the page as it is."""
    monkeypatch.setattr(template_base, "render_value_in_context", lambda value, context: str(value))
    assert any(
        "Content Security Policy" in wrong or "dialog" in wrong for wrong in walk(list_payloads()[0], ["person"])
    )
