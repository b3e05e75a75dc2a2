"""Referrals: agreed, followed, never written over, and read by those who may."""

from datetime import timedelta

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.assessment.operations import (
    begin_assessment,
    complete_assessment,
    say_for_person,
    sign_assessment,
)
from alongside.casework.assessment.saving import Sent, save_answers
from alongside.casework.referrals.needs import get_new_referral
from alongside.casework.referrals.operations import ChangedMeanwhile, agree_referral, take_step
from alongside.casework.referrals.queries import get_referral, get_referrals
from alongside.casework.referrals.waiting import list_about_area
from alongside.domain.assessment import Area, PersonSays, Said, Voice
from alongside.domain.referrals import CannotFollow, InTheFuture, NeedsWords, Step
from alongside.ledger.models import Entry
from alongside.records.models import Referral, ReferralStep
from tests.cast import START, Cast, make_cast

pytestmark = pytest.mark.django_db
TODAY, DAY = START.date(), timedelta(days=1)
NOBODY = ["colleague", "excluded", "stranger", "privacy_officer", "safeguarding_lead", "evaluator", "administrator"]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def agree(cast, ruth):
    def agreed(need="The debt letters", on=TODAY - 20 * DAY, by=ruth):
        said = {"area": Area.MONEY, "to": "A debt adviser", "need": need, "on": on}
        return agree_referral(person_id=cast.person_id, by=by, at=START, **said)

    return agreed


def follow(referral, by, step, seen, *, on=TODAY, words=""):
    take_step(referral_id=referral, step=step, on=on, words=words, seen=seen, by=by, at=START)


def test_a_referral_is_followed_from_the_agreement_to_what_came_back(cast, ruth, agree):
    referral = agree()
    follow(referral, ruth, Step.SENT, 1, on=TODAY - 12 * DAY)
    line = get_referrals(person_id=cast.person_id, viewer=ruth, at=START).open[0]
    assert (line.said, line.area, line.to) == ("Waiting 12 days to be seen.", Area.MONEY, "A debt adviser")
    follow(referral, ruth, Step.CAME_BACK, 2, words="A plan for each letter")
    page = get_referrals(person_id=cast.person_id, viewer=ruth, at=START)
    assert page.open == []
    assert [(s.step, s.on, s.words, s.by) for s in page.closed[0].steps] == [
        (Step.AGREED, TODAY - 20 * DAY, "", "Ruth Adeyemi"),
        (Step.SENT, TODAY - 12 * DAY, "", "Ruth Adeyemi"),
        (Step.CAME_BACK, TODAY, "A plan for each letter", "Ruth Adeyemi"),
    ]


def test_the_longest_wait_comes_first(cast, ruth, agree):
    for need, days in (("Short", 2), ("Long", 19)):
        follow(agree(need), ruth, Step.SENT, 1, on=TODAY - days * DAY)
    assert [line.need for line in get_referrals(person_id=cast.person_id, viewer=ruth, at=START).open] == [
        "Long", "Short",
    ]  # fmt: skip


def test_the_same_sent_twice_is_done_once(ruth, agree):
    referral = agree()
    assert agree() == referral
    follow(referral, ruth, Step.SENT, 1)
    follow(referral, ruth, Step.SENT, 1)
    assert ReferralStep.objects.count() == 2


def test_of_two_who_write_at_once_the_second_is_told(ruth, agree):
    referral = agree()
    follow(referral, ruth, Step.SENT, 1)
    with pytest.raises(ChangedMeanwhile):
        follow(referral, ruth, Step.WITHDRAWN, 1, words="We thought again")
    assert ReferralStep.objects.count() == 2


def test_a_mistake_is_taken_back_and_both_stay_to_be_read(ruth, agree):
    referral = agree()
    follow(referral, ruth, Step.SENT, 1)
    follow(referral, ruth, Step.DECLINED, 2, words="Too far")
    follow(referral, ruth, Step.UNDONE, 3, words="It was about somebody else")
    line = get_referral(referral_id=referral, viewer=ruth, at=START).line
    assert line.standing.step is Step.SENT
    assert [s.words for s in line.steps] == ["", "", "Too far", "It was about somebody else"]


