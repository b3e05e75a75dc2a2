"""A legal hold from its placing to its lifting, and asking to be erased by letter: in words, by a privacy officer, and kept."""

from datetime import date, timedelta

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.retention.holds import NothingSaid, ReviewInThePast, lift_hold, place_hold, review_hold
from alongside.casework.retention.looking import get_hold
from alongside.casework.retention.queries import get_retention_of
from alongside.casework.retention.requests import Decided, NotYetHeard, decide_request, write_request
from alongside.domain.retention import Decision, HoldGround
from alongside.ledger.models import Entry
from alongside.records.models import ErasureRequest, Exclusion, LegalHold, LegalHoldStep
from tests.cast import START, make_cast

pytestmark = pytest.mark.django_db
TODAY, DAY = START.date(), timedelta(days=1)
OTHERS = ["practitioner", "supervisor", "colleague", "safeguarding_lead", "evaluator", "administrator", "excluded"]


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def petra(cast):
    return actor_for(cast.privacy_officer)


def place(cast, by, words="The inquiry asked for it.", at=START):
    return place_hold(
        person_id=cast.person_id, ground=HoldGround.INQUIRY, words=words, review_on=TODAY + 90 * DAY, by=by, at=at
    )


def written(cast, by, words="Take it all away.", on=TODAY):
    return write_request(person_id=cast.person_id, words=words, asked_on=on, by=by, at=START)


def holds(cast, petra):
    return get_retention_of(person_id=cast.person_id, viewer=petra, at=START).holds


def test_a_hold_keeps_every_word_that_was_said_about_it(cast, petra):
    hold = place(cast, petra)
    review_hold(hold_id=hold, words="Still asked for.", review_on=TODAY + 180 * DAY, by=petra, at=START + DAY)
    lift_hold(hold_id=hold, words="The inquiry is over.", by=petra, at=START + 2 * DAY)
    (line,) = holds(cast, petra)
    assert [(step.kind, step.words, step.by) for step in line.steps] == [
        ("placed", "The inquiry asked for it.", "Petra Lund"),
        ("reviewed", "Still asked for.", "Petra Lund"),
        ("lifted", "The inquiry is over.", "Petra Lund"),
    ]
    assert (line.review_on, line.lifted_at) == (TODAY + 180 * DAY, START + 2 * DAY)
    assert list(Entry.objects.filter(object_id=hold).order_by("recorded_at").values_list("action", flat=True)) == [
        "held", "reviewed", "lifted",
    ]  # fmt: skip


def test_a_hold_that_was_lifted_is_changed_no_more(cast, petra):
    hold = place(cast, petra)
    lift_hold(hold_id=hold, words="Over.", by=petra, at=START)
    for change in (
        lambda: lift_hold(hold_id=hold, words="Over again.", by=petra, at=START),
        lambda: review_hold(hold_id=hold, words="It stays.", review_on=TODAY + DAY, by=petra, at=START),
    ):
        with pytest.raises(NotHere):
            change()
    assert LegalHoldStep.objects.count() == 2


def test_the_same_hold_sent_twice_is_kept_once(cast, petra):
    assert place(cast, petra) == place(cast, petra)
    assert (LegalHold.objects.count(), LegalHoldStep.objects.count()) == (1, 1)


def test_a_hold_without_words_or_looked_at_again_in_the_past_is_none(cast, petra):
    hold = place(cast, petra)
    with pytest.raises(NothingSaid):
        place(cast, petra, words=" ")
    with pytest.raises(NothingSaid):
        lift_hold(hold_id=hold, words="\n", by=petra, at=START)
    with pytest.raises(ReviewInThePast):
        review_hold(hold_id=hold, words="It stays.", review_on=TODAY, by=petra, at=START)
    assert holds(cast, petra)[0].review_on == TODAY + 90 * DAY


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_but_a_privacy_officer_holds_lifts_or_writes_a_request_down(cast, petra, who):
    by, hold = actor_for(getattr(cast, who)), place(cast, petra)
    for attempt in (
        lambda: place(cast, by, words="Mine."),
        lambda: review_hold(hold_id=hold, words="Mine.", review_on=TODAY + DAY, by=by, at=START),
        lambda: lift_hold(hold_id=hold, words="Mine.", by=by, at=START),
        lambda: get_hold(hold_id=hold, viewer=by, at=START),
        lambda: written(cast, by),
    ):
        with pytest.raises(NotHere):
            attempt()
    assert (LegalHoldStep.objects.count(), ErasureRequest.objects.count()) == (1, 0)


def test_an_officer_who_knows_the_person_does_none_of_it(cast, petra):
    hold = place(cast, petra)
    Exclusion.objects.create(user=cast.privacy_officer, person_id=cast.person_id, set_at=START, set_by=cast.supervisor)
    with pytest.raises(NotHere):
        lift_hold(hold_id=hold, words="Over.", by=petra, at=START)
    with pytest.raises(NotHere):
        written(cast, petra)


def test_the_month_of_a_letter_counts_from_the_day_it_was_heard(cast, petra):
    written(cast, petra, on=date(2026, 4, 20))
    row = ErasureRequest.objects.get()
    assert (row.asked_on, row.due_on) == (date(2026, 4, 20), date(2026, 5, 20))
    (line,) = get_retention_of(person_id=cast.person_id, viewer=petra, at=START).requests
    assert (line.words, line.written_by) == ("Take it all away.", "Petra Lund")


def test_a_letter_that_waits_is_not_written_down_twice_and_one_after_the_answer_is_another(cast, petra):
    first = written(cast, petra)
    assert written(cast, petra, words="Once more.") == first
    decide_request(request_id=first, decision=Decision.REFUSED, words="A court needs it.", by=petra, at=START)
    with pytest.raises(Decided):
        decide_request(request_id=first, decision=Decision.AGREED, words="Yes.", by=petra, at=START)
    assert written(cast, petra, words="Once more.") != first


def test_a_letter_says_something_and_did_not_come_tomorrow(cast, petra):
    with pytest.raises(NothingSaid):
        written(cast, petra, words=" ")
    with pytest.raises(NotYetHeard):
        written(cast, petra, on=TODAY + DAY)
    assert ErasureRequest.objects.count() == 0
