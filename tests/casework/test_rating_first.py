"""The practitioner's own two taps come before everything that is made from the person's answers."""

import random
from datetime import timedelta
from functools import partial

import pytest

from alongside.access.actors import actor_for
from alongside.casework.caseload.queries import Order, Show, get_caseload
from alongside.casework.check_ins.ratings import rate_session, skip_rating
from alongside.casework.check_ins.waiting import RatingComesFirst
from alongside.casework.episodes.listing import list_open_strains
from alongside.casework.episodes.loading import StrainClosed
from alongside.casework.episodes.operations import (
    Outcome,
    close_strain,
    name_strain,
    reopen_strain,
    talk_about_strain,
    try_repair,
)
from alongside.casework.episodes.queries import get_naming, get_strain
from alongside.casework.episodes.sharing import get_sharing, share_strain
from alongside.casework.overview.queries import get_overview
from alongside.casework.people.operations import PersonFacts, add_person
from alongside.casework.people.sealing import PersonName
from alongside.domain.people.kinds import Jurisdiction
from alongside.records.models import Episode, PractitionerRating, Relationship, Session
from tests.access.browsers import nothing_stays
from tests.cast import START, Cast, make_cast
from tests.meetings import answer, meet, weeks

pytestmark = pytest.mark.django_db
TODAY = START.date() + timedelta(weeks=10)
NOW = START + timedelta(weeks=10)
STEADY = [7, 8, 7, 8, 7]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def colin(cast):
    """A co-worker, who was not there."""
    beside(cast, cast.person_id)
    return actor_for(cast.colleague)


def beside(cast: Cast, person_id) -> None:
    Relationship.objects.create(
        person_id=person_id, practitioner=cast.colleague, kind="co_worker", starts_on=START.date(), created_at=START,
    )  # fmt: skip


def unrated(person_id, holder, days_ago: int) -> Session:
    session = meet(person_id, holder, TODAY - timedelta(days=days_ago))
    PractitionerRating.objects.filter(session=session).delete()
    return session


@pytest.fixture
def session(cast):
    weeks(cast.person_id, cast.practitioner, TODAY - timedelta(weeks=6), STEADY)
    return unrated(cast.person_id, cast.practitioner, 2)


@pytest.fixture
def strain(session) -> Episode:
    """A strain that began with answers to a session which Ruth has not rated."""
    answer(session, 2)
    return Episode.objects.get()


def everything(viewer):
    """Return what the caseload says, by every filter, and the list of strains."""
    shown = [get_caseload(viewer=viewer, show=show, order=Order.NAME, at=NOW) for show in Show]
    return shown, list_open_strains(viewer=viewer, at=NOW)


def test_a_caseload_is_as_if_nothing_had_been_answered_about_sessions_that_wait(cast, ruth, colin):
    """Forty people with made-up histories. The later session is a co-worker's, whose answers do not wait for Ruth."""
    rng = random.Random(20260504)  # noqa: S311  the same teams each time, not a secret
    waiting, later = [], []
    for number in range(40):
        facts = PersonFacts(PersonName(f"P{number:02}", "Doyle"), None, Jurisdiction.SCOTLAND)
        person_id = add_person(facts=facts, by=ruth, at=START - timedelta(weeks=30))
        beside(cast, person_id)
        middle = rng.randint(3, 8)
        marks = [min(10, max(0, middle + rng.randint(-1, 1))) for _ in range(rng.randint(0, 15))]
        weeks(person_id, cast.practitioner, TODAY - timedelta(weeks=18), marks)
        waiting += [unrated(person_id, cast.practitioner, days) for days in rng.sample([5, 6], rng.randint(1, 2))]
        if rng.random() < 0.4:
            relationship = Relationship.objects.get(person=person_id, kind="allocated")
            session = unrated(person_id, cast.practitioner, 1)
            Session.objects.filter(id=session.id).update(practitioner=cast.colleague, relationship=relationship)
            later.append((session, middle))
    marks = [rng.randint(0, 10) for _ in waiting]
    off = [rng.random() < 0.3 for _ in waiting]

    def seen(viewer, *, with_answers: bool):
        with nothing_stays():
            for session, mark, felt_off in zip(waiting, marks, off, strict=True):
                if with_answers:
                    answer(session, mark, felt_off=felt_off)
            for session, mark in later:
                answer(session, mark)
            return everything(viewer)

    assert seen(ruth, with_answers=True) == seen(ruth, with_answers=False)
    assert seen(colin, with_answers=True) != seen(colin, with_answers=False)


@pytest.mark.parametrize("settle", [skip_rating, partial(rate_session, own=7, guess=7)])
def test_once_it_is_rated_or_skipped_the_caseload_shows_it(session, strain, ruth, settle):
    (row,) = get_caseload(viewer=ruth, show=Show.EVERYBODY, order=Order.NAME, at=NOW).rows
    assert (row.strain, row.open_episode_id, row.line.words) == ("", None, "In own range")
    assert row.rate_first.session_id == session.id
    settle(session_id=session.id, by=ruth, at=NOW)
    (row,) = get_caseload(viewer=ruth, show=Show.STRAIN_OPEN, order=Order.NAME, at=NOW).rows
    assert (row.open_episode_id, row.line.words, row.rate_first) == (strain.id, "Below own range", None)