def test_what_is_refused_leaves_nothing_behind(ruth, agree):
    for wrong, refusal in (({"need": " "}, NeedsWords), ({"on": TODAY + DAY}, InTheFuture)):
        with pytest.raises(refusal):
            agree(**wrong)
    with pytest.raises(CannotFollow):
        follow(agree(), ruth, Step.ACCEPTED, 1)
    assert (Referral.objects.count(), ReferralStep.objects.count()) == (1, 1)


@pytest.mark.parametrize("part", NOBODY)
def test_nobody_else_reads_or_writes_one(cast, agree, part):
    referral, by = agree(), actor_for(getattr(cast, part))
    for refused in (
        lambda: get_referrals(person_id=cast.person_id, viewer=by, at=START),
        lambda: get_referral(referral_id=referral, viewer=by, at=START),
        lambda: follow(referral, by, Step.SENT, 1),
        lambda: agree(by=by),
    ):
        with pytest.raises(NotHere):
            refused()


def test_whoever_stands_in_follows_one_and_a_supervisor_reads(cast, agree):
    referral = agree()
    follow(referral, actor_for(cast.cover), Step.SENT, 1)
    supervisor = actor_for(cast.supervisor)
    assert get_referral(referral_id=referral, viewer=supervisor, at=START).may_write is False
    with pytest.raises(NotHere):
        follow(referral, supervisor, Step.ACCEPTED, 2)


def test_words_are_sealed_and_each_look_is_in_the_ledger(cast, ruth, agree):
    referral = agree()
    assert b"debt" not in bytes(Referral.objects.get().sealed_need)
    get_referral(referral_id=referral, viewer=ruth, at=START)
    assert set(Entry.objects.filter(object_type="referral").values_list("action", flat=True)) == {"agreed", "opened"}


@pytest.fixture
def owes(cast, ruth):
    begin_assessment(person_id=cast.person_id, by=ruth, at=START)
    said = [
        Sent("money.debts", Voice.PERSON, Said(("much",), "I owe my nan")),
        Sent("relationships.abuse", Voice.PRACTITIONER, Said(("yes",), "From a caller")),
    ]
    save_answers(person_id=cast.person_id, sent=said, tab="", by=ruth, at=START)


def test_a_referral_begins_with_what_was_said_and_never_with_what_is_for_staff(cast, ruth, owes):
    begin = {"person_id": cast.person_id, "viewer": ruth, "at": START}
    assert get_new_referral(question_id="money.debts", **begin).need == "I owe my nan"
    assert Entry.objects.filter(object_type="assessment", action="opened").count() == 1
    for nothing in ("relationships.abuse", "adversity.loss", "money.nothing", ""):
        assert get_new_referral(question_id=nothing, **begin).need == ""


def test_whoever_stands_in_takes_over_nothing_that_is_not_signed(cast, ruth, owes):
    cover = actor_for(cast.cover)
    assert get_new_referral(person_id=cast.person_id, question_id="money.debts", viewer=cover, at=START).need == ""
    complete_assessment(person_id=cast.person_id, by=ruth, at=START)
    say_for_person(person_id=cast.person_id, says=PersonSays.AGREES, words="", by=ruth, at=START)
    sign_assessment(person_id=cast.person_id, by=ruth, at=START)
    found = get_new_referral(person_id=cast.person_id, question_id="money.debts", viewer=cover, at=START)
    assert found.need == "I owe my nan"


def test_an_area_shows_its_own_referrals_and_those_still_to_come_first(cast, ruth, agree):
    about = {"person_id": cast.person_id, "viewer": ruth, "at": START}
    follow(agree("Called off"), ruth, Step.WITHDRAWN, 1, words="We thought again")
    agree("The debt letters")
    assert [line.need for line in list_about_area(area=Area.MONEY, **about).lines] == ["The debt letters", "Called off"]
    assert list_about_area(area=Area.DRUGS, **about).lines == []
