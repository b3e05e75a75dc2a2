"""Asking for something to be put right: kept as it was said, answered in words, and disagreed with for good."""

from dataclasses import replace
from datetime import timedelta

import pytest

from alongside.access.actors import actor_for, actor_for_capability
from alongside.access.gates import NotHere
from alongside.casework.corrections.operations import NothingSaid, answer_correction, look_into_correction
from alongside.casework.corrections.own_side import ask_for_correction, disagree, list_own_corrections
from alongside.casework.corrections.queries import get_correction, get_corrections
from alongside.casework.my_side.capabilities import end_capability, find_capability
from alongside.casework.my_side.doors import choose_pin, hand_over_for_pin, make_card
from alongside.casework.my_side.opening import open_with_token
from alongside.casework.people.operations import add_person
from alongside.domain.corrections import About, CorrectionState, CorrectionStep, NotNow
from alongside.ledger.models import Entry
from alongside.records import models as records
from tests.cast import START, TOMOS, make_cast
from tests.pages.own_door import PIN, give_door

pytestmark = pytest.mark.django_db
WRONG, SHOULD = "It says I missed the meeting on Friday.", "I came. The door was shut."


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def own(cast):
    secret = open_with_token(token=give_door(cast).token, pin=PIN, at=START)
    return find_capability(secret=secret or "", at=START)


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


def ask(own, *, wrong=WRONG, should=SHOULD, at=START):
    person = actor_for_capability(own)
    return ask_for_correction(capability=own, about=About.MEETING, wrong=wrong, should=should, by=person, at=at)


def say_why_not(own, correction_id, words="I was there.", at=START):
    disagree(capability=own, correction_id=correction_id, words=words, by=actor_for_capability(own), at=at)


def test_it_is_kept_in_their_words_with_the_day_by_which_they_have_an_answer(own, cast, ruth):
    asked = ask(own)
    page = get_correction(correction_id=asked, viewer=ruth, at=START)
    line = page.line
    assert (line.about, line.wrong, line.should, line.state) == (About.MEETING, WRONG, SHOULD, CorrectionState.ASKED)
    assert str(line.due_on) == "2026-06-04"
    assert not page.is_late
    assert get_correction(correction_id=asked, viewer=ruth, at=START + timedelta(days=32)).is_late
    raw = bytes(records.Correction.objects.get().sealed_wrong)
    assert WRONG.encode() not in raw


def test_pressing_twice_asks_once_and_asking_again_after_an_answer_asks_again(own, ruth):
    first = ask(own)
    assert ask(own) == first
    answer_correction(correction_id=first, changed=False, words="The log says so.", by=ruth, at=START)
    assert ask(own) != first


def test_every_step_is_dated_and_named_and_nothing_is_written_over(own, ruth):
    asked, later = ask(own), START + timedelta(minutes=5)
    look_into_correction(correction_id=asked, by=ruth, at=START)
    look_into_correction(correction_id=asked, by=ruth, at=later)
    answer_correction(correction_id=asked, changed=False, words="The log says so.", by=ruth, at=later)
    say_why_not(own, asked, at=later)
    say_why_not(own, asked, at=later)
    answer_correction(correction_id=asked, changed=True, words="The log was wrong. I put it right.", by=ruth, at=later)
    line = get_correction(correction_id=asked, viewer=ruth, at=later).line
    assert [(step.kind, step.by, step.words) for step in line.steps] == [
        (CorrectionStep.LOOKING, "Ruth Adeyemi", ""),
        (CorrectionStep.NOT_CHANGED, "Ruth Adeyemi", "The log says so."),
        (CorrectionStep.DISAGREED, "", "I was there."),
        (CorrectionStep.CHANGED, "Ruth Adeyemi", "The log was wrong. I put it right."),
    ]
    assert line.state is CorrectionState.CHANGED
    mine = list_own_corrections(capability=own, at=later).corrections
    assert mine[0].steps == line.steps
    assert mine[0].answer.words == "The log was wrong. I put it right."


def test_an_answer_needs_words_and_a_disagreement_needs_an_answer(own, ruth):
    asked = ask(own)
    with pytest.raises(NothingSaid):
        answer_correction(correction_id=asked, changed=True, words="  ", by=ruth, at=START)
    with pytest.raises(NotNow):
        say_why_not(own, asked)
    assert not records.CorrectionStep.objects.exists()


def test_only_those_who_work_with_them_answer_and_an_inspector_reads_none(own, cast, ruth):
    asked = ask(own)
    for who in (cast.cover, cast.supervisor):
        assert get_corrections(person_id=cast.person_id, viewer=actor_for(who), at=START).corrections
        with pytest.raises(NotHere):
            look_into_correction(correction_id=asked, by=actor_for(who), at=START)
        with pytest.raises(NotHere):
            answer_correction(correction_id=asked, changed=True, words="Done.", by=actor_for(who), at=START)
    for who in (cast.colleague, cast.excluded, cast.privacy_officer, cast.administrator):
        with pytest.raises(NotHere):
            get_corrections(person_id=cast.person_id, viewer=actor_for(who), at=START)
        with pytest.raises(NotHere):
            get_correction(correction_id=asked, viewer=actor_for(who), at=START)


def test_the_person_reaches_only_their_own_and_only_while_the_door_is_open(own, cast, ruth):
    asked = ask(own)
    answer_correction(correction_id=asked, changed=False, words="The log says so.", by=ruth, at=START)
    stranger = open_door_of_somebody_else(ruth)
    with pytest.raises(NotHere):
        say_why_not(stranger, asked)
    end_capability(capability_id=own.id, at=START)
    for attempt in (lambda: ask(own, wrong="More"), lambda: say_why_not(own, asked)):
        with pytest.raises(NotHere):
            attempt()
    assert records.Correction.objects.count() == 1


def open_door_of_somebody_else(by):
    other = add_person(facts=replace(TOMOS, identifiers=[]), by=by, at=START)
    device = find_capability(secret=hand_over_for_pin(person_id=other, by=by, at=START), at=START)
    choose_pin(capability=device, pin=PIN, by=actor_for_capability(device), at=START)
    card = make_card(person_id=other, by=by, at=START)
    return find_capability(secret=open_with_token(token=card.token, pin=PIN, at=START), at=START)


def test_each_step_is_in_the_ledger_and_none_of_the_words_are(own, cast, ruth):
    asked = ask(own)
    look_into_correction(correction_id=asked, by=ruth, at=START)
    answer_correction(correction_id=asked, changed=False, words="The log says so.", by=ruth, at=START)
    say_why_not(own, asked)
    entries = Entry.objects.filter(object_type="correction").order_by("id")
    assert sorted(entry.action for entry in entries) == ["answered", "asked", "disagreed", "taken_up"]
    assert {entry.relation for entry in entries} == {"self", "allocated"}
