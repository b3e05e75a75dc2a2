"""What became of the promises of both sides: shown to the two of them, of this supervision, and to nobody who could rank with it."""

from datetime import timedelta

import pytest

from alongside.access.actors import actor_for
from alongside.casework.promises.operations import make_promise, settle_promise, take_back_promise
from alongside.casework.promises.queries import get_promises
from alongside.domain.promises import Outcome, Side, Tally
from alongside.records.models import Supervision
from tests.cast import START, Cast, make_cast

pytestmark = pytest.mark.django_db
TODAY, DAY = START.date(), timedelta(days=1)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def settled(cast, ruth):
    def done(words, side=Side.PRACTITIONER, outcome=Outcome.KEPT, at=START, why=""):
        promise = make_promise(person_id=cast.person_id, side=side, words=words, due_on=None, by=ruth, at=at)
        if outcome:
            settle_promise(promise_id=promise, outcome=outcome, words=why, by=ruth, at=at)
        return promise

    return done


def counted(cast, who="practitioner", at=START):
    return get_promises(person_id=cast.person_id, viewer=actor_for(getattr(cast, who)), at=at).counted


def supervise(cast, starts_on, ends_on=None):
    Supervision.objects.create(person_id=cast.person_id, kind="order", starts_on=starts_on, ends_on=ends_on)


@pytest.mark.parametrize(("who", "is_shown"), [("practitioner", True), ("cover", True), ("supervisor", False)])
def test_only_those_who_work_with_the_person_are_shown_it(cast, settled, who, is_shown):
    settled("Ring housing")
    assert (counted(cast, who) is not None) is is_shown


def test_both_sides_are_counted_and_a_promise_that_was_taken_back_is_not_there(cast, ruth, settled):
    assert counted(cast) is None
    settled("Ring housing", outcome=Outcome.BROKEN, why="I forgot, and I am sorry")
    settled("Bring the receipt", Side.PERSON)
    settled("Ring the dentist", Side.PERSON, None)
    take_back_promise(promise_id=settled("By mistake", outcome=None), by=ruth, at=START)
    found = counted(cast)
    assert found.picture.whole.practitioner == Tally(broken=1)
    assert found.picture.whole.person == Tally(kept=1, open=1)
    assert [(line.words, line.word) for line in found.not_done] == [("Ring housing", "I forgot, and I am sorry")]


def test_the_workers_own_stand_first_whenever_they_were_said(cast, settled):
    settled("Theirs", Side.PERSON, Outcome.BROKEN, START + DAY)
    settled("Ours", outcome=Outcome.BROKEN)
    assert [line.words for line in counted(cast, at=START + DAY).not_done] == ["Ours", "Theirs"]


def test_it_begins_with_the_supervision_of_today_and_without_one_with_the_first_promise(cast, settled):
    Supervision.objects.filter(person=cast.person_id).delete()
    settled("Long ago", outcome=Outcome.BROKEN)
    later = START + 300 * DAY
    settled("Now", at=later)
    found = counted(cast, at=later)
    assert (found.picture.whole.since, found.is_supervision) == (TODAY, False)
    supervise(cast, TODAY, TODAY + 100 * DAY)
    supervise(cast, later.date())
    found = counted(cast, at=later)
    assert (found.picture.whole.since, found.is_supervision) == (later.date(), True)
    assert found.picture.whole.practitioner == Tally(kept=1)
    assert found.not_done == []
