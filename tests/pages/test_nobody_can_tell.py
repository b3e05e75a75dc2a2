"""G32 over HTTP: no screen of a worker tells whether, what or to whom a person answered, unless it was *my worker*."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.casework.caseload.state import refresh_state
from alongside.casework.check_ins.ratings import skip_rating
from alongside.records.models import Session
from tests.access.browsers import nothing_stays
from tests.access.world import World, make_world
from tests.addresses import every_address
from tests.cast import START
from tests.pages.my_side import answer_all, send_to, take_device
from tests.signed_in import signed_in_client

pytestmark = [pytest.mark.django_db, pytest.mark.every_page]
AFTERWARDS = START + timedelta(hours=2)
# New with every answer, and the same for everybody.
ALWAYS_NEW = re.compile(
    rb'(csrfmiddlewaretoken" value="|name="(?:tab|form_id|node|goal|step|sent)" value="|"token": ")[^"]+'
)
VIEWERS = ["practitioner", "co_worker", "cover"]

What = Callable[[Client], object]


def leave(device: Client) -> None:
    device.post("/check-in/exit/")


def stop_half_way(device: Client) -> None:
    device.post("/check-in/1/", {"answer": 0})
    leave(device)


def walk_away(device: Client) -> None:
    """The device is never given back: the capability ends by itself."""


def send(audience: str, mark: int | None, *, felt_off: bool = False, words: str = "") -> What:
    def sent(device: Client) -> None:
        answer_all(device, mark, felt_off=felt_off)
        send_to(device, audience, words)
        leave(device)

    return sent


HIDDEN: dict[str, What] = {
    "stopped half way": stop_half_way,
    "walked away": walk_away,
    "the lowest marks, for the supervisor": send("supervisor", 0, felt_off=True),
    "the highest marks, for the supervisor": send("supervisor", 10),
    "words, for the supervisor": send("supervisor", 5, words="I want somebody else"),
    "words slipped in beside totals": send("totals", 5, words="I want somebody else"),
    "the lowest marks, for totals": send("totals", 0, felt_off=True),
    "everything skipped, for totals": send("totals", None),
}


@pytest.fixture
def world(cast) -> World:
    world = make_world(cast)
    Session.objects.filter(id=world.ids["session_id"]).update(attendance="attended")
    refresh_state(cast.person_id, at=START)
    return world


def screens(world: World, viewer: str) -> Iterator[tuple[str, tuple[int, bytes]]]:
    """Yield every page of the product as this viewer gets it, from the URL configuration."""
    client = signed_in_client(world.staff()[viewer])
    for address in every_address():
        if address.name.startswith(("my_side", "account", "mfa", "usersessions")):
            continue
        response = client.get(reverse(address.name, kwargs={part: world.ids[part] for part in address.parts}))
        yield address.name, (response.status_code, ALWAYS_NEW.sub(b"", response.content))


def see(world: World, viewer: str, what: What, set_clock: Callable) -> dict[str, tuple[int, bytes]]:
    """Return what the viewer sees two hours after the person did this, and undo it all."""
    with nothing_stays():
        set_clock(START)
        what(take_device(signed_in_client(world.cast.practitioner), world.ids["session_id"]))
        set_clock(AFTERWARDS)
        return dict(screens(world, viewer))


@pytest.mark.parametrize("viewer", VIEWERS)
def test_every_screen_of_a_worker_is_the_same_to_the_byte_whatever_the_person_did(world, viewer, set_clock):
    offered_only = see(world, viewer, leave, set_clock)
    assert offered_only["session"][0] == 200
    for name, what in HIDDEN.items():
        seen = see(world, viewer, what, set_clock)
        assert [page for page in seen if seen[page] != offered_only[page]] == [], name


def test_every_screen_is_the_same_until_whoever_held_the_session_has_rated_it(world, set_clock):
    """The own rating comes first, everywhere: lines, words, strains, counts. A co-worker who was not there sees it all."""
    offered_only = see(world, "practitioner", leave, set_clock)
    seen = see(world, "practitioner", send("worker", 0, felt_off=True), set_clock)
    assert [page for page in seen if seen[page] != offered_only[page]] == []
    beside = [see(world, "co_worker", what, set_clock) for what in (leave, send("worker", 0, felt_off=True))]
    assert beside[0]["caseload"] != beside[1]["caseload"]


def test_an_answer_for_my_worker_does_show_once_the_session_is_rated(world, set_clock):
    """Or the tests above could not fail."""
    skip_rating(session_id=world.ids["session_id"], by=actor_for(world.cast.practitioner), at=START)
    offered_only = see(world, "practitioner", leave, set_clock)
    seen = see(world, "practitioner", send("worker", 0, felt_off=True), set_clock)
    assert seen["caseload"] != offered_only["caseload"]


def test_a_second_hand_over_looks_the_same_whether_or_not_the_first_was_answered(world, set_clock):
    """A worker who hands the device over again, and looks over a shoulder, learns nothing."""

    def look_again(first: What) -> list[bytes]:
        with nothing_stays():
            device = take_device(signed_in_client(world.cast.practitioner), world.ids["session_id"])
            first(device)
            device = take_device(signed_in_client(world.cast.practitioner), world.ids["session_id"])
            pages = [device.get(path) for path in ("/check-in/", "/check-in/1/", "/check-in/last/")]
            answer_all(device, 5)
            pages.append(device.get("/check-in/who/"))
            for audience in ("worker", "supervisor", "totals"):
                device.post("/check-in/who/", {"audience": audience})
                pages.append(device.get("/check-in/words/"))
            send_to(device, "totals")
            pages.append(device.get("/check-in/thanks/"))
            return [ALWAYS_NEW.sub(b"", page.content) for page in pages]

    assert look_again(leave) == look_again(send("supervisor", 0)) == look_again(send("worker", 10))