def test_after_seven_days_it_is_shown_without_a_rating(strain, ruth):
    at = strain.check_in.session.planned_at + timedelta(days=7)
    almost = get_caseload(viewer=ruth, show=Show.EVERYBODY, order=Order.NAME, at=at - timedelta(seconds=1))
    (row,) = get_caseload(viewer=ruth, show=Show.EVERYBODY, order=Order.NAME, at=at).rows
    assert (almost.counts[Show.STRAIN_OPEN], almost.rows[0].open_episode_id) == (0, None)
    assert (row.open_episode_id, row.rate_first) == (strain.id, None)
    assert [s.episode_id for s in list_open_strains(viewer=ruth, at=at).strains] == [strain.id]
    assert get_strain(episode_id=strain.id, viewer=ruth, at=at).reasons.points


def test_a_co_worker_who_was_not_there_sees_the_strain_at_once(strain, colin):
    (row,) = get_caseload(viewer=colin, show=Show.STRAIN_OPEN, order=Order.NAME, at=NOW).rows
    assert (row.open_episode_id, row.rate_first) == (strain.id, None)
    found = list_open_strains(viewer=colin, at=NOW)
    assert ([s.episode_id for s in found.strains], found.to_rate) == ([strain.id], [])
    assert get_strain(episode_id=strain.id, viewer=colin, at=NOW).reasons.points


def test_the_list_of_strains_names_the_session_to_rate_and_not_the_strain(session, strain, ruth):
    found = list_open_strains(viewer=ruth, at=NOW)
    assert found.strains == []
    assert [row.session_id for row in found.to_rate] == [session.id]


def test_the_page_of_a_strain_leads_to_the_rating_and_so_does_everything_that_is_done_about_it(session, strain, ruth):
    words = {"happened_on": TODAY, "words": ""}
    attempts = [
        partial(get_strain, viewer=ruth),
        partial(get_strain, viewer=ruth, to_write=True),
        partial(get_sharing, viewer=ruth),
        partial(share_strain, person_was_told=True, by=ruth),
        partial(talk_about_strain, by=ruth, **words),
        partial(try_repair, by=ruth, **words),
        partial(close_strain, outcome=Outcome.REPAIRED, by=ruth),
        partial(reopen_strain, by=ruth),
    ]
    for attempt in attempts:
        with pytest.raises(RatingComesFirst) as first:
            attempt(episode_id=strain.id, at=NOW)
        assert first.value.session_id == session.id
    skip_rating(session_id=session.id, by=ruth, at=NOW)
    assert get_strain(episode_id=strain.id, viewer=ruth, at=NOW).reasons.points[-1].is_below


@pytest.mark.parametrize("answered", [False, True])
def test_naming_a_strain_comes_after_the_rating_whether_or_not_anything_was_answered(cast, session, ruth, answered):
    """Or that one is open already would say how it was answered."""
    if answered:
        answer(session, 2)
    for attempt in (partial(get_naming, viewer=ruth), partial(name_strain, words="I was short with them", by=ruth)):
        with pytest.raises(RatingComesFirst):
            attempt(person_id=cast.person_id, at=NOW)
    skip_rating(session_id=session.id, by=ruth, at=NOW)
    assert (get_naming(person_id=cast.person_id, viewer=ruth, at=NOW).open_episode_id is not None) is answered


def test_a_later_session_that_waits_is_not_drawn_on_the_page_of_an_earlier_strain(cast, session, ruth):
    answer(session, 2)
    strain = Episode.objects.get()
    skip_rating(session_id=session.id, by=ruth, at=NOW)
    before = get_strain(episode_id=strain.id, viewer=ruth, at=NOW)
    latest = unrated(cast.person_id, cast.practitioner, 0)
    answer(latest, 9)
    after = get_strain(episode_id=strain.id, viewer=ruth, at=NOW)
    assert (after.reasons, after.standing) == (before.reasons, before.standing)
    assert after.rate_first.session_id == latest.id
    skip_rating(session_id=latest.id, by=ruth, at=NOW)
    assert len(get_strain(episode_id=strain.id, viewer=ruth, at=NOW).reasons.points) == len(before.reasons.points) + 1


def test_the_page_of_the_person_says_what_to_rate_first_and_nothing_of_the_strain(cast, session, strain, ruth):
    page = get_overview(person_id=cast.person_id, viewer=ruth, at=NOW)
    assert (page.strains, page.line.strains, page.rate_first.session_id) == ([], [], session.id)
    assert not any(s.is_below for s in page.line.sessions)


def test_a_range_later_in_the_line_does_not_tell_what_a_waiting_answer_was(cast, session, ruth, colin):
    """A score that waits would move the range of whatever came after it."""

    def line(mark: int | None):
        with nothing_stays():
            if mark is not None:
                answer(session, mark)
            later = unrated(cast.person_id, cast.practitioner, 0)
            Session.objects.filter(id=later.id).update(practitioner=cast.colleague)
            answer(later, 7)
            page = get_overview(person_id=cast.person_id, viewer=ruth, at=NOW)
            return [(s.on, s.score, s.low, s.high) for s in page.line.sessions]

    assert line(2) == line(9) == line(None)


def test_a_strain_that_was_closed_before_says_so_only_after_the_rating(session, strain, ruth, colin):
    close_strain(episode_id=strain.id, outcome=Outcome.REPAIRED, by=colin, at=NOW)
    with pytest.raises(RatingComesFirst):
        close_strain(episode_id=strain.id, outcome=Outcome.OPEN, by=ruth, at=NOW)
    skip_rating(session_id=session.id, by=ruth, at=NOW)
    with pytest.raises(StrainClosed):
        close_strain(episode_id=strain.id, outcome=Outcome.OPEN, by=ruth, at=NOW)
