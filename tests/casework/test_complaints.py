"""Saying that something is wrong: read by whom the person chose, answered in words, unknown to who works with them."""

from datetime import timedelta

import pytest

from alongside.access.actors import actor_for, actor_for_capability
from alongside.access.gates import NotHere
from alongside.access.receivers import find_receivers
from alongside.casework.complaints.operations import NothingSaid, acknowledge_complaint, answer_complaint
from alongside.casework.complaints.own_side import list_own_complaints, say_that_something_is_wrong
from alongside.casework.complaints.queries import get_complaint, list_complaints
from alongside.casework.my_side.capabilities import end_capability, find_capability
from alongside.casework.my_side.looks import get_who_looked_at_me
from alongside.casework.my_side.opening import open_with_token
from alongside.casework.who_has_looked.queries import get_who_has_looked
from alongside.domain.complaints import ComplaintState, Receiver
from alongside.ledger.models import Entry
from alongside.records import models as records
from tests.access.world import make_world
from tests.cast import START, make_cast
from tests.pages.own_door import PIN, give_door

pytestmark = pytest.mark.django_db
WORDS = "Ruth reads my letters out in the waiting room."


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def own(cast):
    secret = open_with_token(token=give_door(cast).token, pin=PIN, at=START)
    return find_capability(secret=secret or "", at=START)


def say(own, receiver=Receiver.SUPERVISOR, words=WORDS, at=START):
    return say_that_something_is_wrong(
        capability=own, receiver=receiver, words=words, by=actor_for_capability(own), at=at
    )


def may_read(user, complaint_id) -> bool:
    """Return whether they get it, after checking that the list and the one say the same."""
    actor = actor_for(records.User.objects.get(id=user.id))
    try:
        inbox = list_complaints(viewer=actor, at=START)
        listed = complaint_id in [row.id for row in [*inbox.open, *inbox.answered]]
    except NotHere:
        listed = False
    try:
        found = get_complaint(complaint_id=complaint_id, viewer=actor, at=START).line.words == WORDS
    except NotHere:
        found = False
    assert found == listed
    return found


def test_it_reaches_whom_the_person_chose_and_nobody_else(cast, own):
    to_supervisor, to_officer = say(own), say(own, Receiver.PRIVACY_OFFICER)
    readers = {part for part, user in cast.staff().items() if may_read(user, to_supervisor)}
    assert readers == {"supervisor"}
    readers = {part for part, user in cast.staff().items() if may_read(user, to_officer)}
    assert readers == {"privacy_officer"}


def test_nobody_receives_it_who_works_with_the_person_whatever_else_they_are(cast, own):
    to_supervisor, to_officer = say(own), say(own, Receiver.PRIVACY_OFFICER)
    day = START.date()
    for user, roles in (
        (cast.supervisor, ["supervisor", "practitioner"]),
        (cast.privacy_officer, ["privacy_officer", "practitioner"]),
    ):
        records.User.objects.filter(id=user.id).update(roles=roles)
        records.Relationship.objects.create(
            person_id=cast.person_id, practitioner=user, kind="co_worker", starts_on=day, created_at=START
        )
    assert not may_read(cast.supervisor, to_supervisor)
    assert not may_read(cast.privacy_officer, to_officer)
    found = find_receivers(cast.person_id, at=START)
    assert (found.supervisors, found.privacy_officers) == ((), ())


def test_an_exclusion_keeps_a_receiver_away_and_the_person_is_not_offered_them(cast, own):
    complaint = say(own, Receiver.PRIVACY_OFFICER)
    assert find_receivers(cast.person_id, at=START).privacy_officers == ("Petra",)
    records.Exclusion.objects.create(
        person_id=cast.person_id, user=cast.privacy_officer, set_by=cast.supervisor, set_at=START
    )
    assert not may_read(cast.privacy_officer, complaint)
    assert find_receivers(cast.person_id, at=START).privacy_officers == ()


def test_what_was_done_is_kept_in_order_and_the_person_reads_it_without_a_name(cast, own):
    complaint, marian = say(own), actor_for(cast.supervisor)
    for _ in range(2):
        acknowledge_complaint(complaint_id=complaint, by=marian, at=START)
    with pytest.raises(NothingSaid):
        answer_complaint(complaint_id=complaint, words=" ", by=marian, at=START)
    for words in ("I spoke to the team.", "I spoke to the team.", "The room is moved."):
        answer_complaint(complaint_id=complaint, words=words, by=marian, at=START)
    found = get_complaint(complaint_id=complaint, viewer=marian, at=START)
    assert [(step.words, step.by) for step in found.line.steps] == [
        ("", "Marian Ellis"), ("I spoke to the team.", "Marian Ellis"), ("The room is moved.", "Marian Ellis"),
    ]  # fmt: skip
    mine = list_own_complaints(capability=own, at=START).complaints[0]
    assert mine.state is ComplaintState.ANSWERED
    assert [step.words for step in mine.steps if step.words] == ["I spoke to the team.", "The room is moved."]


def test_nobody_having_read_it_is_late_after_thirty_days(cast, own):
    say(own)
    marian = actor_for(cast.supervisor)
    assert not list_complaints(viewer=marian, at=START + timedelta(days=30)).open[0].is_late
    assert list_complaints(viewer=marian, at=START + timedelta(days=31)).open[0].is_late


def test_who_has_looked_says_it_to_the_person_and_to_no_worker(cast, own):
    ruth = actor_for(cast.practitioner)
    complaint = say(own)

    def lines():
        found = get_who_has_looked(person_id=cast.person_id, viewer=ruth, at=START)
        return [(line.seen_as, line.count) for line in found.lines if not line.is_viewer], found.listed

    before = lines()
    marian = actor_for(cast.supervisor)
    list_complaints(viewer=marian, at=START)
    get_complaint(complaint_id=complaint, viewer=marian, at=START)
    answer_complaint(complaint_id=complaint, words="I spoke to the team.", by=marian, at=START)
    assert lines() == before
    relations = [look.relation for look in get_who_looked_at_me(capability=own, at=START).looks]
    assert "receiver" in relations


def test_twice_is_once_until_somebody_read_it_and_a_closed_door_says_nothing(cast, own):
    first = say(own)
    assert say(own) == first
    acknowledge_complaint(complaint_id=first, by=actor_for(cast.supervisor), at=START)
    assert say(own) != first
    end_capability(capability_id=own.id, at=START)
    with pytest.raises(NotHere):
        say(own, words="More")


def test_the_ledger_has_every_step_and_no_word(cast, own):
    complaint = say(own)
    answer_complaint(complaint_id=complaint, words="I spoke to the team.", by=actor_for(cast.supervisor), at=START)
    entries = Entry.objects.filter(object_type="complaint")
    assert sorted((e.action, e.relation) for e in entries) == [("answered", "receiver"), ("told", "self")]
    assert WORDS.encode() not in bytes(records.Complaint.objects.get().sealed_words)


def test_the_filter_of_the_list_and_the_decision_agree_for_everybody_of_a_crowded_world(cast, own):
    records.Pin.objects.all().delete()  # the world sets up a door of its own
    world = make_world(cast)
    complaints = [say(own, receiver) for receiver in Receiver]
    for user in world.staff().values():
        for complaint in complaints:
            may_read(user, complaint)
