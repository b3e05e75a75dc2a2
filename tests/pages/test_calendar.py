"""The calendar feed, as its owner, a calendar program and somebody who guesses would meet it."""

import logging
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from alongside.access.actors import actor_for
from alongside.casework.calendar.operations import end_feed, make_feed
from alongside.casework.relationships.operations import move_person
from alongside.casework.sessions.operations import Plan, cancel_session, change_session, plan_session
from alongside.casework.users.operations import deactivate_user, reactivate_user
from alongside.ledger.models import Entry
from alongside.project.logs import WithoutContent
from alongside.records.models import CalendarFeed, Conflict, Cover, Exclusion, Restriction, Session, User
from tests.access.browsers import comparable
from tests.access.canaries import holds_a_token, put_canaries
from tests.access.world import make_world
from tests.cast import START, make_user

pytestmark = pytest.mark.django_db
TOMORROW = START + timedelta(days=1)
PAGE, END = "/calendar/", "/calendar/end/"


@pytest.fixture
def by(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def token(by):
    return make_feed(by=by, at=START)


@pytest.fixture
def session_id(cast, by):
    return plan_session(person_id=cast.person_id, plan=Plan(TOMORROW, 45, "12 Mill Lane"), by=by, at=START)


def address_of(token: str) -> str:
    return reverse("calendar_feed", kwargs={"feed_token": token})


def fetch(token: str):
    return Client().get(address_of(token))


def events_in(token: str) -> list:
    return list(Calendar.from_ical(fetch(token).content).walk("VEVENT"))


def starts(token: str) -> list[datetime]:
    return [event["dtstart"].dt for event in events_in(token)]


def is_like_one_that_never_was(token: str) -> bool:
    return comparable(fetch(token)) == comparable(fetch("never-made")) and fetch(token).status_code == 404


def address_on(page) -> str:
    text = page.content.decode()
    return text.split("</textarea>")[0].rsplit("http://testserver", 1)[1]


# What is in it


def test_a_session_is_a_title_a_start_and_a_length_and_nothing_else(token, session_id):
    (event,) = events_in(token)
    assert event["summary"] == "Session"
    assert event["dtstart"].dt == TOMORROW
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=45)
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS"}


def test_nothing_of_the_record_is_in_it(cast):
    world = make_world(cast)
    put_canaries(world)
    answer = fetch(world.ids["feed_token"])
    assert b"BEGIN:VEVENT" in answer.content
    assert not holds_a_token(answer)
    text = answer.content.decode().lower().replace("-", "")
    known = {*Session.objects.values_list("id", flat=True), *User.objects.values_list("id", flat=True), cast.person_id}
    assert not [key for key in known if key.hex in text]


def test_a_session_keeps_its_name_when_it_moves_and_has_another_in_another_feed(token, session_id, by):
    before = events_in(token)[0]["uid"]
    change_session(session_id=session_id, plan=Plan(TOMORROW + timedelta(hours=3)), by=by, at=START)
    assert events_in(token)[0]["uid"] == before
    assert starts(token) == [TOMORROW + timedelta(hours=3)]
    assert events_in(make_feed(by=by, at=START))[0]["uid"] != before


def test_it_goes_back_two_weeks_and_ahead_ninety_days(token, cast, by, set_clock):
    met = START + timedelta(days=90)
    plan_session(person_id=cast.person_id, plan=Plan(met), by=by, at=START)
    assert starts(token) == [met]
    set_clock(START - timedelta(minutes=1))
    assert starts(token) == []
    set_clock(met + timedelta(days=14))
    assert starts(token) == [met]
    set_clock(met + timedelta(days=14, minutes=1))
    assert starts(token) == []


def test_held_and_missed_look_the_same_and_a_cancelled_one_is_gone(token, session_id, by):
    planned = fetch(token).content
    for attendance in ("attended", "missed"):
        Session.objects.filter(id=session_id).update(attendance=attendance)
        assert fetch(token).content == planned
    Session.objects.filter(id=session_id).update(attendance="planned")
    cancel_session(session_id=session_id, words="", by=by, at=START)
    assert events_in(token) == []


def test_the_hour_that_comes_twice_in_october_is_told_apart(token, cast, by, set_clock):
    set_clock(datetime(2026, 10, 20, 9, tzinfo=UTC))
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    for at in (first, second):
        plan_session(person_id=cast.person_id, plan=Plan(at, 60), by=by, at=START)
    assert starts(token) == [first, second]
    assert [event["dtend"].dt - event["dtstart"].dt for event in events_in(token)] == [timedelta(hours=1)] * 2


