"""The practitioner's own two taps, and the answers that wait for them."""

from datetime import timedelta
from functools import partial

import pytest

from alongside.access import Audience
from alongside.access.actors import actor_for, actor_for_capability
from alongside.access.gates import NotHere
from alongside.casework.check_ins.ratings import may_show_answers, rate_session, skip_rating, waiting_sessions
from alongside.casework.my_side.capabilities import find_capability, hand_over
from alongside.casework.my_side.operations import answer_question, complete_check_in
from alongside.casework.overview.queries import get_overview
from alongside.casework.people.timeline import get_timeline
from alongside.casework.sessions.operations import Plan, plan_session, record_attendance, start_session
from alongside.casework.sessions.queries import get_session
from alongside.domain.questionnaires.definition import load_definition
from alongside.domain.ratings import RatingOutOfRange
from alongside.domain.sessions import Attendance
from alongside.ledger.models import Entry
from alongside.records.models import CheckIn, Episode, PractitionerRating, Relationship
from tests.cast import START, Cast, make_cast

pytestmark = pytest.mark.django_db
REFUSED = ["supervisor", "colleague", "excluded", "stranger", "privacy_officer", "evaluator", "administrator"]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def session_id(cast, ruth):
    planned = plan_session(person_id=cast.person_id, plan=Plan(START), by=ruth, at=START)
    start_session(session_id=planned, by=ruth, at=START)
    return planned


@pytest.fixture
def check_in(session_id, ruth):
    def answered(audience: Audience) -> None:
        secret = hand_over(session_id=session_id, by=ruth, at=START)
        capability = find_capability(secret=secret, at=START)
        person = actor_for_capability(capability)
        for item in load_definition("alongside_check_in").items:
            answer_question(capability=capability, item_id=item.id, answer=4, by=person, at=START)
        complete_check_in(capability=capability, audience=audience, language="en-gb", by=person, at=START)

    return answered


def sides(session_id, viewer):
    return get_session(session_id=session_id, viewer=viewer, at=START).both_sides


def test_the_answers_wait_until_the_one_who_held_the_session_has_rated_it(session_id, check_in, ruth):
    check_in(Audience.WORKER)
    assert (sides(session_id, ruth).asks_rating, sides(session_id, ruth).answers) == (True, ())
    rate_session(session_id=session_id, own=7, guess=6, by=ruth, at=START)
    seen = sides(session_id, ruth)
    assert (seen.asks_rating, seen.own, seen.guess) == (False, 7, 6)
    assert [answer.answer for answer in seen.answers] == [4, 4, 4, 4]


def test_skipping_is_enough_and_leaves_no_rating(session_id, check_in, ruth):
    check_in(Audience.WORKER)
    skip_rating(session_id=session_id, by=ruth, at=START)
    seen = sides(session_id, ruth)
    assert (seen.asks_rating, seen.own, len(seen.answers)) == (False, None, 4)


@pytest.mark.parametrize("audience", [None, Audience.SUPERVISOR, Audience.TOTALS])
def test_before_and_after_rating_answers_for_others_look_like_none(session_id, check_in, ruth, audience):
    before = sides(session_id, ruth)
    if audience:
        check_in(audience)
    assert sides(session_id, ruth) == before
    rate_session(session_id=session_id, own=7, guess=6, by=ruth, at=START)
    assert sides(session_id, ruth).answers == ()


def test_a_rating_is_given_once_because_the_answers_are_seen_afterwards(session_id, ruth):
    rate_session(session_id=session_id, own=7, guess=6, by=ruth, at=START)
    rate_session(session_id=session_id, own=1, guess=1, by=ruth, at=START)
    skip_rating(session_id=session_id, by=ruth, at=START)
    row = PractitionerRating.objects.get()
    assert (row.own, row.guess) == (7, 6)
    assert Entry.objects.filter(object_type="rating").count() == 1


