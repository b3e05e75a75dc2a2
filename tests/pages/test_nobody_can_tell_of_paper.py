"""G32 for paper: no screen of a worker tells that a sheet was typed, or what is on it, unless it was for *my worker*."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from alongside.access.actors import actor_for
from alongside.casework.caseload.state import refresh_state
from alongside.casework.check_ins.ratings import skip_rating
from alongside.records.models import CheckIn, Disclosure, Session, TypedSheet
from tests.access.browsers import nothing_stays
from tests.access.world import World, make_world
from tests.cast import START
from tests.pages.my_side import take_device
from tests.pages.paper import type_in
from tests.pages.test_nobody_can_tell import AFTERWARDS, VIEWERS, screens
from tests.signed_in import signed_in_client

pytestmark = [pytest.mark.django_db, pytest.mark.every_page]
SHEETS = {
    "the lowest marks, for the supervisor": {"audience": "supervisor", "mark": 0, "felt_off": "on", "words": "Please"},
    "everything left out, for the supervisor": {"audience": "supervisor", "mark": None},
    "the lowest marks, for totals": {"audience": "totals", "mark": 0},
    "not today": {"not_today": "on"},
    "tell someone today, beside not today": {"not_today": "on", "tell": "on", "tell_words": "I am afraid."},
    "tell someone today, for the supervisor": {"audience": "supervisor", "tell": "on", "tell_words": "I am afraid."},
}


@pytest.fixture
def world(cast) -> World:
    world = make_world(cast)
    Session.objects.filter(id=world.ids["session_id"]).update(attendance="attended")
    refresh_state(cast.person_id, at=START)
    return world


def see(world: World, viewer: str, set_clock: Callable, *, is_offered: bool, by: str = "", mark=5, **sheet):
    """Return what the viewer sees a while after a sheet was typed by this part of the world, or without one."""
    with nothing_stays():
        set_clock(START)
        if is_offered:
            take_device(signed_in_client(world.cast.practitioner), world.ids["session_id"])
        set_clock(START + timedelta(minutes=40))
        if by:
            client = signed_in_client(world.staff()[by])
            client.get(f"/people/{world.cast.person_id}/check-in-from-paper/")
            response = type_in(client, Session.objects.get(id=world.ids["session_id"]), mark, **sheet)
            assert response.headers["Location"] == "/sheets/"
            client.get("/sheets/")
            assert TypedSheet.objects.exists()
        set_clock(AFTERWARDS)
        return dict(screens(world, viewer))


@pytest.mark.parametrize("is_offered", [True, False])
@pytest.mark.parametrize("viewer", VIEWERS)
def test_every_screen_of_a_worker_is_the_same_to_the_byte_whatever_sheet_was_typed(
    world, viewer, is_offered, set_clock
):
    without = see(world, viewer, set_clock, is_offered=is_offered)
    assert without["session"][0] == without["print_sheet"][0] == 200
    for name, sheet in SHEETS.items():
        seen = see(world, viewer, set_clock, is_offered=is_offered, by="typist", **sheet)
        assert [page for page in seen if seen[page] != without[page]] == [], name


def test_it_is_the_same_when_the_supervisor_types(world, set_clock):
    without = see(world, "practitioner", set_clock, is_offered=False)
    for name, sheet in SHEETS.items():
        seen = see(world, "practitioner", set_clock, is_offered=False, by="supervisor", **sheet)
        assert [page for page in seen if seen[page] != without[page]] == [], name


def test_a_sheet_for_my_worker_waits_for_their_rating_and_then_shows(world, set_clock):
    """The second half shows that the tests above could fail."""
    low = {"audience": "worker", "mark": 0, "felt_off": "on", "words": "Ring me first"}
    without = see(world, "practitioner", set_clock, is_offered=False)
    seen = see(world, "practitioner", set_clock, is_offered=False, by="typist", **low)
    assert [page for page in seen if seen[page] != without[page]] == []
    skip_rating(session_id=world.ids["session_id"], by=actor_for(world.cast.practitioner), at=START)
    without = see(world, "practitioner", set_clock, is_offered=False)
    seen = see(world, "practitioner", set_clock, is_offered=False, by="typist", **low)
    for page in ("session", "person", "timeline", "caseload"):
        assert seen[page] != without[page], page
    assert b"From paper, typed by Tess Gould on 4 May 2026" in seen["session"][1]


def test_a_worker_who_hands_the_device_over_after_a_sheet_learns_nothing_and_changes_nothing(world):
    from tests.pages.my_side import answer_all, send_to

    session = Session.objects.get(id=world.ids["session_id"])
    type_in(signed_in_client(world.staff()["typist"]), session, 2, audience="supervisor")
    device = take_device(signed_in_client(world.cast.practitioner), session.id)
    answer_all(device, 10)
    assert send_to(device, "worker").headers["Location"] == "/check-in/thanks/"
    row = CheckIn.objects.get(session=session)
    assert (row.answers, row.audience) == ([2, 2, 2, 2], "supervisor")


def test_the_lead_reads_what_was_told_on_paper_and_nothing_else(world):
    session = Session.objects.get(id=world.ids["session_id"])
    words = {"words": "Ring me first", "tell": "on", "tell_words": "I am afraid of my brother."}
    type_in(signed_in_client(world.staff()["typist"]), session, audience="supervisor", **words)
    told = Disclosure.objects.get(sealed_text__isnull=False)
    page = signed_in_client(world.cast.safeguarding_lead).get(f"/disclosures/{told.id}/").content.decode()
    assert "I am afraid of my brother." in page
    assert "written on paper on 4 May 2026 and typed in by Tess Gould today 10:30" in page
    assert "Ring me first" not in page
