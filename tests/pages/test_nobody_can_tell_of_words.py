"""G32 for what is written: no screen of the worker tells of words that were not for them, or that somebody was told."""

import pytest
from django.test import Client

from alongside.records.models import Disclosure, Session, User
from tests.access.browsers import nothing_stays
from tests.access.world import World, make_world
from tests.pages.my_side import answer_all, send_to, take_device
from tests.pages.test_nobody_can_tell import ALWAYS_NEW, leave, see, send
from tests.signed_in import signed_in_client

pytestmark = [pytest.mark.django_db, pytest.mark.every_page]
WORDS = "I want another worker"


@pytest.fixture
def world(cast) -> World:
    world = make_world(cast)
    Session.objects.filter(id=world.ids["session_id"]).update(attendance="attended")
    return world


def write_and_tell(device: Client) -> None:
    """Write for the supervisor, tell the safeguarding lead, who reads it and closes it, and send everything."""
    answer_all(device, 0)
    device.post("/check-in/who/", {"audience": "supervisor"})
    device.post("/check-in/words/", {"words": WORDS, "tell": "1"})
    device.post("/check-in/tell/", {"words": "He waits outside the office."})
    row = Disclosure.objects.get(sealed_text__isnull=False)
    lead = signed_in_client(User.objects.get(name="Seren Parry"))
    assert b"waits outside" in lead.get(f"/disclosures/{row.id}/").content
    lead.get("/disclosures/")
    lead.post(f"/disclosures/{row.id}/", {"done": "Rang the police."})
    send_to(device, "supervisor", WORDS)
    leave(device)


def slip_words_in(device: Client) -> None:
    """Send words beside *only totals*, which no page offers."""
    answer_all(device, 0)
    send_to(device, "totals", WORDS)
    leave(device)


def test_no_screen_of_the_worker_changes_by_a_byte(world, set_clock):
    before = see(world, "practitioner", leave, set_clock)
    for what in (write_and_tell, slip_words_in):
        seen = see(world, "practitioner", what, set_clock)
        assert [page for page in seen if seen[page] != before[page]] == [], what.__name__


def test_the_page_of_words_looks_the_same_at_a_second_hand_over(world):
    def look_again(first: object) -> list[bytes]:
        with nothing_stays():
            device = take_device(signed_in_client(world.cast.practitioner), world.ids["session_id"])
            first(device)
            device = take_device(signed_in_client(world.cast.practitioner), world.ids["session_id"])
            answer_all(device, 5)
            pages = []
            for audience in ("worker", "supervisor", "totals"):
                device.post("/check-in/who/", {"audience": audience})
                pages += [device.get("/check-in/words/"), device.get("/check-in/tell/")]
            return [ALWAYS_NEW.sub(b"", page.content) for page in pages]

    assert look_again(leave) == look_again(send("worker", 10)) == look_again(write_and_tell)
