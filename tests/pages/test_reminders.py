"""Reminders as the two see them: the words first, then by which way, and an end to them from either side."""

from datetime import timedelta

import pytest
from django.conf import settings as django_settings

from alongside.access.actors import actor_for
from alongside.casework.messages.sending import send_due_reminders
from alongside.casework.people.contact import RouteFacts, add_contact_route
from alongside.casework.sessions.operations import Plan, plan_session
from alongside.domain.people.contact import RouteKind, Safe
from alongside.records.models import ReminderPlan
from tests.cast import START
from tests.pages.own_door import give_door, open_own

pytestmark = pytest.mark.django_db
NUMBER = "07700 900123"


def words_of(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


@pytest.fixture(autouse=True)
def console(settings):
    settings.ALONGSIDE_MESSAGES = "console"


@pytest.fixture
def path(cast) -> str:
    return f"/people/{cast.person_id}/reminders/"


def add_route(cast, *safe: Safe, value=NUMBER, shared_with="", is_confirmed_now=True):
    facts = RouteFacts(RouteKind.PHONE, value, safe, shared_with, is_confirmed_now)
    return add_contact_route(person_id=cast.person_id, facts=facts, by=actor_for(cast.practitioner), at=START)


def test_the_words_are_read_before_anything_can_be_begun(cast, path, sign_in):
    route, ruth = add_route(cast, Safe.TEXT, shared_with="My sister"), sign_in(cast.practitioner)
    page = words_of(ruth.get(path))
    assert "A reminder: tomorrow at" in page
    assert "Could also be read by: My sister." in page
    refused = words_of(ruth.post(path, {"route": route, "language": "en"}))
    assert "Read the words together first, then tick this" in refused
    assert not ReminderPlan.objects.exists()
    on = words_of(ruth.post(path, {"route": route, "seen": "on", "language": "en"}, follow=True))
    assert "Reminders are on" in on
    assert "By text, in English. Begun with Ruth Adeyemi" in on
    assert "Reminders are off" in words_of(ruth.post(f"{path}stop/", follow=True))


def test_welsh_is_read_and_begun_in_welsh(cast, path, sign_in):
    route, ruth = add_route(cast, Safe.TEXT), sign_in(cast.practitioner)
    assert "Nodyn atgoffa: yfory" in words_of(ruth.get(f"{path}?language=cy"))
    ruth.post(path, {"route": route, "seen": "on", "language": "cy"})
    assert ReminderPlan.objects.get().language == "cy"


@pytest.mark.parametrize(
    ("safe", "confirmed", "why"),
    [
        ((Safe.RING,), True, "Nobody has said that a message is safe here."),
        ((Safe.TEXT,), False, "Not confirmed in the last 90 days."),
    ],
)
def test_a_way_that_may_not_be_used_is_named_with_why_and_cannot_be_chosen(cast, path, sign_in, safe, confirmed, why):
    route, ruth = add_route(cast, *safe, is_confirmed_now=confirmed), sign_in(cast.practitioner)
    page = words_of(ruth.get(path))
    assert why in page
    assert 'name="route"' not in page
    ruth.post(path, {"route": route, "seen": "on", "language": "en"})
    assert not ReminderPlan.objects.exists()


def test_a_service_that_sends_nothing_says_so(cast, path, sign_in, settings):
    settings.ALONGSIDE_MESSAGES = "off"
    add_route(cast, Safe.TEXT)
    assert "This service does not send messages." in words_of(sign_in(cast.practitioner).get(path))


def test_what_was_sent_is_listed_by_kind_and_never_in_words(cast, path, sign_in, capsys):
    route, ruth = add_route(cast, Safe.TEXT), sign_in(cast.practitioner)
    ruth.post(path, {"route": route, "seen": "on", "language": "en"})
    plan_session(
        person_id=cast.person_id,
        plan=Plan(START + timedelta(days=1, minutes=7)),
        by=actor_for(cast.practitioner),
        at=START,
    )
    send_due_reminders(at=START)
    assert "10:37" in capsys.readouterr().out
    page = words_of(ruth.get(path)).split('id="sent"')[1]
    assert "A reminder of the meeting" in page
    assert "Sent" in page
    assert NUMBER not in page


def test_one_that_stopped_by_itself_is_said_on_the_page_of_the_person_until_somebody_decides(cast, path, sign_in):
    route, ruth = add_route(cast, Safe.TEXT), sign_in(cast.practitioner)
    ruth.post(path, {"route": route, "seen": "on", "language": "en"})
    ReminderPlan.objects.update(ended_at=START, ended_because="failed")
    said = "Reminders to Tomos have stopped by themselves."
    assert said in words_of(ruth.get(f"/people/{cast.person_id}/"))
    assert said not in words_of(sign_in(cast.supervisor).get(f"/people/{cast.person_id}/"))
    assert "could not be delivered" in words_of(ruth.get(path))
    ruth.post(path, {"route": route, "seen": "on", "language": "en"})
    assert said not in words_of(ruth.get(f"/people/{cast.person_id}/"))


def test_the_person_sees_that_they_get_them_and_stops_them(cast, path, sign_in):
    route, door = add_route(cast, Safe.TEXT), give_door(cast)
    phone = open_own(door)
    assert "/mine/reminders/" not in words_of(phone.get("/mine/"))
    assert "You get no reminders." in words_of(phone.get("/mine/reminders/"))
    sign_in(cast.practitioner).post(path, {"route": route, "seen": "on", "language": "en"})
    assert "/mine/reminders/" in words_of(phone.get("/mine/"))
    page = words_of(phone.get("/mine/reminders/"))
    assert "You get reminders by text." in page
    assert NUMBER not in page
    assert "The reminders are stopped." in words_of(phone.post("/mine/reminders/", follow=True))
    assert ReminderPlan.objects.get().ended_because == "person"
    assert "They were stopped by the person" in words_of(sign_in(cast.practitioner).get(path))
    phone.cookies[django_settings.LANGUAGE_COOKIE_NAME] = "cy"
    assert "Dydych chi ddim yn cael" in words_of(phone.get("/mine/reminders/"))


def test_the_page_takes_the_same_queries_for_one_and_for_many(cast, path, sign_in, django_assert_max_num_queries):
    ruth = sign_in(cast.practitioner)
    for number in range(5):
        route = add_route(cast, Safe.TEXT, value=f"07700 90010{number}")
        ruth.post(path, {"route": route, "seen": "on", "language": "en"})
    with django_assert_max_num_queries(18):
        ruth.get(path)
