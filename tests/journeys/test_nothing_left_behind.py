"""G22: when a person has left, the browser shows and holds nothing of theirs, whichever way they went.

On an own phone that a card opened, and on a tablet that a worker handed over, every page of the person is opened with tokens in
the record and a token typed into every box and not sent. Then they leave, and somebody else goes Back, Forward and through
every address, looks into the browser's storage and reads the files of its profile.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.template.base import Template
from django.urls import reverse
from django.utils.safestring import mark_safe
from playwright.sync_api import Page, expect

from alongside.pages.my_side import views
from alongside.pages.my_side.door import OWN_PAGES
from alongside.project.headers import PrivateHeadersMiddleware
from alongside.records.models import CheckIn, Pin
from tests.access.canaries import CANARY, DOTTEREL, NIGHTJAR, put_canaries
from tests.access.world import World, make_world
from tests.cast import START
from tests.journeys.profile import Profile, new_profile
from tests.pages.my_side import QUESTIONS
from tests.pages.own_door import PIN, OwnDoor, give_door
from tests.pages.test_my_side_door import paths

TYPED = "Wheatear6617"
NO_MEMORY = ' autocomplete="off"'
TOKENS = (CANARY, NIGHTJAR, DOTTEREL, TYPED)
# What is asked for with a form, and pages that only follow one that was sent.
NO_PAGES = {"begin_passkey", "mine_told"}
MINE = [name for name in OWN_PAGES if name not in NO_PAGES]
FEW = ["mine_know", "mine_plan", "mine_correction"]
STAFF_PAGES = ["person", "notes", "plan"]
LONG_AFTER = START + timedelta(minutes=31)

SetClock = Callable[..., None]


@pytest.fixture
def world(cast) -> World:
    made = make_world(cast)
    put_canaries(made)
    Pin.objects.all().delete()
    CheckIn.objects.filter(session=made.ids["session_id"]).delete()
    return made


@pytest.fixture
def profile(browser, live_server, tmp_path) -> Iterator[Profile]:
    with new_profile(browser, tmp_path / "profile", live_server.url, *TOKENS) as opened:
        yield opened


def type_everywhere(page: Page) -> None:
    """Type the token into every box of a page, also those that are folded away, and send nothing."""
    for fold in page.locator("main details:not([open]) > summary").all():
        fold.click()
    for box in page.locator("main textarea:visible, main input[type=text]:visible").all():
        box.fill(TYPED)


# --- an own phone that a card opened ---


def open_with_card(profile: Profile, door: OwnDoor) -> None:
    profile.page.goto(f"/door/{door.token}/")
    profile.page.get_by_label("Enter your PIN").fill(PIN)
    press(profile.page, "Open")


def press(page: Page, name: str, part: str = "main") -> None:
    with page.expect_navigation():
        page.get_by_role(part).get_by_role("button", name=name, exact=True).first.click()


def walk_as_person(profile: Profile, names: Sequence[str]) -> int:
    """Open each page and type. Returns how many showed something of the record, since nothing hidden is nothing proved."""
    shown = 0
    for name in names:
        profile.page.goto(reverse(name))
        shown += CANARY in profile.page.content()
        type_everywhere(profile.page)
    return shown


def exit_page(profile: Profile, set_clock: SetClock) -> None:
    press(profile.page, "Exit this page", "banner")


def finish(profile: Profile, set_clock: SetClock) -> None:
    profile.page.goto("/mine/")
    press(profile.page, "Finish")


def run_out_of_time(profile: Profile, set_clock: SetClock) -> None:
    set_clock(LONG_AFTER)
    profile.page.goto("/mine/what-i-know/")
    expect(profile.page).to_have_url(re.compile("/check-in/closed/$"))


def close_browser(profile: Profile, set_clock: SetClock) -> None:
    profile.close()
    profile.open()
    profile.page.goto("/mine/")
    expect(profile.page).to_have_url(re.compile("/check-in/closed/$"))


Way = Callable[[Profile, SetClock], None]
WAYS: dict[str, Way] = {
    "exit": exit_page, "finish": finish, "time": run_out_of_time, "the browser closed": close_browser,
}  # fmt: skip


def what_is_left(profile: Profile, use: Callable[[], None], addresses: Sequence[str]) -> list[str]:
    """Return everything of the person that is met after they used the browser and left.

    They do so twice. To go Back is to change what is on disk, and what is on disk is whole only once the browser is closed.
    """
    use()
    profile.close()
    left = list(profile.search_disk())
    profile.open()
    use()
    left += [*profile.walk_through_history(), *profile.look_into_storage(), *profile.ask_for(addresses)]
    return left + list(profile.open_in_new_tab(reverse(name) for name in ("my_side", *FEW)))


def use_and_leave(profile: Profile, world: World, set_clock: SetClock, names: Sequence[str], way: str) -> list[str]:
    """Walk through these pages on a phone and leave in this way. Every address is asked for only when all were walked."""
    door = give_door(world.cast)

    def use() -> None:
        set_clock(START)
        open_with_card(profile, door)
        assert walk_as_person(profile, names) >= len(names) // 2
        WAYS[way](profile, set_clock)

    return what_is_left(profile, use, all_of(world) if names is MINE else [reverse(name) for name in names])


def all_of(world: World) -> list[str]:
    return list(paths(world).values())


@pytest.mark.parametrize("way", ["exit", "time"])
def test_a_phone_holds_nothing_when_somebody_left_a_few_pages(profile, world, set_clock, way):
    assert use_and_leave(profile, world, set_clock, FEW, way) == []


@pytest.mark.nightly
@pytest.mark.parametrize("way", WAYS)
def test_a_phone_holds_nothing_whichever_way_was_taken(profile, world, set_clock, way, goal_result):
    left = use_and_leave(profile, world, set_clock, MINE, way)
    goal_result(goal="G22", tried=profile.looked, failed=len(left), what=f"looks into an own phone afterwards, {way}")
    assert left == []


@pytest.mark.nightly
def test_with_the_card_open_only_the_pages_of_the_person_answer(profile, world, goal_result):
    open_with_card(profile, give_door(world.cast))
    others = {name: path for name, path in paths(world).items() if name not in MINE}
    wrong = list(profile.ask_for(others.values()))
    goal_result(goal="G22", tried=len(others), failed=len(wrong), what="addresses that an open card does not open")
    assert wrong == []


# --- a tablet that a worker handed over ---


def take_tablet(profile: Profile, world: World, sign_in_page: Callable[..., None]) -> None:
    """Look at the record as the worker, hand over, answer as the person, and type words that are not sent yet."""
    page, addresses = profile.page, paths(world)
    CheckIn.objects.filter(session=world.ids["session_id"]).delete()
    sign_in_page(page, world.cast.practitioner)
    for name in STAFF_PAGES:
        page.goto(addresses[name])
        assert CANARY in page.content(), name
    page.goto(addresses["hand_over"])
    press(page, "Hand over the device")
    assert list(profile.walk_through_history()) == [], "what the worker had open"
    page.goto("/check-in/tell/")
    type_everywhere(page)
    page.goto("/check-in/")
    press(page, "Start")
    for _ in range(QUESTIONS):
        page.get_by_role("radio", name=re.compile(r"^6\b")).check(force=True)
        press(page, "Next")
    press(page, "Next")
    page.locator("main input[value=worker]").check(force=True)
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button").first.click()
    expect(page).to_have_url(re.compile("/words/$"))
    type_everywhere(page)


def exit_tablet(profile: Profile, set_clock: SetClock) -> None:
    press(profile.page, "Exit this page", "banner")


def send_and_finish(profile: Profile, set_clock: SetClock) -> None:
    with profile.page.expect_navigation():
        profile.page.get_by_role("main").get_by_role("button").first.click()
    press(profile.page, "Finish")


def run_out_on_tablet(profile: Profile, set_clock: SetClock) -> None:
    set_clock(LONG_AFTER)
    profile.page.goto("/check-in/words/")
    expect(profile.page).to_have_url(re.compile("/check-in/closed/$"))


TABLET_WAYS: dict[str, Way] = {
    "exit": exit_tablet, "thank you": send_and_finish, "time": run_out_on_tablet, "the browser closed": close_browser,
}  # fmt: skip


@pytest.mark.nightly
@pytest.mark.parametrize("way", TABLET_WAYS)
def test_a_tablet_holds_nothing_whichever_way_was_taken(profile, world, set_clock, sign_in_page, way, goal_result):
    def use() -> None:
        set_clock(START)
        take_tablet(profile, world, sign_in_page)
        TABLET_WAYS[way](profile, set_clock)

    left = what_is_left(profile, use, all_of(world))
    goal_result(goal="G22", tried=profile.looked, failed=len(left), what=f"looks into a tablet afterwards, {way}")
    assert left == []


@pytest.mark.nightly
def test_a_worker_who_signs_in_on_the_tablet_meets_nothing_of_the_person(
    profile, world, set_clock, sign_in_page, goal_result
):
    """The record is theirs to read again. What the person had typed and not sent is nobody's."""
    take_tablet(profile, world, sign_in_page)
    sign_in_page(profile.page, world.cast.practitioner)
    profile.page.goto("/today/")
    profile.tokens, profile.looked = (TYPED,), 0
    left = [*profile.walk_through_history(), *profile.ask_for(all_of(world))]
    profile.close()
    left += profile.search_disk()
    profile.open()
    goal_result(goal="G22", tried=profile.looked, failed=len(left), what="looks into a tablet that was handed back")
    assert left == []


