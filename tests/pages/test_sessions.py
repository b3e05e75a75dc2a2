"""The pages about a session: what somebody at a desk would notice."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.casework.sessions.operations import Plan, plan_session, record_attendance
from alongside.domain.sessions import Agenda, Attendance
from alongside.records.models import Session
from tests.cast import START

pytestmark = pytest.mark.django_db
WHEN = {"on_day": "5", "on_month": "5", "on_year": "2026", "starts": "10.30", "minutes": "45", "place": "Room 2"}


@pytest.fixture
def ruth(cast, sign_in):
    return sign_in(cast.practitioner)


@pytest.fixture
def session_id(cast):
    agenda = Agenda(person=("CANARY the damp",))
    return plan_session(
        person_id=cast.person_id,
        plan=Plan(START, place="CANARY room", agenda=agenda),
        by=actor_for(cast.practitioner),
        at=START,
    )


def queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def test_a_session_is_planned_in_london_time_with_what_each_side_brings(cast, ruth):
    answer = ruth.post(
        reverse("plan_session", args=[cast.person_id]),
        WHEN | {"from_person": "The damp\nBus fares", "from_you": "The letter"},
    )
    session = Session.objects.get()
    assert answer.headers["Location"] == reverse("session", args=[session.id])
    page = ruth.get(answer.headers["Location"]).content.decode()
    for words in (
        "Tuesday 5 May, 10:30",
        "11:15",
        "Room 2",
        "The damp",
        "Bus fares",
        "The letter",
        "from you",
        "from Tomos",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("on_day", "31", "There is no 31 June"),
        ("on_year", "2036", "more than a year away"),
        ("starts", "25:00", "There is no 25:00 on a clock"),
        ("starts", "later", "Write a time"),
        ("starts", "", "Enter the time it starts"),
    ],
)
def test_a_mistake_is_said_at_the_field_and_nothing_typed_is_lost(cast, ruth, field, typed, said):
    form = WHEN | {"on_month": "6", "from_person": "The damp", field: typed}
    page = ruth.post(reverse("plan_session", args=[cast.person_id]), form).content.decode()
    assert said in page
    assert "The damp" in page
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("typed", "shown"), [("9", "09:00"), ("2pm", "14:00"), ("2.30 p.m.", "14:30"), ("1130", "11:30")]
)
def test_a_time_is_read_as_people_write_it(cast, ruth, typed, shown):
    ruth.post(reverse("plan_session", args=[cast.person_id]), WHEN | {"starts": typed})
    page = ruth.get(reverse("session", args=[Session.objects.get().id])).content.decode()
    assert f"Tuesday 5 May, {shown}" in page


def test_a_session_is_finished_and_the_next_one_planned_in_one_form(ruth, session_id):
    form = {"attendance": "attended", **{f"next-{name}": value for name, value in WHEN.items()}}
    ruth.post(reverse("record_attendance", args=[session_id]), form)
    page = ruth.get(reverse("session", args=[session_id])).content.decode()
    assert "Tomos came" in page
    assert "Tuesday 5 May, 10:30, Room 2" in page


@pytest.mark.parametrize(
    ("attendance", "leads_to"), [("attended", "hand_over"), ("missed", "absence"), ("cancelled", "session")]
)
def test_finishing_goes_on_to_the_check_in_only_if_they_came(ruth, session_id, attendance, leads_to):
    form = {"attendance": attendance, "then": "check_in"}
    answer = ruth.post(reverse("record_attendance", args=[session_id]), form)
    assert answer.headers["Location"] == reverse(leads_to, args=[session_id])
    assert Session.objects.get().attendance == attendance, "what was said is kept before the device changes hands"


def test_one_thing_to_do_stands_at_the_top_of_a_session(cast, ruth, sign_in, session_id, set_clock):
    path = reverse("session", args=[session_id])
    starts, offer = reverse("start_session", args=[session_id]), reverse("hand_over", args=[session_id])
    before = ruth.get(path).content.decode()
    assert starts in before
    assert offer not in before
    set_clock(START + timedelta(hours=2))
    ruth = sign_in(cast.practitioner)
    over = ruth.get(path).content.decode()
    assert starts not in over
    assert "Say what became of it" in over
    assert "What was there to prepare" in over
    record_attendance(session_id=session_id, attendance=Attendance.ATTENDED, by=actor_for(cast.practitioner), at=START)
    came = ruth.get(path).content.decode()
    assert offer in came
    assert "Say what became of it" not in came


@pytest.mark.parametrize("attendance", [Attendance.MISSED, Attendance.CANCELLED])
def test_no_check_in_is_offered_for_a_meeting_that_did_not_take_place(cast, ruth, session_id, attendance):
    record_attendance(session_id=session_id, attendance=attendance, by=actor_for(cast.practitioner), at=START)
    assert (
        reverse("hand_over", args=[session_id]) not in ruth.get(reverse("session", args=[session_id])).content.decode()
    )


def test_a_wrong_next_date_keeps_what_was_said_about_the_absence(ruth, session_id):
    form = {"attendance": "missed", "said": "The bus did not come", "next-on_day": "40", "next-on_month": "1"}
    answer = ruth.post(reverse("record_attendance", args=[session_id]), form).content.decode()
    assert "The bus did not come" in answer
    assert "<title>Error: " in answer
    assert Session.objects.get().attendance == "planned"


def test_a_plan_of_an_unusual_length_keeps_it(cast, ruth):
    plan = Plan(START, minutes=40)
    planned = plan_session(person_id=cast.person_id, plan=plan, by=actor_for(cast.practitioner), at=START)
    assert "40 minutes" in ruth.get(reverse("change_session", args=[planned])).content.decode()


def test_a_session_is_cancelled_with_the_reason_and_is_not_cancelled_by_looking(ruth, session_id):
    assert ruth.get(reverse("cancel_session", args=[session_id])).status_code == 200
    assert Session.objects.get().attendance == "planned"
    ruth.post(reverse("cancel_session", args=[session_id]), {"words": "Ruth is ill"})
    assert "Ruth is ill" in ruth.get(reverse("session", args=[session_id])).content.decode()


def test_a_settled_session_says_that_its_plan_stands(cast, ruth, session_id):
    record_attendance(session_id=session_id, attendance=Attendance.ATTENDED, by=actor_for(cast.practitioner), at=START)
    page = ruth.post(reverse("start_session", args=[session_id]), follow=True).content.decode()
    assert "already been settled" in page


@pytest.mark.parametrize("who", ["colleague", "excluded", "stranger", "privacy_officer", "evaluator", "administrator"])
def test_nothing_of_a_session_is_in_a_refusal(cast, sign_in, session_id, who):
    client = sign_in(getattr(cast, who))
    for name in ("session", "change_session", "cancel_session", "record_attendance"):
        answer = client.get(reverse(name, args=[session_id]))
        assert answer.status_code == 404
        assert b"CANARY" not in answer.content
        assert b"Tomos" not in answer.content


def test_a_supervisor_sees_the_session_and_no_button(cast, sign_in, session_id):
    page = sign_in(cast.supervisor).get(reverse("session", args=[session_id])).content.decode()
    assert "CANARY the damp" in page
    assert "Held by Ruth Adeyemi" in page
    assert "Finish the session" not in page


def test_the_queries_of_a_session_do_not_grow_with_the_sessions(cast, ruth, session_id):
    path = reverse("session", args=[session_id])
    few = queries(ruth, path)
    for week in range(1, 9):
        plan_session(
            person_id=cast.person_id,
            plan=Plan(START + timedelta(weeks=week)),
            by=actor_for(cast.practitioner),
            at=START,
        )
    assert queries(ruth, path) == few
