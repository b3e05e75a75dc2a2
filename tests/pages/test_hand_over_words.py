"""In which language, with whose help, and what *Someone is with me* does."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client

from alongside.access.actors import actor_for
from alongside.casework.people.contact import RouteFacts, add_contact_route
from alongside.domain.people.contact import RouteKind, Safe
from alongside.ledger.models import Entry
from alongside.records.models import Capability, CheckIn, RingWish, Session
from tests.cast import START
from tests.pages.my_side import answer_all, make_session, send_to, take_device

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(cast) -> Session:
    return make_session(cast)


def words_of(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


def hand_over(client: Client, session: Session, **said: str) -> Client:
    assert client.post(f"/sessions/{session.id}/hand-over/", said).headers["Location"] == "/check-in/"
    return client


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({}, ("en", False)),
        ({"language": "en", "interpreter": "on"}, ("en", True)),
        ({"language": "cy"}, ("cy", False)),
        ({"language": "other"}, ("other", True)),
    ],
)
def test_the_practitioner_says_the_language_and_who_helps(cast, session, sign_in, said, kept):
    hand_over(sign_in(cast.practitioner), session, **said)
    row = CheckIn.objects.get()
    assert (row.asked_in, row.interpreter) == kept


def test_a_language_nobody_offers_is_refused_and_nothing_is_handed_over(cast, session, sign_in):
    response = sign_in(cast.practitioner).post(f"/sessions/{session.id}/hand-over/", {"language": "xx"})
    assert response.status_code == 200
    assert not CheckIn.objects.exists()


def test_welsh_begins_in_welsh_and_is_forgotten_afterwards(cast, session, sign_in):
    device = hand_over(sign_in(cast.practitioner), session, language="cy")
    assert "Pedwar cwestiwn byr" in words_of(device.get("/check-in/"))
    device.post("/check-in/exit/")
    device.get("/check-in/closed/")
    assert '<html lang="en' in words_of(device.get("/accounts/login/"))


def test_what_was_said_with_given_answers_stays_when_the_device_is_handed_over_again(cast, session, sign_in):
    device = hand_over(sign_in(cast.practitioner), session, language="other")
    answer_all(device)
    send_to(device, "totals")
    hand_over(sign_in(cast.practitioner), session, language="en")
    assert CheckIn.objects.get().asked_in == "other"


def test_someone_is_with_me_closes_the_page_and_keeps_the_wish_to_be_rung_and_nothing_else(cast, session, sign_in):
    device = take_device(sign_in(cast.practitioner), session.id)
    device.post("/check-in/1/", {"answer": 0})
    response = device.post("/check-in/ring/")
    assert response.headers["Location"] == "/check-in/closed/"
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert device.get("/check-in/").headers["Location"] == "/check-in/closed/"
    wish = RingWish.objects.get()
    assert (wish.person_id, wish.asked_at, wish.settled_at) == (cast.person_id, START, None)
    assert Capability.objects.get().sealed_progress is None
    assert CheckIn.objects.get().state == "offered"


def test_the_practitioner_and_the_cover_see_it_with_what_is_safe_until_one_of_them_has_rung(cast, session, sign_in):
    facts = RouteFacts(RouteKind.PHONE, "07700 900123", [Safe.RING], "A partner", is_confirmed_now=True)
    add_contact_route(person_id=cast.person_id, facts=facts, by=actor_for(cast.practitioner), at=START)
    take_device(sign_in(cast.practitioner), session.id).post("/check-in/ring/")
    person = f"/people/{cast.person_id}/"
    for name in ("practitioner", "cover"):
        page = words_of(sign_in(getattr(cast, name)).get(person))
        for said in ["Tomos asks you to ring, when it is safe to.", "07700 900123: safe to ring", "A partner"]:
            assert said in page, name
    assert "asks you to ring" not in words_of(sign_in(cast.supervisor).get(person))
    assert sign_in(cast.stranger).post(f"{person}rung/").status_code == 404
    assert sign_in(cast.supervisor).post(f"{person}rung/").status_code == 404
    assert RingWish.objects.get().settled_at is None
    sign_in(cast.cover).post(f"{person}rung/")
    assert RingWish.objects.get().settled_by == cast.cover
    assert "asks you to ring" not in words_of(sign_in(cast.practitioner).get(person))


def test_asking_twice_is_one_wish(cast, session, sign_in, set_clock):
    for minutes in (0, 5):
        set_clock(START + timedelta(minutes=minutes))
        take_device(sign_in(cast.practitioner), session.id).post("/check-in/ring/")
    assert RingWish.objects.get().asked_at == START


def test_without_the_ledger_nobody_is_told_that_it_was_kept(cast, session, sign_in, monkeypatch):
    device = take_device(sign_in(cast.practitioner), session.id)

    def no_room(self, *args, **kwargs):
        raise OperationalError("the disk is full")

    monkeypatch.setattr(Entry, "save", no_room)
    device.raise_request_exception = False
    assert device.post("/check-in/ring/").status_code == 503
    assert not RingWish.objects.exists()