def test_it_is_a_calendar_and_stored_nowhere_on_the_way(token, session_id):
    answer = fetch(token)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert token not in str(answer.headers)
    assert not answer.cookies


# Who still meets whom


def test_whoever_is_kept_out_finds_no_slot_at_the_next_fetch(token, session_id, cast):
    keeping_out = [
        lambda: Exclusion.objects.create(
            person_id=cast.person_id, user=cast.practitioner, set_by=cast.supervisor, set_at=START
        ),
        lambda: Conflict.objects.create(person_id=cast.person_id, user=cast.practitioner, declared_at=START),
        lambda: Restriction.objects.create(person_id=cast.person_id, set_by=cast.supervisor, set_at=START),
    ]
    nobody = None
    for keep_out in keeping_out:
        rule = keep_out()
        assert events_in(token) == []
        nobody = nobody or fetch(token).content
        assert fetch(token).content == nobody
        rule.delete()
        assert starts(token) == [TOMORROW]


def test_a_case_that_moved_takes_its_sessions_along(token, session_id, cast):
    theirs = make_feed(by=actor_for(cast.colleague), at=START)
    assert events_in(theirs) == []
    move_person(
        person_id=cast.person_id, to=cast.colleague.id, on=START.date(), reason="",
        by=actor_for(cast.supervisor), at=START,
    )  # fmt: skip
    assert events_in(token) == []
    assert starts(theirs) == [TOMORROW]


def test_a_held_session_of_a_case_that_moved_is_gone_too(token, session_id, cast):
    Session.objects.filter(id=session_id).update(attendance="attended")
    move_person(
        person_id=cast.person_id, to=cast.colleague.id, on=START.date(), reason="",
        by=actor_for(cast.supervisor), at=START,
    )  # fmt: skip
    assert Session.objects.get().practitioner == cast.practitioner
    assert events_in(token) == []


def test_what_somebody_held_as_cover_goes_when_the_cover_ends(session_id, cast):
    token = make_feed(by=actor_for(cast.cover), at=START)
    Session.objects.filter(id=session_id).update(practitioner=cast.cover)
    assert starts(token) == [TOMORROW]
    Cover.objects.update(ended_at=START)
    assert events_in(token) == []


def test_a_supervisor_who_also_practises_finds_only_what_they_hold_as_a_worker(session_id, cast):
    cast.supervisor.roles = ["practitioner", "supervisor"]
    cast.supervisor.save()
    Session.objects.filter(id=session_id).update(practitioner=cast.supervisor)
    assert events_in(make_feed(by=actor_for(cast.supervisor), at=START)) == []


# Addresses that answer nothing


def test_wrong_ended_and_closed_addresses_are_one_answer(token, session_id, by, cast):
    assert fetch(token).status_code == 200
    assert is_like_one_that_never_was(token[:-1] + ("A" if token[-1] != "A" else "B"))
    for change in ({"is_active": False}, {"roles": ["supervisor"]}):
        User.objects.filter(id=cast.practitioner.id).update(**change)
        assert is_like_one_that_never_was(token)
        User.objects.filter(id=cast.practitioner.id).update(is_active=True, roles=["practitioner"])
    assert fetch(token).status_code == 200
    end_feed(by=by, at=START)
    assert is_like_one_that_never_was(token)


def test_an_account_that_was_closed_and_opened_again_has_no_feed(token, session_id, by, cast):
    admin = actor_for(make_user("Ada Admin", "administrator"))
    deactivate_user(user_id=cast.practitioner.id, by=admin, at=START)
    reactivate_user(user_id=cast.practitioner.id, by=admin, at=START)
    assert is_like_one_that_never_was(token)
    assert starts(make_feed(by=by, at=START)) == [TOMORROW]


def test_a_new_address_stops_the_old_one_at_once(token, session_id, by):
    newer = make_feed(by=by, at=START)
    assert is_like_one_that_never_was(token)
    assert starts(newer) == [TOMORROW]


def test_the_tables_hold_a_hash_and_not_the_token(token):
    feed = CalendarFeed.objects.get()
    assert token.encode() not in bytes(feed.token_hash)
    assert is_like_one_that_never_was(bytes(feed.token_hash).hex())
    assert len(token) >= 43  # 256 bits