@pytest.mark.parametrize(("own", "guess"), [(11, 0), (0, 11), (-1, 5)])
def test_a_rating_is_from_nought_to_ten(session_id, ruth, own, guess):
    with pytest.raises(RatingOutOfRange):
        rate_session(session_id=session_id, own=own, guess=guess, by=ruth, at=START)


@pytest.mark.parametrize("who", REFUSED)
def test_nobody_else_rates_or_skips(cast, session_id, who):
    by = actor_for(getattr(cast, who))
    for attempt in (partial(rate_session, own=5, guess=5), skip_rating):
        with pytest.raises(NotHere):
            attempt(session_id=session_id, by=by, at=START)
    assert not PractitionerRating.objects.exists()


def test_nobody_but_the_author_sees_a_rating(cast, session_id, ruth):
    rate_session(session_id=session_id, own=7, guess=6, by=ruth, at=START)
    for who in ("cover", "supervisor"):
        seen = sides(session_id, actor_for(getattr(cast, who)))
        assert (seen.own, seen.guess, seen.answers, seen.asks_rating) == (None, None, (), False)


def test_without_the_ledger_there_is_no_rating(session_id, ruth, monkeypatch):
    def refuse(**entry: object) -> None:
        raise RuntimeError("the ledger is not there")

    monkeypatch.setattr("alongside.casework.audit.record_entry", refuse)
    with pytest.raises(RuntimeError):
        rate_session(session_id=session_id, own=5, guess=5, by=ruth, at=START)
    assert not PractitionerRating.objects.exists()


def test_a_co_worker_who_was_not_there_need_not_rate_first(cast, session_id, check_in):
    Relationship.objects.create(
        person_id=cast.person_id,
        practitioner=cast.colleague,
        kind="co_worker",
        starts_on=START.date(),
        created_at=START,
    )
    check_in(Audience.WORKER)
    assert len(sides(session_id, actor_for(cast.colleague)).answers) == 4


def test_which_sessions_wait_is_known_for_a_whole_page_at_once(cast, session_id, ruth):
    later = plan_session(
        person_id=cast.person_id, plan=Plan(START + timedelta(days=7)), by=actor_for(cast.practitioner), at=START
    )
    assert waiting_sessions(cast.person_id, ruth, START) == {session_id, later}
    skip_rating(session_id=session_id, by=ruth, at=START)
    assert waiting_sessions(cast.person_id, ruth, START) == {later}
    assert may_show_answers(session_id, ruth, START)
    assert not may_show_answers(later, ruth, START)
    assert may_show_answers(later, actor_for(cast.cover), START)
    assert not may_show_answers(cast.person_id, ruth, START)


def test_answers_wait_for_seven_days_at_most(session_id, check_in, ruth):
    check_in(Audience.WORKER)
    almost, after = START + timedelta(days=7, seconds=-1), START + timedelta(days=7)
    for at, shown in ((almost, 0), (after, 4)):
        assert len(get_session(session_id=session_id, viewer=ruth, at=at).both_sides.answers) == shown
        assert may_show_answers(session_id, ruth, at) == bool(shown)


def test_the_page_of_the_person_waits_too(cast, session_id, check_in, ruth):
    record_attendance(session_id=session_id, attendance=Attendance.ATTENDED, by=ruth, at=START)
    check_in(Audience.WORKER)
    Episode.objects.create(
        person_id=cast.person_id, relationship=Relationship.objects.get(), check_in=CheckIn.objects.get(),
        source="practitioner", opened_at=START,
    )  # fmt: skip

    def seen():
        page = get_overview(person_id=cast.person_id, viewer=ruth, at=START)
        scores = {event.score for event in get_timeline(person_id=cast.person_id, viewer=ruth, page=1, at=START).events}
        return (
            [s.score for s in page.line.sessions],
            len(page.strains),
            len(page.line.strains),
            scores - {None},
            page.rate_first and page.rate_first.session_id,
        )

    assert seen() == ([None], 0, 0, set(), session_id)
    skip_rating(session_id=session_id, by=ruth, at=START)
    assert seen() == ([4.0], 1, 1, {4.0}, None)
