"""G25: whatever somebody types, no browser runs it: no dialog, no complaint of the policy, no request to anybody else.

Payloads stand in every sealed field of everybody's record, where the tokens of `tests/access/canaries.py` stand otherwise, and
every page is opened in Chromium as those who may: staff, and the person on an own phone that a card opened. The person also sends
them in every box of their own pages, and meets them again beside the error that says it is too long. Many payloads share a
field, so that two thousand need few walks.
"""

from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlsplit

import pytest
from django.template import base as template_base
from django.urls import reverse
from playwright.sync_api import Dialog, Locator, Page, Request

from alongside.domain import reflections
from alongside.pages.my_side.door import OWN_PAGES
from alongside.records.models import Pin
from tests.access import canaries
from tests.access.browsers import path_of
from tests.access.pages_for_whom import PAGES, SIGN_IN
from tests.access.world import World, make_world
from tests.addresses import every_address
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.no_pages import NO_PAGES
from tests.journeys.payloads import list_payloads
from tests.pages.own_door import PIN, give_door

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
A_WALK, AT_NIGHT = 20, 2_000
IN_ONE_FIELD = 400
# In front of the payloads, so that a page says whether it shows them. No field of the person's own pages takes so much.
MARK, TOO_MUCH = "Kingfisher4417", 4_001
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
# What is asked for with a form alone, and a page that follows one that was sent.
MINE = [name for name in OWN_PAGES if name not in {"begin_passkey", "mine_told"}]
A_FEW_OF_MINE = ["mine_know", "mine_correction", "mine_plan"]
ADDRESSES = {address.name: address for address in every_address()}


class Watched:
    """A page of somebody signed in, and everything it did that a page of words does not do."""

    def __init__(self, page: Page) -> None:
        self.page, self.done, self.shown = page, list[str](), 0
        page.on("dialog", self._dialog)
        page.on("request", self._request)

    def open(self, path: str) -> bool:
        """Open a page and wait until it is quiet. Returns whether there was one."""
        response = self.page.goto(path)
        self.page.wait_for_load_state()
        is_there = response is not None and response.status == 200
        self._look(path, is_there)
        return is_there

    def send(self, form: Locator, words: str) -> None:
        """Type the words into every box of a form and send it. They come back as words in its boxes, beside an error."""
        path = self.page.url
        for box in form.locator("textarea, input[type=text]").all():
            box.fill(words)
        with self.page.expect_navigation():
            form.locator("button").first.click()
        self._look(path, True)
        if not any(
            MARK in box.input_value() for box in self.page.locator("main textarea, main input[type=text]").all()
        ):
            self.done.append(f"{path}: what was sent is not shown beside its error")

    def _look(self, path: str, is_there: bool) -> None:
        complaints = self.page.alongside_trouble.complaints
        self.done += [f"{path}: {said}" for said in complaints if is_there]
        complaints.clear()
        self.shown += MARK in self.page.content()

    def _dialog(self, dialog: Dialog) -> None:
        self.done.append(f"{self.page.url}: a dialog said {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if urlsplit(request.url).hostname not in {"localhost", "127.0.0.1", None}:
            self.done.append(f"{self.page.url}: asked {request.url}")


@pytest.fixture
def walk(cast, new_page, sign_in_page, monkeypatch) -> Callable[[str, Sequence[str], Sequence[str]], Iterator[str]]:
    """Return a function that puts words into every field and opens pages as everybody who may. Yields what went wrong.

    The first names are pages of staff, the second those of the person, who sends the words in every box there as well.
    """

    def walked(words: str, names: Sequence[str], mine: Sequence[str]) -> Iterator[str]:
        monkeypatch.setattr(canaries, "CANARY", MARK + words)
        # The one rule of length that is asked again when something is read: it would keep a longer walk to a quarter.
        monkeypatch.setattr(reflections, "LONGEST_ANSWER", len(MARK + words))
        world = make_world(cast)
        canaries.put_canaries(world)
        if mine:
            yield from walk_as_person(world, mine, (MARK + words).ljust(TOO_MUCH, "."), new_page)
        for part in WALKERS:
            yield from walk_as(part, world, names, new_page, sign_in_page)

    return walked


def walk_as_person(world: World, names: Sequence[str], words: str, new_page: Callable) -> Iterator[str]:
    """Open pages of the person on a phone of their own, and send every form there that has a box."""
    Pin.objects.all().delete()
    page = new_page(PHONE)
    page.goto(f"/door/{give_door(world.cast).token}/")
    page.get_by_label("Enter your PIN").fill(PIN)
    with page.expect_navigation():
        page.get_by_role("button", name="Open", exact=True).click()
    watched = Watched(page)
    for name in names:
        for number in range(boxes_on(watched, name)):
            boxes_on(watched, name)
            watched.send(forms_of(page).nth(number), words)
    page.context.close()
    yield from watched.done
    if watched.shown < len(names) // 2:
        yield f"the person met the words on {watched.shown} pages only"


def boxes_on(watched: Watched, name: str) -> int:
    """Open a page of the person with everything on it unfolded, and return how many of its forms have a box."""
    watched.open(reverse(name))
    watched.page.evaluate("document.querySelectorAll('main details').forEach(fold => fold.open = true)")
    return forms_of(watched.page).count()


def forms_of(page: Page) -> Locator:
    return page.locator("main form").filter(has=page.locator("textarea:visible, input[type=text]:visible"))


def walk_as(part: str, world: World, names: Sequence[str], new_page: Callable, sign_in_page: Callable) -> Iterator[str]:
    mine = [name for name in names if PAGES[name] is not SIGN_IN and part in PAGES[name].get]
    if not mine:
        return
    page = new_page(DESKTOP)
    sign_in_page(page, world.staff()[part])
    watched = Watched(page)
    opened = [name for name in mine if watched.open(path_of(ADDRESSES[name], world))]
    page.context.close()
    yield from watched.done
    # An administrator has no way to anybody's words.
    if not opened or bool(watched.shown) is (part == "administrator"):
        yield f"{part} opened {len(opened)} pages, and {watched.shown} showed the words"


def test_there_are_two_thousand_payloads_and_no_two_are_the_same():
    made = list_payloads()
    assert len(set(made)) == len(made) >= AT_NIGHT


def test_what_is_typed_is_words_on_the_pages_of_every_day(walk):
    assert list(walk("".join(list_payloads()[:: AT_NIGHT // A_WALK][:A_WALK]), EVERY_DAY, A_FEW_OF_MINE)) == []


@pytest.mark.nightly
@pytest.mark.parametrize("first", range(0, AT_NIGHT, IN_ONE_FIELD))
def test_two_thousand_payloads_are_words_on_every_page(walk, first, goal_result):
    names = [name for name in PAGES if name in ADDRESSES and name not in NO_PAGES and not name.startswith("mine_")]
    payloads = list_payloads()[first : first + IN_ONE_FIELD]
    wrong = list(walk("".join(payloads), names, MINE))
    goal_result(goal="G25", tried=len(payloads), failed=len(wrong), what="payloads in every field, on every page")
    assert wrong == []


@pytest.mark.parametrize(("names", "mine"), [(["person"], []), ([], ["mine_know"])])
def test_a_template_that_escapes_nothing_would_be_noticed(walk, monkeypatch, names, mine):
    """The check is broken once in each run: what was typed is written into the page as it is."""
    monkeypatch.setattr(template_base, "render_value_in_context", lambda value, context: str(value))
    assert any(
        "Content Security Policy" in wrong or "dialog" in wrong for wrong in walk(list_payloads()[0], names, mine)
    )