def test_no_log_holds_the_address(token, by, caplog, monkeypatch):
    caplog.set_level("DEBUG")
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.post(address_of(token))
    monkeypatch.setattr("alongside.pages.calendar.views.write_calendar", lambda *_: 1 / 0)
    assert client.get(address_of(token)).status_code == 500
    end_feed(by=by, at=START)
    client.get(address_of(token))
    raw = [record for record in caplog.records if token in record.getMessage()]
    assert len(raw) >= 3
    written = "\n".join(WithoutContent("%(message)s").format(record) for record in caplog.records)
    assert "answered 500 at the page calendar_feed" in written
    assert token not in written


def test_every_handler_that_writes_for_a_service_leaves_it_out():
    for name in ("", "django", "django.request", "django.server", "django.security.csrf"):
        for handler in logging.getLogger(name).handlers:
            if type(handler) is logging.StreamHandler:
                assert isinstance(handler.formatter, WithoutContent), name


# The page on which it is made


def test_the_address_is_shown_once_and_works(cast, sign_in, session_id):
    ruth = sign_in(cast.practitioner)
    assert "Make an address" in ruth.get(PAGE).content.decode()
    address = address_on(ruth.post(PAGE))
    assert Client().get(address).status_code == 200
    page = ruth.get(PAGE).content.decode()
    assert "You made an address on 4 May 2026 at 10:30" in page
    assert address not in page


def test_it_is_ended_from_the_page_and_ending_twice_is_no_error(cast, sign_in):
    ruth = sign_in(cast.practitioner)
    address = address_on(ruth.post(PAGE))
    for _ in range(2):
        page = ruth.post(END, follow=True).content.decode()
        assert "The address has stopped" in page
        assert "Make an address" in page
    assert Client().get(address).status_code == 404


def test_only_practitioners_have_the_page_and_the_link_to_it(cast, sign_in):
    for part, user in cast.staff().items():
        is_practitioner = "practitioner" in user.roles
        client = sign_in(user)
        assert client.get(PAGE).status_code == (200 if is_practitioner else 404), part
        assert client.post(PAGE).status_code == (200 if is_practitioner else 404), part
        assert client.post(END).status_code == (302 if is_practitioner else 404), part
        assert (f'href="{PAGE}"' in client.get("/conflicts/", follow=True).content.decode()) == is_practitioner, part


def test_nobody_ends_the_feed_of_somebody_else(token, cast, sign_in):
    sign_in(cast.colleague).post(END)
    sign_in(cast.colleague).post(PAGE)
    assert fetch(token).status_code == 200


def test_making_and_ending_are_written_down_and_a_fetch_is_not(cast, by, session_id):
    before = set(Entry.objects.values_list("id", flat=True))
    token = make_feed(by=by, at=START)
    fetch(token)
    make_feed(by=by, at=START)
    end_feed(by=by, at=START)
    end_feed(by=by, at=START)
    new = Entry.objects.exclude(id__in=before)
    assert sorted(new.values_list("action", flat=True)) == ["added", "added", "ended", "ended"]
    assert {(entry.object_type, entry.actor_id, tuple(entry.subjects)) for entry in new} == {
        ("calendar_feed", by.id, ())
    }


def test_a_fetch_takes_the_same_queries_for_one_session_and_for_many(token, session_id, cast, by):
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            fetch(token)
        counts.append(len(seen))
        for day in range(2, 30):
            plan_session(person_id=cast.person_id, plan=Plan(START + timedelta(days=day)), by=by, at=START)
    assert counts == [2, 2]
    with CaptureQueriesContext(connection) as seen:
        fetch("never-made")
    assert len(seen) == 1


def test_the_page_takes_five_queries_at_most(cast, sign_in, token):
    ruth = sign_in(cast.practitioner)
    with CaptureQueriesContext(connection) as seen:
        ruth.get(PAGE)
    assert len(seen) <= 5


def test_a_day_in_summer_and_one_in_winter_are_both_ten_in_london(token, cast, by, set_clock):
    from zoneinfo import ZoneInfo

    london = ZoneInfo("Europe/London")
    set_clock(datetime(2026, 10, 20, 9, tzinfo=UTC))
    for day in (date(2026, 10, 24), date(2026, 10, 26)):
        at = datetime.combine(day, datetime.min.time(), london).replace(hour=10)
        plan_session(person_id=cast.person_id, plan=Plan(at), by=by, at=START)
    assert [at.astimezone(london).hour for at in starts(token)] == [10, 10]
