"""*Tell someone today* behind the person's own door: there whether or not any answers are asked for."""

from datetime import timedelta

import pytest
from django.test import Client

from alongside.access.actors import actor_for
from alongside.casework.disclosures.queries import get_disclosure, list_disclosures
from alongside.ledger.models import Entry
from alongside.records.models import Disclosure, Relationship, User
from tests.access.browsers import comparable
from tests.cast import START
from tests.pages.my_side import answer_all, make_session, send_to, take_device
from tests.pages.own_door import give_door, open_own
from tests.pages.test_my_side_door import TabStops

pytestmark = pytest.mark.django_db
TELL, TOLD, AFRAID = "/mine/tell/", "/mine/told/", "I am afraid to go home."


@pytest.fixture
def door(cast):
    return give_door(cast)


def words_of(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


def test_it_goes_to_the_lead_when_no_answers_are_asked_for(cast, door):
    phone = open_own(door)
    assert f'href="{TELL}"' in words_of(phone.get("/mine/"))
    page = words_of(phone.get(TELL))
    lead = cast.safeguarding_lead.get_short_name()
    assert f"It goes to {lead}" in page
    assert "We do not tell Ruth" in page
    assert 'href="/mine/"' in page
    assert phone.post(TELL, {"words": AFRAID}).headers["Location"] == TOLD
    row = Disclosure.objects.get()
    assert (row.person_id, row.session_id, row.told_at) == (cast.person_id, None, START)
    read = get_disclosure(disclosure_id=row.id, viewer=actor_for(cast.safeguarding_lead), at=START)
    assert read.text == AFRAID
    told = words_of(phone.get(TOLD))
    assert f"It went to {lead}" in told
    assert AFRAID not in told
    assert 'href="/mine/"' in told


def test_it_is_still_there_after_answers_were_sent_but_not_on_a_device_that_goes_back(cast, door, sign_in):
    phone = open_own(door)
    make_session(cast)
    phone = open_own(door, phone)
    answer_all(phone)
    send_to(phone, "worker")
    assert phone.post(TELL, {"words": AFRAID}).headers["Location"] == TOLD
    device = take_device(sign_in(cast.practitioner), make_session(cast).id)
    answer_all(device)
    send_to(device, "worker")
    assert device.post("/check-in/tell/", {"words": "Once more."}).headers["Location"] == "/check-in/thanks/"
    assert device.post(TELL, {"words": "Once more."}).headers["Location"] == "/check-in/"
    assert Disclosure.objects.count() == 1


def test_pressing_twice_passes_it_on_once_and_nothing_is_asked_for_without_words(door):
    phone = open_own(door)
    assert "Write what they should know." in words_of(phone.post(TELL, {"words": " "}))
    assert phone.get(TOLD).headers["Location"] == TELL
    for _ in range(2):
        phone.post(TELL, {"words": AFRAID})
    assert Disclosure.objects.count() == 1


def test_nobody_else_gets_there_or_learns_of_it(cast, door, sign_in):
    pages = [f"/people/{cast.person_id}/", "/today/", "/caseload/"]
    before = [comparable(sign_in(cast.practitioner).get(page)) for page in pages]
    for visitor in (Client(), sign_in(cast.practitioner), sign_in(cast.safeguarding_lead)):
        assert visitor.post(TELL, {"words": AFRAID}).headers["Location"] == "/check-in/closed/"
    phone = open_own(door)
    phone.post(TELL, {"words": AFRAID})
    assert [comparable(sign_in(cast.practitioner).get(page)) for page in pages] == before
    entry = Entry.objects.get(object_type="disclosure")
    assert (entry.role, entry.relation, entry.action) == ("person", "self", "told")
    assert len(list_disclosures(viewer=actor_for(cast.safeguarding_lead), at=START).open) == 1


def test_with_nobody_at_work_it_says_so_and_names_nobody(cast, door):
    User.objects.filter(id=cast.safeguarding_lead.id).update(is_active=False)
    today = START.date()
    ended = {"starts_on": today - timedelta(days=9), "ends_on": today - timedelta(days=1)}
    Relationship.objects.filter(person=cast.person_id).update(**ended)
    page = words_of(open_own(door).get(TELL))
    assert "Nobody here can read it today" in page
    assert "We do not tell" not in page


def test_exit_comes_first_and_the_title_says_nothing_about_anybody(door):
    phone = open_own(door)
    phone.post(TELL, {"words": AFRAID})
    for path in (TELL, TOLD):
        found = TabStops()
        found.feed(words_of(phone.get(path)))
        assert found.stops[0].strip() == "Exit this page"
        assert "Ruth" not in words_of(phone.get(path)).split("<title>")[1].split("</title>")[0]
