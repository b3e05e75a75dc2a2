"""The loop closed, and what waits too long to be read."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError
from django.test import Client

from alongside.access import Scope
from alongside.access.gates import NotHere
from alongside.casework.my_side.answers_back import list_answers_back
from alongside.casework.my_side.capabilities import CapabilityKind, OpenCapability
from alongside.ledger.models import Entry
from alongside.records.models import AnswerBack, Capability, CheckIn, Session
from tests.cast import START
from tests.pages.my_side import answer_all, make_session, send_to, take_device
from tests.pages.own_door import give_door, open_own

pytestmark = pytest.mark.django_db
BACK = "I asked reception to call you in first."


def words_of(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


def own_door(cast, client=None) -> Client:
    """Return a phone on which the person's own side is open."""
    return open_own(give_door(cast), client)


@pytest.fixture
def session(cast) -> Session:
    return make_session(cast)


def write(cast, session, sign_in, audience: str = "worker") -> CheckIn:
    device = take_device(sign_in(cast.practitioner), session.id)
    answer_all(device)
    send_to(device, audience, "The waiting room is hard.")
    sign_in(cast.practitioner).post(f"/sessions/{session.id}/rating/", {"skip": "1"})
    return CheckIn.objects.get()


def test_the_practitioner_says_in_a_sentence_what_was_done_and_the_person_can_read_it(cast, session, sign_in):
    row, ruth = write(cast, session, sign_in), sign_in(cast.practitioner)
    path = f"/check-ins/{row.id}/answer/"
    assert f'href="{path}"' in words_of(ruth.get(f"/people/{cast.person_id}/"))
    assert "The waiting room is hard." in words_of(ruth.get(path))
    assert "Write one sentence" in words_of(ruth.post(path, {"words": " "}))
    assert ruth.post(path, {"words": BACK}).status_code == 302
    coming = make_session(cast, at=START + timedelta(days=7))
    Session.objects.filter(id=coming.id).update(attendance="planned")
    for page in (f"/people/{cast.person_id}/", f"/sessions/{session.id}/", f"/sessions/{coming.id}/"):
        assert BACK in words_of(ruth.get(page))
    phone = own_door(cast)
    assert "There is something new to read." in words_of(phone.get("/mine/"))
    mine = words_of(phone.get("/mine/answers/"))
    assert "The waiting room is hard." in mine
    assert BACK in mine
    assert "Ruth wrote, Monday 4 May 2026:" in mine
    assert "There is something new to read." not in words_of(phone.get("/mine/"))
    ruth.post(path, {"words": "I was wrong: it was not done."})
    assert "There is something new to read." in words_of(phone.get("/mine/"))
    mine = words_of(phone.get("/mine/answers/"))
    assert "I was wrong: it was not done." in mine
    assert BACK not in mine


def test_nothing_written_back_is_said_and_the_home_has_no_link_to_it(cast):
    phone = own_door(cast)
    assert "Nobody has written back yet." in words_of(phone.get("/mine/answers/"))
    assert "/mine/answers/" not in words_of(phone.get("/mine/"))


def test_the_device_that_is_handed_over_does_not_show_it(cast, session, sign_in):
    device = take_device(sign_in(cast.practitioner), session.id)
    assert device.get("/mine/answers/").headers["Location"] == "/check-in/"
    capability = OpenCapability(
        id=Capability.objects.get(kind="device").id, person_id=cast.person_id, kind=CapabilityKind.DEVICE,
        session_id=session.id, met_at=START, episode_id=None, practitioner="Ruth", instrument="", scopes=frozenset(Scope),
    )  # fmt: skip
    with pytest.raises(NotHere):
        list_answers_back(capability=capability, at=START)


@pytest.mark.parametrize(("audience", "may"), [("worker", "practitioner"), ("supervisor", "supervisor")])
def test_only_those_who_may_read_the_answers_may_answer_back(cast, session, sign_in, audience, may):
    row = write(cast, session, sign_in, audience)
    for name, user in cast.staff().items():
        client = sign_in(user)
        got = client.get(f"/check-ins/{row.id}/answer/").status_code
        sent = client.post(f"/check-ins/{row.id}/answer/", {"words": BACK}).status_code
        assert (got, sent) == ((200, 302) if name == may else (404, 404)), name
    assert AnswerBack.objects.get().written_by == getattr(cast, may)


def test_nobody_answers_back_to_answers_that_are_only_counted(cast, session, sign_in):
    row = write(cast, session, sign_in, "totals")
    for user in cast.staff().values():
        assert sign_in(user).get(f"/check-ins/{row.id}/answer/").status_code == 404


def test_it_waits_for_the_own_rating_like_everything_else(cast, session, sign_in):
    device = take_device(sign_in(cast.practitioner), session.id)
    answer_all(device)
    send_to(device, "worker", "The waiting room is hard.")
    assert sign_in(cast.practitioner).get(f"/check-ins/{CheckIn.objects.get().id}/answer/").status_code == 404


def test_without_the_ledger_nothing_is_written(cast, session, sign_in, monkeypatch):
    row, ruth = write(cast, session, sign_in), sign_in(cast.practitioner)

    def no_room(self, *args, **kwargs):
        raise OperationalError("the disk is full")

    monkeypatch.setattr(Entry, "save", no_room)
    ruth.raise_request_exception = False
    assert ruth.post(f"/check-ins/{row.id}/answer/", {"words": BACK}).status_code == 503
    assert not AnswerBack.objects.exists()


# START is Monday 4 May 2026, a bank holiday in England: the working days are the 5th and the 6th.
@pytest.mark.parametrize(("day", "is_told"), [(6, False), (7, True)])
@pytest.mark.parametrize("reader", ["cover", "supervisor"])
def test_after_two_working_days_cover_and_supervisor_hear_that_something_waits_and_not_what(
    cast, session, sign_in, set_clock, day, is_told, reader
):
    write(cast, session, sign_in)
    set_clock(datetime(2026, 5, day, 10, 0, tzinfo=UTC))
    page = words_of(sign_in(getattr(cast, reader)).get(f"/people/{cast.person_id}/"))
    assert ("has waited since 4 May 2026" in page) is is_told
    assert "waiting room" not in page


def test_once_it_was_read_nothing_waits(cast, session, sign_in, set_clock):
    write(cast, session, sign_in)
    sign_in(cast.practitioner).get(f"/people/{cast.person_id}/")
    set_clock(START + timedelta(days=3))
    assert "has waited" not in words_of(sign_in(cast.cover).get(f"/people/{cast.person_id}/"))


@pytest.mark.parametrize("audience", ["supervisor", "totals"])
def test_a_cover_never_hears_of_what_is_not_for_the_worker(cast, session, sign_in, set_clock, audience):
    write(cast, session, sign_in, audience)
    set_clock(START + timedelta(days=5))
    for name in ("cover", "practitioner"):
        assert "has waited" not in words_of(sign_in(getattr(cast, name)).get(f"/people/{cast.person_id}/"))
