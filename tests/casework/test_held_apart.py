"""Holding apart: asked, decided in words, opened only with a reason, told before it ends, and back exactly as it was."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from alongside.access.actors import actor_for, actor_for_capability
from alongside.access.gates import NotHere
from alongside.casework.caseload.state import refresh_state
from alongside.casework.check_ins.history import load_history
from alongside.casework.held_apart.asking import Asked, NothingSaid, ask_myself, ask_on_behalf
from alongside.casework.held_apart.clocks import list_clocks
from alongside.casework.held_apart.deciding import Ending, InTheWay, NothingChosen, decide_hold, lift_hold, open_item
from alongside.casework.held_apart.for_workers import get_held_for_worker
from alongside.casework.held_apart.marking import all_that_goes_along
from alongside.casework.held_apart.own_side import list_own_holds
from alongside.casework.held_apart.queries import get_hold_apart, list_holds
from alongside.casework.my_side.capabilities import find_capability
from alongside.casework.my_side.offers import begin_check_in
from alongside.casework.my_side.opening import find_waiting_session, open_with_token
from alongside.casework.people.what_matters import say_what_matters
from alongside.casework.retention.judging import judge_people
from alongside.casework.sessions.notes.finishing import begin_correction, finish_note
from alongside.casework.subject_access.gathering import gather_all
from alongside.domain.held_apart import Answer, CameBy, Ground, HoldState, NotNow, Purpose, Told, ToldFirst
from alongside.domain.retention import Hindrance
from alongside.ledger.models import Entry
from alongside.records.models import (
    CaseloadState,
    CheckIn,
    Correction,
    Draft,
    Episode,
    EpisodeStep,
    HeldItem,
    HoldApart,
    HoldOpening,
    Note,
    Person,
    WhatMatters,
)
from alongside.vault import open_keys
from tests.cast import START, make_cast
from tests.meetings import answer, meet, weeks
from tests.noted import noted
from tests.pages.own_door import PIN, give_door
from tests.strain_story import make_dip

pytestmark = pytest.mark.django_db
WORDS = "It says that I shouted. I did not."
LATER = START + timedelta(days=3)
TOLD_ON = LATER.date()


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def petra(cast):
    return actor_for(cast.privacy_officer)


@pytest.fixture
def own(cast):
    return find_capability(secret=open_with_token(token=give_door(cast).token, pin=PIN, at=START) or "", at=START)


def ask(cast, ruth, ground=Ground.ACCURACY, words=WORDS, **more):
    asked = Asked(ground, words, CameBy.MEETING, **more)
    return ask_on_behalf(person_id=cast.person_id, asked=asked, by=ruth, at=START)


def hold(hold_id, petra, *chosen, at=START):
    decide_hold(hold_id=hold_id, answer=Answer.HELD, chosen=chosen, words="While we look.", by=petra, at=at)


def lift(hold_id, petra, told_on=TOLD_ON, at=LATER, because="It was right."):
    lift_hold(hold_id=hold_id, ending=Ending(Told.SPOKEN, told_on, because), by=petra, at=at)


def note_of(cast, ruth, words="They shouted."):
    session = meet(cast.person_id, cast.practitioner, START.date())
    return session, finish_note(session_id=session.id, typed=noted(words), by=ruth, at=START)


def test_it_is_kept_in_their_words_with_the_day_by_which_they_have_an_answer(cast, ruth, petra, own):
    asked = ask_myself(capability=own, asked=Asked(Ground.CLAIM, WORDS), by=actor_for_capability(own), at=START)
    line = get_hold_apart(hold_id=asked, viewer=petra, at=START).line
    assert (line.words, line.ground, line.asked_by, line.came_by) == (WORDS, Ground.CLAIM, "", CameBy.OWN_SIDE)
    assert line.due_on == date(2026, 6, 4)
    assert WORDS.encode() not in bytes(HoldApart.objects.get().sealed_words)
    assert [clock.due_on for clock in list_clocks(viewer=petra, at=START)] == [line.due_on]
    assert list_holds(viewer=petra, at=START + timedelta(days=32)).waiting[0].is_late


def test_the_same_twice_is_kept_once_and_nothing_is_refused(cast, ruth, own):
    assert ask(cast, ruth) == ask(cast, ruth)
    assert ask(cast, ruth, Ground.OBJECTION) != ask(cast, ruth)
    with pytest.raises(NothingSaid):
        ask(cast, ruth, words=" ")
    with pytest.raises(NothingSaid):
        ask_myself(capability=own, asked=Asked(Ground.CLAIM, ""), by=actor_for_capability(own), at=START)


def test_a_correction_of_somebody_else_cannot_be_joined(cast, ruth):
    own = Correction.objects.create(person_id=cast.person_id, about="words", asked_at=START, due_on=START.date())
    assert HoldApart.objects.get(id=ask(cast, ruth, correction_id=own.id)).correction == own
    with pytest.raises(NotHere):
        ask(cast, ruth, words="Another", correction_id=uuid4())


@pytest.mark.parametrize("part", ["supervisor", "cover", "colleague", "stranger", "excluded", "administrator"])
def test_whoever_may_not_put_something_right_asks_nothing(cast, part):
    with pytest.raises(NotHere):
        ask(cast, actor_for(getattr(cast, part)))


def test_nobody_but_an_officer_who_does_not_work_with_them_decides(cast, ruth, petra):
    asked = ask(cast, ruth)
    _, note_id = note_of(cast, ruth)
    for part, user in cast.staff().items():
        if part != "privacy_officer":
            for do in (
                hold,
                lambda i, by, *_: lift(i, by),
                lambda i, by, *_: get_hold_apart(hold_id=i, viewer=by, at=START),
            ):
                with pytest.raises(NotHere):
                    do(asked, actor_for(user), ("Note", note_id))
            with pytest.raises(NotHere):
                open_item(
                    hold_id=asked,
                    place=("Note", note_id),
                    purpose=Purpose.CLAIM,
                    reason="x",
                    by=actor_for(user),
                    at=START,
                )
    cast.practitioner.roles = ["practitioner", "privacy_officer"]
    cast.practitioner.save()
    with pytest.raises(NotHere):
        hold(asked, actor_for(cast.practitioner), ("Note", note_id))


def test_it_is_decided_once_in_words_about_something_of_this_person(cast, ruth, petra):
    asked = ask(cast, ruth)
    _, note_id = note_of(cast, ruth)
    with pytest.raises(NothingSaid):
        decide_hold(hold_id=asked, answer=Answer.HELD, chosen=[("Note", note_id)], words="", by=petra, at=START)
    with pytest.raises(NothingChosen):
        hold(asked, petra)
    for place in (("Note", uuid4()), ("Person", cast.person_id), ("Draft", note_id), ("Nothing", note_id)):
        with pytest.raises(NotHere):
            hold(asked, petra, place)
    assert not HeldItem.objects.exists()
    hold(asked, petra, ("Note", note_id))
    with pytest.raises(NotNow):
        hold(asked, petra, ("Note", note_id))
    assert list_clocks(viewer=petra, at=START) == []


def test_a_refusal_holds_nothing_and_says_why(cast, ruth, petra, own):
    asked = ask(cast, ruth)
    decide_hold(hold_id=asked, answer=Answer.REFUSED, chosen=[], words="It is a court paper.", by=petra, at=START)
    (mine,) = list_own_holds(capability=own, at=START)
    assert (mine.line.state, mine.line.answer, list(mine.things)) == (HoldState.REFUSED, "It is a court paper.", [])
    with pytest.raises(NotNow):
        lift(asked, petra)


def test_all_wordings_of_a_note_go_together_and_so_does_a_draft_that_corrects_it(cast, ruth, petra):
    session, first = note_of(cast, ruth)
    begin_correction(session_id=session.id, note_id=first, by=ruth, at=START)
    second = finish_note(session_id=session.id, typed=noted("They spoke loudly.", 1), by=ruth, at=START)
    begin_correction(session_id=session.id, note_id=second, by=ruth, at=START)
    draft = Draft.objects.get()
    everything = {("Note", first), ("Note", second), ("Draft", draft.id)}
    assert all_that_goes_along([("Note", first)]) == all_that_goes_along([("Note", second)]) == everything
    asked = ask(cast, ruth)
    hold(asked, petra, ("Note", first))
    assert not Note.objects.exists()
    assert not Draft.objects.exists()
    assert get_hold_apart(hold_id=asked, viewer=petra, at=START).along == 2
    lift(asked, petra)
    assert set(Note.objects.values_list("id", flat=True)) == {first, second}
    assert Draft.objects.get() == draft


def test_scores_are_as_if_it_were_not_there_and_back_as_they_were(cast, ruth, petra):
    rows = weeks(cast.person_id, cast.practitioner, START.date() - timedelta(weeks=8), [7, 8, 7, 8, 7, 6])
    refresh_state(cast.person_id, at=START)
    before, state = load_history(cast.person_id), CaseloadState.objects.values().get()
    asked = ask(cast, ruth)
    hold(asked, petra, ("CheckIn", rows[2].id))
    now = load_history(cast.person_id)
    assert [one.check_in_id for one in now.check_ins] == [row.id for row in rows if row != rows[2]]
    held = CaseloadState.objects.values().get()
    assert held != state
    refresh_state(cast.person_id, at=START)
    assert CaseloadState.objects.values().get() == held
    lift(asked, petra)
    assert load_history(cast.person_id) == before
    assert CaseloadState.objects.values().get() == state


def test_a_strain_goes_with_the_answers_it_began_with(cast, ruth, petra):
    episode = make_dip(cast)
    EpisodeStep.objects.create(
        episode=episode, kind="talked_about", happened_on=START.date(), done_by=cast.practitioner, done_at=START
    )
    asked = ask(cast, ruth)
    hold(asked, petra, ("CheckIn", episode.check_in_id))
    assert not Episode.objects.exists()
    assert not EpisodeStep.objects.exists()
    assert CaseloadState.objects.get().open_episode is None
    lift(asked, petra)
    assert Episode.objects.get() == episode
    assert CaseloadState.objects.get().open_episode == episode


def test_what_is_new_in_its_place_comes_first_and_nothing_is_lifted_by_half(cast, ruth, petra):
    episode = make_dip(cast)
    asked = ask(cast, ruth)
    hold(asked, petra, ("Episode", episode.id))
    other = Episode.objects.create(
        person_id=cast.person_id, relationship=episode.relationship, source="practitioner", opened_at=START
    )
    with pytest.raises(InTheWay):
        lift(asked, petra)
    assert HoldApart.objects.get().state == "held"
    assert Episode.objects.get() == other
    Episode.objects.update(closed_at=START, outcome="repaired")
    lift(asked, petra)
    assert Episode.objects.count() == 2


def test_what_another_request_holds_stays_held(cast, ruth, petra):
    _, note_id = note_of(cast, ruth)
    first, second = ask(cast, ruth), ask(cast, ruth, Ground.OBJECTION)
    for one in (first, second):
        hold(one, petra, ("Note", note_id))
    lift(first, petra)
    assert not Note.objects.exists()
    lift(second, petra)
    assert Note.objects.exists()


@pytest.mark.parametrize("told_on", [START.date() - timedelta(days=1), LATER.date() + timedelta(days=1)])
def test_nothing_is_lifted_before_the_person_was_told(cast, ruth, petra, told_on):
    _, note_id = note_of(cast, ruth)
    asked = ask(cast, ruth)
    hold(asked, petra, ("Note", note_id))
    with pytest.raises(ToldFirst):
        lift(asked, petra, told_on=told_on)
    with pytest.raises(NothingSaid):
        lift(asked, petra, because=" ")
    assert not Note.objects.exists()


def test_saving_a_row_that_was_read_before_does_not_put_it_into_use(cast, ruth, petra):
    _, note_id = note_of(cast, ruth)
    stale = Note.objects.get(id=note_id)
    asked = ask(cast, ruth)
    hold(asked, petra, ("Note", note_id))
    stale.save()
    stale.save(update_fields=["held_apart"])
    assert not Note.objects.exists()
    assert Note.everything.get(id=note_id).held_apart


def test_every_opening_has_its_purpose_and_reason_and_is_in_the_ledger(cast, ruth, petra):
    _, note_id = note_of(cast, ruth)
    _, other = note_of(cast, ruth, "Another")
    asked = ask(cast, ruth)
    place = {"hold_id": asked, "by": petra, "at": START, "purpose": Purpose.PROTECT}
    with pytest.raises(NothingSaid):
        open_item(place=("Note", note_id), reason="", **place)
    assert not HoldOpening.objects.exists()
    hold(asked, petra, ("Note", note_id))
    item = open_item(place=("Note", note_id), reason="A neighbour is afraid.", **place)
    assert "They shouted." in item.text
    entry = Entry.objects.filter(object_type="hold_apart", reason_code="protect").get()
    assert entry.object_id == note_id
    (line,) = get_hold_apart(hold_id=asked, viewer=petra, at=START).openings
    assert (line.reason, line.by, line.purpose) == ("A neighbour is afraid.", "Petra Lund", Purpose.PROTECT)
    # What is not held by this request is in use, and is no business of whoever handles it.
    with pytest.raises(NotHere):
        open_item(place=("Note", other), reason="x", **place)
    lift(asked, petra)
    with pytest.raises(NotHere):
        open_item(place=("Note", note_id), reason="x", **place)


def test_a_copy_of_the_record_has_it_and_says_that_it_is_held_apart(cast, ruth, petra):
    _, note_id = note_of(cast, ruth)
    asked = ask(cast, ruth)
    text = next(one.text for one in gather_all(cast.person_id) if one.source == "Note")
    hold(asked, petra, ("Note", note_id))
    (item,) = (one for one in gather_all(cast.person_id) if one.source == "Note")
    assert item.label == "A note of a meeting (held apart)"
    assert item.text == text


@pytest.mark.parametrize(("ground", "stops"), [(Ground.CLAIM, True), (Ground.ACCURACY, False)])
def test_a_legal_claim_stops_erasing_until_it_is_lifted(cast, ruth, petra, ground, stops):
    _, note_id = note_of(cast, ruth)
    asked = ask(cast, ruth, ground)

    def stands_against():
        (judged,) = judge_people([Person.objects.get()], open_keys([cast.person_id]), at=START)
        return Hindrance.HELD_APART in judged.verdict.hindrances

    assert not stands_against()
    hold(asked, petra, ("Note", note_id))
    assert stands_against() is stops
    lift(asked, petra)
    assert not stands_against()


def sentences(cast, part):
    page = get_held_for_worker(person_id=cast.person_id, viewer=actor_for(getattr(cast, part)), at=START)
    return [one.kind for one in page.held]


@pytest.mark.parametrize("audience", ["worker", "supervisor", "totals"])
def test_a_worker_is_told_of_answers_only_if_they_were_theirs_to_read(cast, ruth, petra, audience):
    row = answer(meet(cast.person_id, cast.practitioner, START.date()), 7, audience=audience)
    hold(ask(cast, ruth), petra, ("CheckIn", row.id))
    assert sentences(cast, "practitioner") == (["A check-in"] if audience == "worker" else [])
    assert sentences(cast, "supervisor") == (["A check-in"] if audience == "supervisor" else [])
    assert sentences(cast, "cover") == []


def test_a_worker_who_has_not_rated_is_not_told_that_there_were_answers(cast, ruth, petra):
    session = meet(cast.person_id, cast.practitioner, START.date())
    row = answer(session, 7)
    hold(ask(cast, ruth), petra, ("CheckIn", row.id))
    assert sentences(cast, "practitioner") == ["A check-in"]
    session.ratings.all().delete()
    assert sentences(cast, "practitioner") == []


def test_the_person_reads_their_own_words_of_what_is_held_apart(cast, ruth, petra, own):
    say_what_matters(person_id=cast.person_id, words="My sister.", said_on=START.date(), by=ruth, at=START)
    _, note_id = note_of(cast, ruth)
    matters = WhatMatters.objects.get().id
    hold(ask(cast, ruth), petra, ("WhatMatters", matters), ("Note", note_id))
    (mine,) = list_own_holds(capability=own, at=START)
    assert {(one.source, one.words) for one in mine.things} == {("WhatMatters", "My sister."), ("Note", "")}


def test_nobody_is_asked_again_what_they_answered(cast, ruth, petra, own):

    session = meet(cast.person_id, cast.practitioner, START.date(), clock=9)
    assert find_waiting_session(cast.person_id, at=START) == session
    row = answer(session, 7)
    hold(ask(cast, ruth), petra, ("CheckIn", row.id))
    assert find_waiting_session(cast.person_id, at=START) is None
    assert begin_check_in(session, at=START) == CheckIn.everything.get()
