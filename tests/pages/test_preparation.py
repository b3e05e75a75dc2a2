"""What a practitioner reads before a meeting, and what both read together when the screen is turned."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.casework.absences.operations import Written, write_about_absence
from alongside.casework.people.what_matters import say_what_matters
from alongside.casework.power_events.operations import Explanation, explain_power_event, record_power_event
from alongside.casework.promises.operations import make_promise
from alongside.casework.sessions.operations import Plan, plan_session, record_attendance, start_session
from alongside.domain.promises import Side
from alongside.domain.sessions import Agenda, Attendance
from alongside.domain.strains import PowerEventKind
from alongside.records.models import CheckIn, Episode, PractitionerRating, Session
from tests.cast import START
from tests.meetings import answer, meet, weeks

pytestmark = pytest.mark.django_db
FIRST = date(2026, 5, 5)
NEVER = ("ceiling", "withdraw", "reactance", "satisf", "alert")


@pytest.fixture
def by(cast):
    return actor_for(cast.practitioner)


def upcoming(cast, set_clock, week: int, **plan):
    """Plan the session of a week, and let it be the morning of that day."""
    at = START + timedelta(weeks=week, days=1)
    set_clock(at)
    return plan_session(
        person_id=cast.person_id, plan=Plan(at + timedelta(hours=3), **plan), by=actor_for(cast.practitioner), at=at
    )


def read(client, session_id) -> str:
    return client.get(reverse("session", args=[session_id])).content.decode()


def at_the_desk(sign_in, user, session_id) -> str:
    return read(sign_in(user), session_id)


def test_before_the_first_meeting_the_page_says_what_will_be_here(cast, sign_in, set_clock):
    page = at_the_desk(sign_in, cast.practitioner, upcoming(cast, set_clock, 0))
    assert "Before you meet" in page
    assert "You have not met yet." in page


def test_it_shows_last_time_what_changed_and_what_was_explained(cast, sign_in, set_clock, by):
    weeks(cast.person_id, cast.practitioner, FIRST, [7, 8, 7, 8, 7])
    missed = meet(cast.person_id, cast.practitioner, FIRST + timedelta(weeks=5), attendance="missed")
    at = START + timedelta(weeks=5, days=2)
    write_about_absence(session_id=missed.id, written=Written(sought="CANARY bus"), by=by, at=at)
    event = record_power_event(
        person_id=cast.person_id, kind=PowerEventKind.WARNING, happened_on=at.date(), line="CANARY letter", by=by, at=at
    )
    explain_power_event(event_id=event, given=Explanation(at.date(), "CANARY why", "CANARY how"), by=by, at=at)
    page = at_the_desk(sign_in, cast.practitioner, upcoming(cast, set_clock, 6))
    for words in (
        "Last time", "Tuesday 2 June", "The last was 7, in their own range", "Tomos did not come",
        "The reason was asked for.", "CANARY letter", "CANARY why", "CANARY how", "Offer a conversation about it by",
    ):  # fmt: skip
        assert words in page, words
    assert "CANARY bus" not in page


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ([8, 8, 8, 8, 7, 8, 7], "lower than usual"),
        ([10, 10, 10, 10], "all tens"),
    ],
)
def test_a_prompt_gives_its_reason_and_something_to_ask_and_opens_nothing(cast, sign_in, set_clock, marks, words):
    weeks(cast.person_id, cast.practitioner, FIRST, marks)
    page = at_the_desk(sign_in, cast.practitioner, upcoming(cast, set_clock, len(marks)))
    assert "Worth a thought" in page
    assert words in page
    assert not Episode.objects.exists()
    assert not [word for word in NEVER if word in page.split("<main")[1].casefold()]


def test_somebody_who_stays_away_is_asked_about_and_a_not_today_counts_as_far_as_it_was_heard(
    cast, sign_in, set_clock, by
):
    for week in range(3):
        meet(cast.person_id, cast.practitioner, FIRST + timedelta(weeks=week))
    meet(cast.person_id, cast.practitioner, FIRST + timedelta(weeks=3), attendance="missed")
    last = meet(cast.person_id, cast.practitioner, FIRST + timedelta(weeks=4))
    session_id = upcoming(cast, set_clock, 5)
    assert "Worth a thought" not in at_the_desk(sign_in, cast.practitioner, session_id)
    record_attendance(session_id=last.id, attendance=Attendance.ATTENDED, declined=True, by=by, at=START)
    page = at_the_desk(sign_in, cast.practitioner, session_id)
    assert "Of the last two sessions, Tomos missed one and said “not today”" in page


@pytest.mark.parametrize("audience", ["supervisor", "totals"])
def test_an_answer_kept_from_the_worker_changes_no_word_of_the_preparation(cast, sign_in, set_clock, audience):
    weeks(cast.person_id, cast.practitioner, FIRST, [8, 8, 8, 8, 7, 8])
    last = meet(cast.person_id, cast.practitioner, FIRST + timedelta(weeks=6))
    session_id = upcoming(cast, set_clock, 7)

    def prepared():
        page = at_the_desk(sign_in, cast.practitioner, session_id)
        return page.split("Before you meet")[1].split("What we are here for today")[0]

    without = prepared()
    answer(last, 0, audience=audience, felt_off=True)
    assert prepared() == without
    CheckIn.objects.filter(session=last).update(audience="worker")
    assert prepared() != without


def test_answers_that_wait_for_the_own_rating_shape_no_prompt_before_it(cast, sign_in, set_clock):
    weeks(cast.person_id, cast.practitioner, FIRST, [8, 8, 8, 8, 7, 8])
    last = meet(cast.person_id, cast.practitioner, FIRST + timedelta(weeks=6, days=1))
    answer(last, 7)
    session_id = upcoming(cast, set_clock, 7)
    assert "lower than usual" in at_the_desk(sign_in, cast.practitioner, session_id)
    PractitionerRating.objects.filter(session=last).delete()
    page = at_the_desk(sign_in, cast.practitioner, session_id)
    assert "You have not rated it yet." in page
    assert "lower than usual" not in page
    assert "The last was" not in page


@pytest.mark.parametrize("who", ["supervisor", "cover"])
def test_others_who_read_the_session_get_no_prompt_and_no_score(cast, sign_in, set_clock, who):
    weeks(cast.person_id, cast.practitioner, date(2026, 3, 10), [8, 8, 8, 8, 7, 8, 7])
    page = at_the_desk(sign_in, getattr(cast, who), upcoming(cast, set_clock, 0))
    assert "Last time" in page
    for words in ("Worth a thought", "own range", "Check-in:", "not rated"):
        assert words not in page


def test_what_a_cover_heard_about_themselves_is_no_part_of_the_line_or_the_rules(cast, sign_in, set_clock):
    weeks(cast.person_id, cast.practitioner, FIRST, [8, 8, 8, 8, 8])
    with_cover = meet(cast.person_id, cast.practitioner, FIRST + timedelta(weeks=5))
    Session.objects.filter(id=with_cover.id).update(practitioner=cast.cover)
    with_cover.refresh_from_db()
    answer(with_cover, 1, felt_off=True)
    assert not Episode.objects.exists()
    page = at_the_desk(sign_in, cast.practitioner, upcoming(cast, set_clock, 6))
    assert "Last time" in page
    assert "The last was" not in page
    held = sign_in(cast.practitioner).get(reverse("session", args=[with_cover.id])).content.decode()
    assert "1 of 10" in held, "it is read on the page of that session"


def test_once_begun_the_preparation_is_folded_and_once_settled_it_is_gone(cast, sign_in, set_clock, by):
    session_id = upcoming(cast, set_clock, 0)
    ruth = sign_in(cast.practitioner)
    assert "What you prepared" not in read(ruth, session_id)
    start_session(session_id=session_id, by=by, at=START)
    assert "What you prepared" in read(ruth, session_id)
    record_attendance(session_id=session_id, attendance=Attendance.ATTENDED, by=by, at=START)
    page = read(ruth, session_id)
    assert "What you prepared" not in page
    assert "Before you meet" not in page


def test_saying_that_somebody_did_not_come_leads_to_curiosity(cast, sign_in, set_clock):
    session_id = upcoming(cast, set_clock, 0)
    answer_ = sign_in(cast.practitioner).post(reverse("record_attendance", args=[session_id]), {"attendance": "missed"})
    assert answer_.headers["Location"] == reverse("absence", args=[session_id])


def test_a_cover_is_not_shown_a_rating_they_cannot_send(cast, sign_in, set_clock):
    session_id = upcoming(cast, set_clock, 0)
    assert sign_in(cast.cover).get(reverse("rate_session", args=[session_id])).status_code == 404


def test_the_queries_of_the_preparation_do_not_grow(cast, sign_in, set_clock, by):
    def count(session_id):
        client = sign_in(cast.practitioner)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse("session", args=[session_id])).status_code == 200
        return len(caught)

    weeks(cast.person_id, cast.practitioner, FIRST, [8, 8, 8, 8, 7, 8])
    record_power_event(
        person_id=cast.person_id, kind=PowerEventKind.WARNING, happened_on=START.date(), line="x", by=by, at=START
    )
    few = count(upcoming(cast, set_clock, 8))
    weeks(cast.person_id, cast.practitioner, FIRST + timedelta(weeks=6), [8, 7])
    for number in range(5):
        record_power_event(
            person_id=cast.person_id, kind=PowerEventKind.DRUG_TEST, happened_on=START.date(), line=f"{number}", by=by,
            at=START,
        )  # fmt: skip
    assert count(upcoming(cast, set_clock, 9)) <= few + 1


# The screen that is turned.


@pytest.fixture
def turned(cast, sign_in, set_clock, by):
    """A record full of canaries, and a session with two points and a promise that are none."""
    weeks(cast.person_id, cast.practitioner, FIRST, [8, 8, 8, 8, 2])
    assert Episode.objects.count() == 1
    say_what_matters(person_id=cast.person_id, words="CANARY matters", said_on=START.date(), by=by, at=START)
    record_power_event(
        person_id=cast.person_id, kind=PowerEventKind.WARNING, happened_on=START.date(), line="CANARY letter", by=by,
        at=START,
    )  # fmt: skip
    agenda = Agenda(person=("The damp",), practitioner=("The letter of Tuesday",))
    session_id = upcoming(cast, set_clock, 5, place="CANARY room", agenda=agenda)
    make_promise(person_id=cast.person_id, side=Side.PRACTITIONER, words="Ring housing", due_on=None, by=by, at=START)
    ruth = sign_in(cast.practitioner)
    ruth.post(reverse("save_draft", args=[session_id]), {"words": "CANARY draft", "kind": "noticed"})
    ruth.post(reverse("absence", args=[session_id]), {"hard": "CANARY hard"})
    return ruth.get(reverse("turn_screen", args=[session_id])).content.decode()


def test_the_turned_screen_shows_agenda_and_promises(turned):
    for words in ("The damp", "The letter of Tuesday", "from you", "from Ruth", "Ring housing"):
        assert words in turned


def test_the_turned_screen_shows_nothing_else_of_anybody(turned):
    assert "CANARY" not in turned
    for words in (
        "Tomos", "Bevan", "Adeyemi", "Caseload", "Sign out", "Alongside", "strain", "check-in", "own range", "Note",
        "Hand over", "Warning", "<nav", "<header", "<footer", "<form", "demo",
    ):  # fmt: skip
        assert words.casefold() not in turned.split("<body")[1].casefold(), words
    assert "<title>Today</title>" in turned


def test_leaving_the_turned_screen_returns_to_the_session(turned):
    links = [part.split('"')[0] for part in turned.split("<body")[1].split('href="')[1:]]
    assert links == ["#main-content", reverse("session", args=[Session.objects.latest("planned_at").id])]


@pytest.mark.parametrize("who", ["colleague", "excluded", "stranger", "evaluator"])
def test_nobody_else_turns_it(cast, sign_in, turned, who):
    session_id = Session.objects.latest("planned_at").id
    assert sign_in(getattr(cast, who)).get(reverse("turn_screen", args=[session_id])).status_code == 404