# --- broken on purpose ---


def send_no_cache_headers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page without no-store."""
    call = PrivateHeadersMiddleware.__call__

    def without(middleware: PrivateHeadersMiddleware, request: HttpRequest) -> HttpResponse:
        response = call(middleware, request)
        del response.headers["Cache-Control"]
        return response

    monkeypatch.setattr(PrivateHeadersMiddleware, "__call__", without)


def keep_capability(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exit that leaves the capability in the browser."""
    monkeypatch.setattr(views, "close_door", lambda request, response: None)


def remember_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms in which the browser remembers what was typed and never sent."""
    render = Template.render
    monkeypatch.setattr(
        Template,
        "render",
        lambda template, context: mark_safe(render(template, context).replace(NO_MEMORY, "")),  # noqa: S308  a page of ours in a test
    )


FAULTS: dict[str, tuple[Callable[[pytest.MonkeyPatch], None], str, str]] = {
    "pages that a cache may keep": (send_no_cache_headers, "the browser closed", f"{CANARY} in Default/Cache"),
    "an exit that ends nothing": (keep_capability, "exit", f"{CANARY} at /mine/"),
    "boxes that are remembered": (remember_boxes, "exit", f"{TYPED} in Default/Sessions"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_left_behind_would_be_found(profile, world, set_clock, monkeypatch, fault):
    puts_in, way, said = FAULTS[fault]
    puts_in(monkeypatch)
    left = use_and_leave(profile, world, set_clock, FEW[:1], way)
    assert any(line.startswith(said) for line in left), left
